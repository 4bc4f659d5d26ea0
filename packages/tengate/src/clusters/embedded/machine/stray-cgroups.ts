/**
 * Owns cgroup version 1 hierarchies that exist and are mounted nowhere: with one of them containerd reports no CPU use for any
 * container, so that metrics and autoscaling stay empty. Mounting one and unmounting it lets the kernel drop it.
 */

import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProcessRunner } from '../../../ports/process-runner.ts';
import type { Progress } from '../../../ports/progress.ts';
import type { CgroupHierarchies } from './cgroup-hierarchies.ts';

const deadlineMs = 10_000;

/**
 * Says what it finds, before and after: this changes the machine for good, and for the better.
 *
 * @param options.read looks at the hierarchies afresh
 */
export async function releaseStrayCgroups(options: {
  readonly read: () => CgroupHierarchies | null;
  readonly processes: ProcessRunner;
  readonly progress: Progress;
}): Promise<void> {
  const { read, processes, progress } = options;
  const found = strayOf(read());
  if (found.length === 0) return;
  progress({
    kind: 'notice',
    text: `The cgroup controllers ${names(found)} are in use and mounted nowhere; containerd would report no CPU use. They are being released.`,
  });
  for (const controllers of found) {
    const folder = mkdtempSync(join(tmpdir(), 'tengate-cgroup-'));
    const args = ['-t', 'cgroup', '-o', controllers.join(','), 'tengate', folder];
    const mounted = await processes.run({ file: 'mount', args, deadlineMs });
    if (mounted.exitCode === 0) await processes.run({ file: 'umount', args: [folder], deadlineMs });
    rmdirSync(folder);
  }
  const left = strayOf(read());
  if (left.length === 0) return;
  progress({
    kind: 'notice',
    text: `The cgroup controllers ${names(left)} could not be released: a container that uses them still runs. Until it ends, CPU metrics stay empty and autoscaling does nothing.`,
  });
}

function strayOf(hierarchies: CgroupHierarchies | null): readonly (readonly string[])[] {
  return hierarchies?.version === 1 ? hierarchies.stray : [];
}

function names(stray: readonly (readonly string[])[]): string {
  return stray.map((controllers) => controllers.join(',')).join(' and ');
}
