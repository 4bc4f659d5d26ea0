/** Runs the chosen gates one after another and times them; an abort keeps what was measured so far. */

import type { GateNumber, GateResult } from '../model/gate-result.ts';
import type { Clock } from '../ports/clock.ts';
import type { Progress } from '../ports/progress.ts';
import type { Gate, GateOutcome } from './gate.ts';
import { gateStep } from './gate-context.ts';
import { unmeasured } from './gate-outcomes.ts';

/** What the runner itself needs of a gate's context. */
type RunContext = {
  readonly clock: Clock;
  readonly progress: Progress;
  readonly signal?: AbortSignal | undefined;
};

/**
 * @param options.selected  numbers of the gates to measure, in the order of `gates`
 * @returns one result per gate measured; a gate that throws a fault of ours is `unknown` and says so. After an abort the
 *   gates that were not begun are missing, and the one that was interrupted is `unknown`.
 */
export async function runGates<Context extends RunContext>(options: {
  readonly gates: readonly Gate<Context>[];
  readonly selected: readonly GateNumber[];
  readonly context: Context;
}): Promise<{ readonly results: readonly GateResult[]; readonly cancelled: boolean }> {
  const { gates, selected, context } = options;
  const results: GateResult[] = [];
  for (const gate of gates.filter(({ number }) => selected.includes(number))) {
    if (context.signal?.aborted === true) return { results, cancelled: true };
    results.push(await runGate(gate, context));
  }
  return { results, cancelled: context.signal?.aborted === true };
}

async function runGate<Context extends RunContext>(
  gate: Gate<Context>,
  context: Context,
): Promise<GateResult> {
  const { clock, progress, signal } = context;
  const id = gateStep(gate.number);
  const hindered = await rest(gate, context);
  const startedAt = clock.now().toISOString();
  const startedMs = clock.monotonicMs();
  progress({ kind: 'start', id, title: `gate ${gate.number}: ${gate.title}` });
  const outcome = hindered ?? (await measured(gate, context));
  const cancelled = signal?.aborted === true;
  progress({
    kind: 'end',
    id,
    outcome: cancelled ? 'cancelled' : outcome.verdict === 'passed' ? 'done' : 'failed',
    text: `${outcome.verdict}: ${outcome.summary}`,
  });
  return {
    gate: gate.number,
    name: gate.name,
    title: gate.title,
    ...outcome,
    startedAt,
    durationMs: Math.round(clock.monotonicMs() - startedMs),
  };
}

/** Null once the gate may measure; else why it cannot. */
async function rest<Context extends RunContext>(
  gate: Gate<Context>,
  context: Context,
): Promise<GateOutcome | null> {
  try {
    await gate.after?.(context);
    return null;
  } catch (error) {
    return fault(error, context);
  }
}

async function measured<Context extends RunContext>(
  gate: Gate<Context>,
  context: Context,
): Promise<GateOutcome> {
  try {
    return await gate.measure(context);
  } catch (error) {
    return fault(error, context);
  }
}

function fault(error: unknown, { signal }: RunContext): GateOutcome {
  if (signal?.aborted === true) return unmeasured('interrupted before it was measured');
  const why = error instanceof Error ? error.message : String(error);
  return unmeasured(`could not be measured: ${why}`);
}
