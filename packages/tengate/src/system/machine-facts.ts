/** Reads what machine this is, for the record of a run. */

import { readFile } from 'node:fs/promises';
import { availableParallelism, release, totalmem, type } from 'node:os';
import type { Machine } from '../model/run-record.ts';

const bytesPerMiB = 1024 * 1024;

export async function readMachineFacts(): Promise<Machine> {
  return {
    os: prettyName(await readFile('/etc/os-release', 'utf8').catch(() => '')) ?? type(),
    kernel: release(),
    architecture: process.arch,
    cpus: availableParallelism(),
    memoryMiB: Math.round(totalmem() / bytesPerMiB),
  };
}

/** `PRETTY_NAME` of os-release(5), or `null` where the system has no such file. */
export function prettyName(osRelease: string): string | null {
  const value = /^PRETTY_NAME=(.*)$/m.exec(osRelease)?.[1]?.trim();
  if (value === undefined || value === '') return null;
  return value.replace(/^(["'])(.*)\1$/, '$2');
}
