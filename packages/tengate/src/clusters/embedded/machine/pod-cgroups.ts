/**
 * Owns the cgroup that holds every pod of one cluster. It is the cluster's own, because a kubelet ends processes in pod
 * cgroups it does not know; and it is made directly in the cgroup file system, with or without a systemd, which leaves
 * cgroups alone that it did not make.
 */

import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TengateError } from '../../../model/tengate-error.ts';
import type { CgroupHierarchies } from './cgroup-hierarchies.ts';
import { cgroupRoots } from './machine-facts.ts';

const unifiedControllers = ['cpu', 'cpuset', 'memory', 'pids'] as const;
/** What containerd names groups of containers that have no pod: builds, and images that are run alone. */
const containerdGroups = ['k8s.io', 'buildkit'] as const;

/** The kubelet's `cgroupRoot`. */
export function cgroupRoot(key: string): string {
  return `/tengate-${key}`;
}

/** Makes the cluster's cgroup in every hierarchy. */
export function makePodCgroups(hierarchies: CgroupHierarchies, key: string): void {
  if (hierarchies.version === 2) enableControllers(hierarchies.path);
  for (const folder of cgroupRoots(hierarchies)) {
    const own = join(folder, cgroupRoot(key));
    mkdirSync(own, { recursive: true });
    weigh(own, hierarchies.version);
  }
}

/**
 * Pods of a cluster whose control plane, image builder and user share the machine's cores with them: weighed by default they
 * are one group among many, and a request waits while a compiler runs. Kernel defaults are 1024 (v1) and 100 (v2);
 * measured on 2 cores, 8 times as much left pauses of up to 160 ms during a rollout, 64 times up to 98 ms.
 */
const podWeight = {
  1: { file: 'cpu.shares', value: 64 * 1024 },
  2: { file: 'cpu.weight', value: 6400 },
} as const;

function weigh(folder: string, version: CgroupHierarchies['version']): void {
  const { file, value } = podWeight[version];
  if (existsSync(join(folder, file))) writeFileSync(join(folder, file), String(value));
}

/** containerd's groups that are not there: those that a cluster's containerd will have made. */
export function missingGroups(hierarchies: CgroupHierarchies): readonly string[] {
  return cgroupRoots(hierarchies)
    .flatMap((folder) => containerdGroups.map((group) => join(folder, group)))
    .filter((folder) => !existsSync(folder));
}

/** Removes the cluster's cgroup with everything below, and `groups`; one with a process in it stays. */
export function removePodCgroups(
  hierarchies: CgroupHierarchies,
  key: string,
  groups: readonly string[],
): void {
  for (const folder of cgroupRoots(hierarchies)) removeTree(join(folder, cgroupRoot(key)));
  for (const group of groups) removeTree(group);
}

/**
 * The root of the real hierarchy may have both processes and controllers for its children; the root that a container with a
 * cgroup namespace of its own sees may not.
 */
function enableControllers(root: string): void {
  const file = join(root, 'cgroup.subtree_control');
  const enabled = readFileSync(file, 'utf8').trim().split(/\s+/);
  const missing = unifiedControllers.filter((name) => !enabled.includes(name));
  if (missing.length === 0) return;
  try {
    writeFileSync(file, missing.map((name) => `+${name}`).join(' '));
  } catch (cause) {
    throw new TengateError({
      code: 'cgroup-controllers',
      kind: 'unavailable',
      what: `The cgroup controllers ${missing.join(', ')} cannot be enabled in ${file}: this container's processes are in the way.`,
      todo: "Run the container with the machine's cgroup namespace (`docker run --privileged --cgroupns=host`).",
      cause,
    });
  }
}

/** cgroups are removed from the leaves up; one with a process in it stays (EBUSY). */
function removeTree(folder: string): void {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeTree(join(folder, entry.name));
  }
  try {
    rmdirSync(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EBUSY' && code !== 'ENOENT' && code !== 'ENOTEMPTY') throw error;
  }
}
