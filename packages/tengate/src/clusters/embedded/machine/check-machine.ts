/** Owns whether this machine can run an embedded cluster at all, found out without changing anything. */

import type { Availability } from '../../../ports/cluster-provider.ts';
import type { CgroupHierarchies } from './cgroup-hierarchies.ts';

/** linux/capability.h: bit → name. */
const neededCapabilities = [
  [12, 'CAP_NET_ADMIN'],
  [21, 'CAP_SYS_ADMIN'],
  [19, 'CAP_SYS_PTRACE'],
  [18, 'CAP_SYS_CHROOT'],
  [27, 'CAP_MKNOD'],
] as const;

export type MachineFacts = {
  readonly platform: string;
  readonly userId: number | null;
  /** /proc/self/status */
  readonly ownStatus: string;
  /** /proc/filesystems */
  readonly fileSystems: string;
  /** Whether the module for overlayfs can be loaded. */
  readonly overlayModule: boolean;
  readonly hierarchies: CgroupHierarchies | null;
  /** Whether the file systems below /sys/fs/cgroup can be written. */
  readonly cgroupsWritable: boolean;
};

/** The first thing that is missing, with what to do about it. */
export function checkMachine(facts: MachineFacts): Availability {
  const other = 'or use another cluster: `--provider existing --context NAME`';
  if (facts.platform !== 'linux') {
    return no(
      `The embedded cluster runs on Linux only; this is ${facts.platform}.`,
      `Use a Linux machine, ${other}.`,
    );
  }
  if (facts.userId !== 0) {
    return no('The embedded cluster needs root.', `Run the same command with sudo, ${other}.`);
  }
  const effective = BigInt(`0x${/^CapEff:\s*([0-9a-f]+)/m.exec(facts.ownStatus)?.[1] ?? '0'}`);
  const lacking = neededCapabilities
    .filter(([bit]) => ((effective >> BigInt(bit)) & 1n) === 0n)
    .map(([, name]) => name);
  if (lacking.length > 0) {
    return no(
      `Root here lacks ${lacking.join(', ')}: this is a container or sandbox without the needed privileges.`,
      `Run the container privileged (\`docker run --privileged\`), ${other}.`,
    );
  }
  if (!/\boverlay$/m.test(facts.fileSystems) && !facts.overlayModule) {
    return no(
      'The kernel has no overlay file system, which images are unpacked with.',
      `\`modprobe overlay\`, ${other}.`,
    );
  }
  if (facts.hierarchies === null) {
    return no('No cgroup file system is mounted.', `Mount one at /sys/fs/cgroup, ${other}.`);
  }
  const { missing } = facts.hierarchies;
  if (missing.length > 0) {
    return no(
      `The cgroup controllers ${missing.join(', ')} are not available.`,
      `Mount them, or enable them on the kernel command line (\`cgroup_enable=memory\`), ${other}.`,
    );
  }
  if (!facts.cgroupsWritable) {
    return no('The cgroup file system is mounted read-only.', `Run the container privileged, ${other}.`);
  }
  return { available: true };
}

function no(why: string, todo: string): Availability {
  return { available: false, why, todo };
}
