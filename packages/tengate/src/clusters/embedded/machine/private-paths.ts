/**
 * Owns the fixed paths that Kubernetes, CNI and the host-path provisioner write to whatever they are told. In a cluster's
 * mount namespace each is covered by a folder of the cluster; the machine only ever sees an empty mount point, and only while
 * a cluster runs.
 */

import { existsSync, rmdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ClusterLayout } from '../cluster-layout.ts';

export type PrivatePath = { readonly path: string; readonly folder: string };

export function privatePaths(layout: ClusterLayout): readonly PrivatePath[] {
  return [
    // device-plugins below it is a constant in the kubelet
    { path: '/var/lib/kubelet', folder: layout.kubelet },
    { path: '/var/lib/cni', folder: layout.cni },
    { path: '/var/log/pods', folder: layout.podLogs },
    { path: '/var/log/containers', folder: layout.containerLogs },
    // pkg/volume/hostpath
    { path: '/tmp/hostpath_pv', folder: layout.volumes },
    ...['/run/buildkit', '/run/nri', '/run/runc', '/run/containerd/runc'].map((path) => ({
      path,
      folder: join(layout.run, 'private', path),
    })),
  ];
}

/**
 * Fixed paths that stay in sight of the machine: shims listen in the first, whoever starts a container through containerd makes
 * its pipes in the second, mount(8) keeps notes in the third. Empty when the cluster is gone.
 */
export const sharedPaths = ['/run/containerd/s', '/run/containerd/fifo', '/run/mount'] as const;

/** What is missing of `path`, outermost first. */
export function missingFolders(path: string): readonly string[] {
  const missing: string[] = [];
  for (let at = path; !existsSync(at); at = dirname(at)) missing.unshift(at);
  return missing;
}

/** Removes folders that are empty, innermost first; one that something else has used meanwhile stays. */
export function removeEmptyFolders(folders: readonly string[]): void {
  for (const folder of [...folders].sort((a, b) => b.length - a.length)) {
    try {
      rmdirSync(folder);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'ENOENT' && code !== 'ENOTEMPTY' && code !== 'EBUSY') throw error;
    }
  }
}
