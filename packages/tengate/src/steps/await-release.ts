/** Waits until a release is ready, shows what each of its parts waits for, and ends early where waiting cannot help. */

import { inSeconds } from '../model/in-seconds.ts';
import type { Clock } from '../ports/clock.ts';
import type { ClusterReader } from '../ports/cluster-reader.ts';
import type { Progress } from '../ports/progress.ts';
import {
  type ExpectedObject,
  type ReadinessRow,
  type ReleaseReadiness,
  releaseReadiness,
} from '../readiness/release-readiness.ts';
import type { DeployFailure } from './deploy-release.ts';
import { failureEvidence, findingsOf, unfinishedFindings } from './failure-evidence.ts';
import type { LiveNamespace } from './live-namespace.ts';

/** Ages grow without any change of an object: looked at again after this long at the latest. */
const lookAgainMs = 1_000;

/**
 * @param options.startedMs monotonic time of the install, from which `deadlineMs` counts
 * @returns `null` once everything is ready; a failure with its evidence otherwise. Rejects on abort.
 */
export async function awaitRelease(options: {
  readonly live: LiveNamespace;
  readonly reader: ClusterReader;
  readonly expected: readonly ExpectedObject[];
  readonly clock: Clock;
  readonly startedMs: number;
  readonly deadlineMs: number;
  readonly progress: Progress;
  readonly step: string;
  readonly signal?: AbortSignal | undefined;
}): Promise<DeployFailure | null> {
  const { live, clock, expected, startedMs, deadlineMs, progress, step, signal } = options;
  let shown = '';
  for (;;) {
    const readiness = releaseReadiness(live.objects(), { expected, now: clock.now() });
    const rows = readiness.rows.map(rowText);
    if (JSON.stringify(rows) !== shown) progress({ kind: 'rows', id: step, rows });
    shown = JSON.stringify(rows);
    if (readiness.state === 'ready') return null;
    const elapsedMs = clock.monotonicMs() - startedMs;
    if (readiness.causes.length > 0) return failed(options, { readiness, elapsedMs, early: true });
    if (elapsedMs >= deadlineMs) return failed(options, { readiness, elapsedMs, early: false });
    await live.changed(Math.min(lookAgainMs, deadlineMs - elapsedMs), signal);
  }
}

async function failed(
  options: { readonly reader: ClusterReader; readonly live: LiveNamespace },
  end: { readonly readiness: ReleaseReadiness; readonly elapsedMs: number; readonly early: boolean },
): Promise<DeployFailure> {
  const { reader, live } = options;
  const { readiness, elapsedMs, early } = end;
  const waitedFor = readiness.rows.filter((row) => row.readiness.state !== 'ready');
  const subjects = early ? readiness.causes : waitedFor;
  const first = early ? readiness.causes[0] : waitedFor[0];
  const seconds = inSeconds(elapsedMs);
  return {
    status: 'failed',
    summary: early
      ? `ended after ${seconds} s: ${first?.kind} ${first?.name} cannot become ready`
      : `not ready after ${seconds} s: ${waitedFor.length} parts are still waited for`,
    findings: early
      ? findingsOf(readiness.causes, live.namespace)
      : unfinishedFindings(readiness.rows, live.namespace),
    evidence: await failureEvidence({
      reader,
      namespace: live.namespace,
      objects: live.objects(),
      subjects,
    }),
    afterSeconds: seconds,
    early,
  };
}

function rowText({ kind, name, readiness }: ReadinessRow): readonly string[] {
  return [kind, name, readiness.state === 'in-progress' ? 'waits' : readiness.state, readiness.message];
}
