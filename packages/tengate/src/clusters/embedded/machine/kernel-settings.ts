/** Owns the kernel settings that a cluster changes outside its own network namespace, and their way back. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the kubelet sets at its start (pkg/kubelet/cm), and forwarding, which the cluster's link needs. */
export const changedSettings = [
  'net/ipv4/ip_forward',
  'vm/overcommit_memory',
  'vm/panic_on_oom',
  'kernel/panic',
  'kernel/panic_on_oops',
  'kernel/keys/root_maxkeys',
  'kernel/keys/root_maxbytes',
] as const;

export type KernelSettings = Readonly<Record<string, string>>;

/** @param sysFolder `/proc/sys` */
export function readSettings(sysFolder: string): KernelSettings {
  return Object.fromEntries(
    changedSettings.flatMap((name) => {
      try {
        return [[name, readFileSync(join(sysFolder, name), 'utf8').trim()]];
      } catch {
        return []; // not in this kernel
      }
    }),
  );
}

/** Writes what differs from `wanted`. */
export function writeSettings(sysFolder: string, wanted: KernelSettings): void {
  const now = readSettings(sysFolder);
  for (const [name, value] of Object.entries(wanted)) {
    if (now[name] !== undefined && now[name] !== value) writeFileSync(join(sysFolder, name), value);
  }
}
