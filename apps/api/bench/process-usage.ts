/** Owns what Linux says of a process: CPU seconds used, and memory. */

import { readFile } from 'node:fs/promises';

/** Linux counts CPU time in hundredths of a second on every architecture (`getconf CLK_TCK`). */
const ticksPerSecond = 100;

/** User and system time of all its threads, seconds. */
export async function cpuSeconds(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The second field is the name in parentheses and may contain spaces.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/** Resident memory now, MiB. */
export async function residentMiB(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(text)?.[1]) / 1024;
}
