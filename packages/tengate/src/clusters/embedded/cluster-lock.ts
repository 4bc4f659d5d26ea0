/** Owns that only one command at a time changes a cluster. */

import { mkdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { TengateError } from '../../model/tengate-error.ts';
import { parseProcStat } from './machine/proc-stat.ts';

/** @returns what releases it. @throws TengateError `cluster-busy` naming the command that has it */
export function lockCluster(file: string, clusterName: string): () => void {
  const mine = `${process.pid} ${startTimeOf(process.pid)}`;
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, mine, { flag: 'wx' });
      return () => unlock(file);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') continue; // another command has just removed the empty folder
      if (code !== 'EEXIST') throw error;
    }
    const [pid, startTime] = readLock(file);
    if (pid !== undefined && startTimeOf(pid) === startTime) throw busy(clusterName, pid);
    rmSync(file, { force: true }); // its owner is gone
  }
  throw busy(clusterName, null);
}

/** With its folder, where no other cluster has anything in it. */
function unlock(file: string): void {
  rmSync(file, { force: true });
  try {
    rmdirSync(dirname(file));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOTEMPTY' && code !== 'ENOENT') throw error;
  }
}

function busy(clusterName: string, pid: number | null): TengateError {
  return new TengateError({
    code: 'cluster-busy',
    what: `Another command${pid === null ? '' : ` (pid ${pid})`} is starting or stopping cluster "${clusterName}".`,
    todo: 'Wait until it has finished.',
    more: pid === null ? 'tengate cluster status' : `ps -fp ${pid}`,
  });
}

function readLock(file: string): readonly (number | undefined)[] {
  try {
    return readFileSync(file, 'utf8').split(' ').map(Number);
  } catch {
    return [];
  }
}

function startTimeOf(pid: number): number | null {
  try {
    return parseProcStat(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.startTime ?? null;
  } catch {
    return null;
  }
}
