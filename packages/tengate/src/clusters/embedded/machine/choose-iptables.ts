/** Owns which of the machine's iptables programs works here: one kernel knows nf_tables only, another the older tables only. */

import { TengateError } from '../../../model/tengate-error.ts';
import type { ProcessRunner } from '../../../ports/process-runner.ts';

/** The machine's own choice first. */
const candidates = ['iptables', 'iptables-nft', 'iptables-legacy'] as const;

/** @returns the name of the first that can list the nat table. @throws TengateError `iptables` when none can */
export async function chooseIptables(processes: ProcessRunner): Promise<string> {
  let why = '';
  for (const candidate of candidates) {
    const outcome = await processes.run({
      file: candidate,
      args: ['--wait', '--table', 'nat', '--list-rules', 'OUTPUT'],
      deadlineMs: 15_000,
    });
    if (outcome.status === 'exited' && outcome.exitCode === 0) return candidate;
    why ||= outcome.status === 'not-found' ? 'it is not installed' : outcome.stderr.trim();
  }
  throw new TengateError({
    code: 'iptables',
    kind: 'unavailable',
    what: `No iptables program works on this machine: ${why}.`,
    todo: 'Install the package iptables; the kernel needs nf_tables or ip_tables with NAT.',
    more: 'iptables --table nat --list-rules',
  });
}
