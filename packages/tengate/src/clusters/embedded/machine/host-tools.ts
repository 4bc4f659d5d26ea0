/** Owns running the machine's own tools (ip, iptables, mount): short, and an error that says which command failed. */

import { TengateError } from '../../../model/tengate-error.ts';
import type { ProcessRunner } from '../../../ports/process-runner.ts';

const deadline = 15_000;

/** @returns stdout. @throws TengateError `machine-tool` unless the program succeeded */
export async function runTool(
  processes: ProcessRunner,
  file: string,
  args: readonly string[],
  input?: string,
): Promise<string> {
  const outcome = await processes.run({
    file,
    args,
    deadlineMs: deadline,
    ...(input === undefined ? {} : { input }),
  });
  if (outcome.status === 'exited' && outcome.exitCode === 0) return outcome.stdout;
  throw new TengateError({
    code: 'machine-tool',
    what:
      outcome.status === 'not-found'
        ? `The program ${file} is not installed.`
        : `\`${outcome.command}\` failed (${outcome.status}, exit ${outcome.exitCode}): ${outcome.stderr.trim()}`,
    todo:
      outcome.status === 'not-found'
        ? `Install it (Debian and Ubuntu: apt-get install ${packageOf(file)}).`
        : 'A container or sandbox without the needed capabilities is the usual cause; root with CAP_NET_ADMIN and CAP_SYS_ADMIN is needed.',
    more: outcome.command,
  });
}

function packageOf(file: string): string {
  if (file === 'ip') return 'iproute2';
  return file.startsWith('iptables') ? 'iptables' : 'util-linux';
}
