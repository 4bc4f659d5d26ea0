/** Pure: whether a stretch of load lost a request or was left waiting, and whether the load itself can be believed. */

import type { Finding, Measurement } from '../../model/evidence.ts';
import type { Verdict } from '../../model/verdict.ts';
import type { LoadFailure, LoadResult } from '../../prober/load-result.ts';
import { gapsOf, longestGap } from '../../prober/longest-gap.ts';
import { percentilesOf } from '../../prober/percentiles.ts';
import { steadinessOf } from '../../prober/steadiness.ts';
import { failuresIn, latenciesIn, latestIn, type Stretch } from '../../prober/summarise-load.ts';
import type { GatePart } from '../gate-outcomes.ts';

/** Longest time that nobody may be served in, milliseconds. */
export const longestGapMs = 100;

/** What the measurement of the longest gap of a service is called, between what happened and the service. */
export const gapName = 'longest time in which';

/** @param options.name of what happened meanwhile: `upgrade to another image` */
export function judgeLoss(options: {
  readonly name: string;
  readonly subject: string;
  readonly result: LoadResult;
  readonly stretch: Stretch;
}): GatePart {
  const { name, subject, result, stretch } = options;
  const failures = failuresIn(result, stretch);
  const measurements = (['fresh', 'kept'] as const).flatMap((kind) => {
    const names = result.plan.streams
      .filter(({ connections }) => connections === kind)
      .map((one) => one.name);
    const failed = failures.filter(({ stream }) => names.includes(stream)).length;
    const latencies = names.flatMap((stream) => latenciesIn(result, stream, stretch));
    const latency = percentilesOf(latencies);
    return [
      {
        name: `${name}: failed requests over ${kind} connections`,
        value: failed,
        unit: 'count',
        bound: '0',
        verdict: failed === 0 ? ('passed' as const) : ('failed' as const),
      },
      { name: `${name}: requests over ${kind} connections`, value: latencies.length + failed, unit: 'count' },
      { name: `${name}: p50 over ${kind} connections`, value: tenths(latency?.p50), unit: 'ms' },
      { name: `${name}: p99 over ${kind} connections`, value: tenths(latency?.p99), unit: 'ms' },
    ];
  });
  return { measurements, findings: lossFindings({ name, subject, failures, stretch }), evidence: [] };
}

/**
 * The longest time in which a service answered nobody, whatever the connection. What of it the prober itself stood still for
 * is nobody's fault that it can name: where the rest is within the bound, the gap says nothing.
 */
export function judgeGap(options: {
  readonly name: string;
  readonly subject: string;
  readonly result: LoadResult;
  readonly stretch: Stretch;
}): GatePart {
  const { name, subject, result, stretch } = options;
  const gaps = targetsOf(result).map((target) => {
    const streams = result.plan.streams.filter((one) => one.target === target).map((one) => one.name);
    const long = gapsOf(result, { streams, stretch }).filter(({ ms }) => ms > longestGapMs);
    const ofService = long.filter((one) => one.ms - latestIn(result, one) > longestGapMs);
    const verdict: Verdict = long.length === 0 ? 'passed' : ofService.length === 0 ? 'unknown' : 'failed';
    return { target, gap: longestGap(result, { streams, stretch }), verdict };
  });
  return {
    measurements: gaps.flatMap(({ target, gap, verdict }): readonly Measurement[] => [
      {
        name: `${name}: ${gapName} ${target} answered nobody`,
        value: gap.ms,
        unit: 'ms',
        bound: `<= ${longestGapMs} ms`,
        verdict,
      },
      ...(verdict === 'unknown'
        ? [
            {
              name: `${name}: of that the prober itself stood still`,
              value: tenths(latestIn(result, gap)),
              unit: 'ms',
            },
          ]
        : []),
    ]),
    findings: gaps
      .filter(({ verdict }) => verdict === 'failed')
      .map(({ target, gap }) => ({
        code: 'answers-paused',
        subject,
        what: `${name}: ${target} answered nobody for ${gap.ms} ms, from ${Math.round(gap.from - stretch.from)} ms after its beginning`,
        todo: 'let new pods start with less CPU, or keep more of it for the serving ones; on a busy machine, measure again',
      })),
    evidence: [],
  };
}

/** Whether the prober did what it was told; where it did not, nothing that it counted can pass. */
export function judgeSteadiness(result: LoadResult): GatePart {
  const steadiness = steadinessOf(result);
  return {
    measurements: [
      {
        name: 'prober kept its rate',
        value: steadiness.why,
        bound: 'sent as intended',
        verdict: steadiness.ok ? 'passed' : 'unknown',
      },
      { name: "prober's share of a core", value: steadiness.cpuShare },
    ],
    findings: [],
    evidence: [],
  };
}

function lossFindings(options: {
  readonly name: string;
  readonly subject: string;
  readonly failures: readonly LoadFailure[];
  readonly stretch: Stretch;
}): readonly Finding[] {
  const { name, subject, failures, stretch } = options;
  const [first] = failures;
  if (first === undefined) return [];
  const kinds = Object.entries(Object.groupBy(failures, ({ kind, status }) => status ?? kind))
    .map(([kind, some]) => `${some?.length} ${kind}`)
    .join(', ');
  return [
    {
      code: 'requests-lost',
      subject,
      what: `${name}: ${failures.length} requests failed (${kinds}), the first ${Math.round(first.at - stretch.from)} ms after its beginning on ${first.stream}${first.answeredBy === null ? '' : `, answered by ${first.answeredBy}`}`,
      todo: 'let a pod go on serving while it leaves (preStop sleep, drain), and begin only when it is ready',
    },
  ];
}

function targetsOf({ plan }: LoadResult): readonly string[] {
  return [...new Set(plan.streams.map(({ target }) => target))];
}

function tenths(value: number | undefined): number | null {
  return value === undefined ? null : Math.round(value * 10) / 10;
}
