import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import type { RunRequest } from '../../../ports/process-runner.ts';
import type { CgroupHierarchies } from './cgroup-hierarchies.ts';
import { releaseStrayCgroups } from './stray-cgroups.ts';

const hierarchies = (stray: readonly string[][]): CgroupHierarchies => ({
  version: 1,
  mounts: [],
  stray,
  missing: [],
});

async function release(reads: readonly (readonly string[][])[]) {
  const left = [...reads];
  const commands: string[][] = [];
  const notices: string[] = [];
  await releaseStrayCgroups({
    read: () => hierarchies((left.shift() ?? []) as string[][]),
    processes: {
      run: async ({ file, args }: RunRequest) => {
        commands.push([file, ...args].map((word) => (word.startsWith(tmpdir()) ? 'FOLDER' : word)));
        return { status: 'exited', exitCode: 0, stdout: '', stderr: '', durationMs: 1, command: '' };
      },
    },
    progress: (event) => {
      if (event.kind === 'notice') notices.push(event.text);
    },
  });
  return { commands, notices };
}

it('a machine without stray hierarchies is left alone', async () => {
  expect(await release([[]])).toEqual({ commands: [], notices: [] });
});

it('a stray hierarchy is mounted and unmounted once, and that is said', async () => {
  const { commands, notices } = await release([[['net_cls', 'net_prio']], []]);
  expect(commands).toEqual([
    ['mount', '-t', 'cgroup', '-o', 'net_cls,net_prio', 'tengate', 'FOLDER'],
    ['umount', 'FOLDER'],
  ]);
  expect(notices).toEqual([expect.stringContaining('net_cls,net_prio')]);
});

it('one that stays is said to cost CPU metrics', async () => {
  const { notices } = await release([[['hugetlb']], [['hugetlb']]]);
  expect(notices[1]).toMatch(/hugetlb could not be released.*autoscaling/);
});
