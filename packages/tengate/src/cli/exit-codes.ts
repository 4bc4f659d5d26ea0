/** Owns every number that the command can end with. */

import type { ErrorKind } from '../model/tengate-error.ts';
import type { Verdict } from '../model/verdict.ts';

export const exitCodes = {
  ok: 0,
  /** It was tried or measured, and failed; also an error of Tengate itself. */
  failed: 1,
  /** The command line or `tengate.yaml` is wrong. */
  usage: 2,
  /** A gate could not be measured: neither passed nor failed. */
  unknown: 3,
  /** The machine lacks something. */
  unavailable: 4,
  /** Interrupted by the user: 128 + SIGINT. */
  cancelled: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export function exitCodeOfVerdict(verdict: Verdict): ExitCode {
  switch (verdict) {
    case 'passed':
      return exitCodes.ok;
    case 'failed':
      return exitCodes.failed;
    case 'unknown':
    case 'skipped':
      return exitCodes.unknown;
  }
}

export function exitCodeOfError(kind: ErrorKind): ExitCode {
  return exitCodes[kind];
}
