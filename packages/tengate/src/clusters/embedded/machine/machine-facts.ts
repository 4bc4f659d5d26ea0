/** Owns reading the facts that `check-machine` judges. */

import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { release } from 'node:os';
import { type CgroupHierarchies, readHierarchies } from './cgroup-hierarchies.ts';
import type { MachineFacts } from './check-machine.ts';

export function readMachineFacts(): MachineFacts {
  if (process.platform !== 'linux') return { ...nothing, platform: process.platform };
  const hierarchies = readCgroupHierarchies();
  return {
    platform: 'linux',
    userId: process.geteuid?.() ?? null,
    ownStatus: readFileSync('/proc/self/status', 'utf8'),
    fileSystems: readFileSync('/proc/filesystems', 'utf8'),
    overlayModule: existsSync(`/lib/modules/${release()}/kernel/fs/overlayfs`),
    hierarchies,
    cgroupsWritable: hierarchies !== null && cgroupRoots(hierarchies).every(writable),
  };
}

export function readCgroupHierarchies(): CgroupHierarchies | null {
  return readHierarchies({
    mounts: readFileSync('/proc/mounts', 'utf8'),
    ownCgroups: readFileSync('/proc/self/cgroup', 'utf8'),
    controllers: (mount) => readFileSync(`${mount}/cgroup.controllers`, 'utf8'),
  });
}

export function cgroupRoots(hierarchies: CgroupHierarchies): readonly string[] {
  return hierarchies.version === 2 ? [hierarchies.path] : hierarchies.mounts.map((mount) => mount.path);
}

const nothing = {
  userId: null,
  ownStatus: '',
  fileSystems: '',
  overlayModule: false,
  hierarchies: null,
  cgroupsWritable: false,
};

function writable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
