/** Owns the cluster's folder of programs: one link each, so that one PATH entry and one plugin folder name them all. */

import { mkdirSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { LocatedProgram } from '../../ports/toolchain.ts';

/** What the control plane needs to start. */
export const corePrograms = [
  'etcd',
  'containerd',
  'containerd-shim-runc-v2',
  'ctr',
  'runc',
  'bridge',
  'loopback',
  'host-local',
  'portmap',
  'kubeadm',
  'kubelet',
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'kube-proxy',
] as const;

/** What may come later. */
export const buildPrograms = ['buildkitd', 'buildctl'] as const;

/** Replaced by renaming: a running `up` of another version never sees a missing program. */
export function linkProgram(folder: string, name: string, target: string): void {
  mkdirSync(folder, { recursive: true });
  const fresh = join(folder, `.${name}.new`);
  symlinkSync(target, fresh);
  renameSync(fresh, join(folder, name));
}

export function linkPrograms(folder: string, programs: readonly LocatedProgram[]): void {
  for (const { name, path } of programs) linkProgram(folder, name, path);
}
