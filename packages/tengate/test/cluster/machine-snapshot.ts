/** What a cluster could leave behind on a machine, as lines that can be compared. */

import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { changedSettings } from '../../src/clusters/embedded/machine/kernel-settings.ts';
import { createProcessTable } from '../../src/clusters/embedded/machine/process-table.ts';

/** Folders that a cluster makes, or makes entries in. */
const watchedFolders = [
  '/run',
  '/run/containerd',
  '/run/netns',
  '/run/tengate',
  '/var/lib',
  '/var/lib/kubelet',
  '/var/lib/cni',
  '/var/log',
  '/var/log/pods',
  '/var/log/containers',
  '/tmp/hostpath_pv',
];
/** How names of links, rules, cgroups and folders carry the key of a cluster. */
const keyed = /(?:tg-|tengate[:-]|\/run\/tengate\/)([0-9a-f]{8})/;

export type MachineSnapshot = {
  /** All that does not carry the name of some other cluster. */
  readonly lines: readonly string[];
  /** Clusters of others were up: what all clusters have in common (kernel settings, mount points) says nothing then. */
  readonly othersUp: boolean;
};

/**
 * @param options.stateFolder names this test's clusters in command lines and mounts
 * @param options.keys        of this test's clusters
 */
export function machineSnapshot(options: {
  readonly stateFolder: string;
  readonly keys: readonly string[];
}): MachineSnapshot {
  const { stateFolder, keys } = options;
  const isOthers = (line: string): boolean => {
    const key = keyed.exec(line)?.[1];
    return key !== undefined && !keys.includes(key);
  };
  const table = createProcessTable('/proc', () => undefined);
  return {
    lines: snapshotLines(stateFolder).filter((line) => !isOthers(line)),
    othersUp: [...table.keys()].some((key) => !keys.includes(key)),
  };
}

/** Lines that are in one of the two and not in the other; with clusters of others up, only those that name ours. */
export function machineDifference(before: MachineSnapshot, after: MachineSnapshot): readonly string[] {
  const only = (one: MachineSnapshot, other: MachineSnapshot, sign: string): readonly string[] =>
    one.lines.filter((line) => !other.lines.includes(line)).map((line) => `${sign} ${line}`);
  const all = [...only(before, after, '-'), ...only(after, before, '+')];
  return before.othersUp || after.othersUp ? all.filter((line) => keyed.test(line)) : all;
}

function snapshotLines(stateFolder: string): readonly string[] {
  const run = (file: string, ...args: string[]): readonly string[] =>
    execFileSync(file, args, { encoding: 'utf8' }).split('\n');
  return [
    // Other programs of the machine mount and unmount meanwhile: only what a cluster uses counts.
    ...readFileSync('/proc/mounts', 'utf8')
      .split('\n')
      .filter((line) =>
        [stateFolder, ...watchedFolders.slice(1)].some((folder) => line.includes(`${folder}/`)),
      )
      .map(label('mount')),
    ...readdirSync('/sys/class/net').map(label('interface')),
    ...run('ip', 'route', 'show', 'table', 'all').map(label('route')),
    ...run('iptables-save').filter(isRule).map(label('rule')),
    ...run('find', '/sys/fs/cgroup', '-maxdepth', '2', '-type', 'd')
      .filter((path) => /\/(tengate|kubepods|k8s\.io)/.test(path))
      .map(label('cgroup')),
    ...changedSettings.flatMap((name) =>
      existsSync(`/proc/sys/${name}`)
        ? `setting ${name}=${readFileSync(`/proc/sys/${name}`, 'utf8').trim()}`
        : [],
    ),
    ...watchedFolders.flatMap((folder) =>
      existsSync(folder) ? readdirSync(folder).map((entry) => `entry ${folder}/${entry}`) : [],
    ),
    ...run('ps', '-eo', 'args=')
      .filter((line) => line.includes(stateFolder) && !line.startsWith('ps '))
      .map(label('process')),
  ].sort();
}

/** Counters and the empty built-in chains, which iptables makes by being asked, are no rules. */
function isRule(line: string): boolean {
  return line.startsWith('-A ') || (line.startsWith(':') && line.includes(' - '));
}

function label(kind: string): (line: string) => string {
  return (line) => `${kind} ${line}`;
}
