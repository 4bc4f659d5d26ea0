/** Owns the lines that the prober writes, and reading them back: one JSON object a line, short names, since there are many. */

import type { LoadPlan } from './load-plan.ts';
import { type FailureKind, failureKinds, type LoadFailure, type LoadResult } from './load-result.ts';

/**
 * Each is numbered from 0 on: a line that comes twice is told by its number, and so is one that never came.
 *
 * `hello`: it begins. `some`: requests of one stream that succeeded (`at` of the first, then for each: milliseconds after
 * that, latency, lateness, all in tenths; sequence numbers of acknowledged writes). `fail`: one that failed (latency and
 * lateness in tenths). `self`: CPU milliseconds used so far. `end`: it has ended.
 */
export type LoadLine = LoadEvent & { readonly n: number };
export type LoadEvent =
  | { readonly k: 'hello'; readonly t: number }
  | {
      readonly k: 'some';
      readonly s: number;
      readonly t: number;
      readonly o: readonly number[];
      readonly l: readonly number[];
      readonly d: readonly number[];
      readonly w?: readonly number[];
    }
  | {
      readonly k: 'fail';
      readonly s: number;
      readonly t: number;
      readonly why: FailureKind;
      readonly status: number | null;
      readonly code: string | null;
      readonly by: string | null;
      readonly l: number;
      readonly d: number;
    }
  | { readonly k: 'self'; readonly cpu: number }
  | { readonly k: 'end'; readonly t: number; readonly cpu: number };

/** Takes lines as they come; what is no line of the prober's, or one that came before, is left out. */
export function createLoadReader(plan: LoadPlan): {
  readonly take: (line: string) => LoadLine | null;
  readonly result: (marks: LoadResult['marks'], now: number) => LoadResult;
} {
  const successes = new Map(
    plan.streams.map(({ name }) => [name, { at: [], latencyMs: [], lateMs: [] } as Lists]),
  );
  const acknowledged = new Map<string, number[]>();
  const failures: LoadFailure[] = [];
  let from: number | null = null;
  let to: number | null = null;
  let cpuMs = 0;
  let nextLine = 0;
  let lostLines = 0;

  const take = (text: string): LoadLine | null => {
    const line = parse(text);
    if (line === null || line.n < nextLine) return null;
    lostLines += line.n - nextLine;
    nextLine = line.n + 1;
    switch (line.k) {
      case 'hello':
        from = line.t;
        break;
      case 'self':
        cpuMs = line.cpu;
        break;
      case 'end':
        to = line.t;
        cpuMs = line.cpu;
        break;
      case 'some': {
        const name = plan.streams[line.s]?.name;
        const lists = name === undefined ? undefined : successes.get(name);
        if (name === undefined || lists === undefined) return null;
        for (const [index, offset] of line.o.entries()) {
          lists.at.push(line.t + offset / 10);
          lists.latencyMs.push((line.l[index] ?? 0) / 10);
          lists.lateMs.push((line.d[index] ?? 0) / 10);
        }
        if (line.w !== undefined) acknowledged.set(name, [...(acknowledged.get(name) ?? []), ...line.w]);
        break;
      }
      case 'fail': {
        const name = plan.streams[line.s]?.name;
        if (name === undefined) return null;
        failures.push({
          at: line.t,
          stream: name,
          kind: failureKinds.includes(line.why) ? line.why : 'other',
          status: line.status,
          code: line.code,
          answeredBy: line.by,
          waitedMs: line.l / 10,
          lateMs: line.d / 10,
        });
        break;
      }
    }
    return line;
  };
  return {
    take,
    result: (marks, now) => ({
      plan,
      from: from ?? now,
      to: to ?? now,
      successes,
      failures: failures.toSorted((one, other) => one.at - other.at),
      marks,
      acknowledged,
      cpuSeconds: cpuMs / 1_000,
      complete: from !== null && to !== null && lostLines === 0,
    }),
  };
}

type Lists = { readonly at: number[]; readonly latencyMs: number[]; readonly lateMs: number[] };

function parse(text: string): LoadLine | null {
  if (!text.startsWith('{"k":')) return null;
  try {
    const line = JSON.parse(text) as LoadLine;
    return Number.isInteger(line.n) ? line : null;
  } catch {
    return null;
  }
}
