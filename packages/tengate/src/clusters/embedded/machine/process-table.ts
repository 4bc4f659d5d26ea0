/**
 * Owns the question "whose process is this?". Every process of a cluster carries the cluster's key in its environment,
 * which /proc shows and which a reused pid cannot have; processes inside containers are told by their descent from a shim.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ProcStat, parseProcStat } from './proc-stat.ts';

/** Environment variables that mark a process: which cluster, and which component of it. */
export const clusterMark = 'TENGATE_CLUSTER';
export const componentMark = 'TENGATE_COMPONENT';

export type ClusterProcess = {
  readonly pid: number;
  readonly startTime: number;
  readonly command: string;
  readonly parent: number;
  /** `container` for what runs inside one; otherwise the component it belongs to or descends from (a shim is containerd's). */
  readonly component: string;
  /** Whether it is the component itself rather than a program started by it. */
  readonly main: boolean;
};

export type ProcessTable = {
  /** Every living process of the cluster with this key. */
  of(key: string): readonly ClusterProcess[];
  /** Keys of every cluster with a living process. */
  keys(): ReadonlySet<string>;
  /** Sends a signal if pid and start time still name the same process; `false` where they do not. */
  signal(process: Pick<ClusterProcess, 'pid' | 'startTime'>, signal: NodeJS.Signals): boolean;
  alive(process: Pick<ClusterProcess, 'pid' | 'startTime'>): boolean;
  /** Resident bytes, and the share of them that counts memory shared with others proportionally. */
  memory(pid: number): { readonly resident: number; readonly proportional: number } | null;
};

export type ProcEntry = { readonly stat: ProcStat; readonly environment: readonly string[] };

/** @param procFolder `/proc` */
export function createProcessTable(
  procFolder: string,
  kill: (pid: number, signal: NodeJS.Signals) => void,
): ProcessTable {
  const stat = (pid: number): ProcStat | null =>
    parseProcStat(readText(join(procFolder, String(pid), 'stat')));
  const same = (process: Pick<ClusterProcess, 'pid' | 'startTime'>): boolean => {
    const now = stat(process.pid);
    return now !== null && now.startTime === process.startTime && now.state !== 'Z' && now.state !== 'X';
  };
  return {
    of: (key) => clusterProcesses(readEntries(procFolder), key),
    keys: () =>
      new Set(readEntries(procFolder).flatMap((entry) => variable(entry.environment, clusterMark) ?? [])),
    alive: same,
    signal: (process, signal) => {
      if (!same(process)) return false;
      try {
        kill(process.pid, signal);
        return true;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
        throw error;
      }
    },
    memory: (pid) => {
      const rollup = readText(join(procFolder, String(pid), 'smaps_rollup'));
      const kibibytes = (field: string): number | null => {
        const match = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(rollup);
        return match === null ? null : Number(match[1]) * 1024;
      };
      const [resident, proportional] = [kibibytes('Rss'), kibibytes('Pss')];
      return resident === null || proportional === null ? null : { resident, proportional };
    },
  };
}

/** Which of `entries` belong to the cluster: the marked ones, and every descendant of those. */
export function clusterProcesses(entries: readonly ProcEntry[], key: string): readonly ClusterProcess[] {
  const byPid = new Map(entries.map((entry) => [entry.stat.pid, entry]));
  const isMarked = (entry: ProcEntry): boolean => variable(entry.environment, clusterMark) === key;
  const markedAncestor = (entry: ProcEntry): ProcEntry | null => {
    for (let at = byPid.get(entry.stat.parent); at !== undefined; at = byPid.get(at.stat.parent)) {
      if (isMarked(at)) return at;
      if (at.stat.pid === at.stat.parent) return null;
    }
    return null;
  };
  return entries.flatMap((entry): ClusterProcess[] => {
    const { pid, startTime, command, parent, state } = entry.stat;
    if (state === 'Z' || state === 'X') return [];
    if (isMarked(entry)) {
      const component = variable(entry.environment, componentMark) ?? 'supervisor';
      const above = byPid.get(parent);
      const inherited =
        above !== undefined &&
        isMarked(above) &&
        (variable(above.environment, componentMark) ?? 'supervisor') === component;
      const main = !inherited && !command.startsWith('containerd-shim');
      return [{ pid, startTime, command, parent, component, main }];
    }
    return markedAncestor(entry) === null
      ? []
      : [{ pid, startTime, command, parent, component: 'container', main: false }];
  });
}

function readEntries(procFolder: string): readonly ProcEntry[] {
  return readdirSync(procFolder)
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      const stat = parseProcStat(readText(join(procFolder, pid, 'stat')));
      if (stat === null) return [];
      return [{ stat, environment: readText(join(procFolder, pid, 'environ')).split('\0') }];
    });
}

/** Empty for a process that ended meanwhile or that we may not read. */
function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function variable(environment: readonly string[], name: string): string | undefined {
  return environment.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}
