/** Finds the rate that a deployment holds at its limits, in short steps, and says which share of it a gate uses. */

import type { LoadPlan } from '../../prober/load-plan.ts';
import type { LoadResult } from '../../prober/load-result.ts';
import { percentileOf } from '../../prober/percentiles.ts';
import { steadinessOf } from '../../prober/steadiness.ts';
import type { LoadParts } from './load-parts.ts';
import { startLoad } from './load-session.ts';

export type CalibrationStep = {
  readonly ratePerSecond: number;
  readonly p99Ms: number | null;
  readonly failed: number;
  readonly held: boolean;
  readonly why: string;
};

export type Calibration = {
  /** What the gates use: what is wanted, or the share of what is held where that is less. 0 where nothing is held. */
  readonly ratePerSecond: number;
  /** The highest rate that was held; it was not looked for above what is needed. */
  readonly heldPerSecond: number;
  readonly share: number;
  readonly steps: readonly CalibrationStep[];
  readonly why: string;
};

/** How long one rate is tried, milliseconds, after every stream has succeeded for a second. */
const stepMs = 2_000;
/** A rate whose slowest hundredth waits longer than this is beyond what the deployment holds. */
const longestP99Ms = 500;
const leastRate = 10;
/** Beyond this a prober of one process would measure itself. */
const mostRate = 2_000;

/**
 * Tries what is wanted, and where that is held, the rate of which the share is what is wanted: no more is needed. Where it is not
 * held, half of it, and so on. It comes from below, for a deployment that is asked far too much may lose its pods.
 */
export async function calibrate(
  parts: LoadParts,
  options: {
    readonly wanted: number;
    readonly share: number;
    readonly planAt: (ratePerSecond: number, runId: string, lifeMs: number) => LoadPlan;
  },
): Promise<Calibration> {
  const { wanted, share, planAt } = options;
  const steps: CalibrationStep[] = [];
  const attempt = async (rate: number): Promise<boolean> => {
    parts.progress({ kind: 'detail', id: parts.step, text: `calibrates: ${rate} requests a second` });
    const step = await tryRate(parts, planAt(rate, `calibration-${parts.randomHex(3)}`, 60_000), rate);
    steps.push(step);
    return step.held;
  };
  if (await attempt(wanted)) await attempt(Math.max(wanted, Math.min(mostRate, Math.ceil(wanted / share))));
  else
    for (let rate = Math.floor(wanted / 2); rate >= leastRate && !(await attempt(rate)); )
      rate = Math.floor(rate / 2);
  return calibrationOf({ steps, wanted, share });
}

/** Pure: what the steps tried come to. */
export function calibrationOf(options: {
  readonly steps: readonly CalibrationStep[];
  readonly wanted: number;
  readonly share: number;
}): Calibration {
  const { steps, wanted, share } = options;
  const held = Math.max(0, ...steps.filter((step) => step.held).map(({ ratePerSecond }) => ratePerSecond));
  const rate = Math.min(wanted, Math.floor(held * share));
  return {
    ratePerSecond: rate,
    heldPerSecond: held,
    share,
    steps,
    why:
      held === 0
        ? `not even ${steps.at(-1)?.ratePerSecond ?? leastRate} requests a second: ${steps.at(-1)?.why ?? 'nothing was tried'}`
        : `${rate} requests a second, at most ${Math.round(share * 100)} % of ${held} that are held`,
  };
}

async function tryRate(parts: LoadParts, plan: LoadPlan, ratePerSecond: number): Promise<CalibrationStep> {
  const load = await startLoad(parts, plan);
  let result: LoadResult;
  try {
    await load.steady();
    await parts.clock.wait(stepMs, parts.signal);
  } finally {
    result = await load.stop();
  }
  return { ratePerSecond, ...judgeStep(result) };
}

/** Pure: whether a rate was held. */
export function judgeStep(result: LoadResult): Omit<CalibrationStep, 'ratePerSecond'> {
  const latencies = [...result.successes.values()].flatMap(({ latencyMs }) => latencyMs);
  const p99Ms = percentileOf(latencies, 0.99);
  const failed = result.failures.length;
  const steadiness = steadinessOf(result);
  const why =
    failed > 0
      ? `${failed} requests failed`
      : p99Ms === null || p99Ms > longestP99Ms
        ? `p99 is ${p99Ms === null ? 'unknown' : `${Math.round(p99Ms)} ms`}`
        : !steadiness.ok
          ? `the prober did not keep it: ${steadiness.why}`
          : `p99 is ${Math.round(p99Ms)} ms`;
  const held = failed === 0 && p99Ms !== null && p99Ms <= longestP99Ms && steadiness.ok;
  return { p99Ms, failed, held, why };
}
