/** Times the steps of a run, tells them as progress, and keeps what each did for the record. */

import type { StepResult } from '../model/run-record.ts';
import type { Clock } from '../ports/clock.ts';
import type { Progress } from '../ports/progress.ts';

export type StepOutcome<T> = {
  readonly value: T;
  readonly outcome: 'done' | 'unchanged' | 'failed' | 'cancelled';
  /** One line: what the step did. */
  readonly summary: string;
};

export type StepLog = {
  /**
   * Runs a step. What it throws is noted as failed (or cancelled) and thrown on.
   *
   * @param title `null` where the work tells its own progress
   */
  run<T>(name: string, title: string | null, work: () => Promise<StepOutcome<T>>): Promise<T>;
  readonly results: () => readonly StepResult[];
};

export function createStepLog(options: {
  readonly clock: Clock;
  readonly progress: Progress;
  readonly signal?: AbortSignal | undefined;
}): StepLog {
  const { clock, progress, signal } = options;
  /** By the order in which the steps began; some run side by side. */
  const results: (StepResult | null)[] = [];
  return {
    results: () => results.filter((result) => result !== null),
    run: async (name, title, work) => {
      const startedMs = clock.monotonicMs();
      const place = results.push(null) - 1;
      const end = (outcome: StepResult['outcome'], summary: string): void => {
        if (title !== null) progress({ kind: 'end', id: name, outcome, text: summary });
        results[place] = { name, outcome, summary, durationMs: Math.round(clock.monotonicMs() - startedMs) };
      };
      if (title !== null) progress({ kind: 'start', id: name, title });
      try {
        const { value, outcome, summary } = await work();
        end(outcome, summary);
        return value;
      } catch (error) {
        const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
        end(signal?.aborted === true ? 'cancelled' : 'failed', signal?.aborted === true ? '' : line);
        throw error;
      }
    },
  };
}
