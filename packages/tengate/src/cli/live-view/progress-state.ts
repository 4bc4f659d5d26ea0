/** Owns what the live view knows: the steps so far, built from progress events. Pure. */

import type { ProgressEvent } from '../../ports/progress.ts';

export type StepState = {
  readonly id: string;
  readonly title: string;
  readonly parent: string | null;
  readonly startedMs: number;
  readonly usualMs: number | null;
  readonly detail: string;
  readonly rows: readonly (readonly string[])[];
  /** `null` while it runs. */
  readonly ended: {
    readonly atMs: number;
    readonly outcome: 'done' | 'unchanged' | 'failed' | 'cancelled';
    readonly text: string;
  } | null;
};

export type ProgressState = {
  /** In the order they began. */
  readonly steps: readonly StepState[];
  readonly notices: readonly string[];
};

export const emptyProgress: ProgressState = { steps: [], notices: [] };

/**
 * The state after an event. An event about a step that never began changes nothing; one that begins again starts over.
 *
 * @param nowMs monotonic milliseconds
 */
export function applyProgress(state: ProgressState, event: ProgressEvent, nowMs: number): ProgressState {
  switch (event.kind) {
    case 'start': {
      const step: StepState = {
        id: event.id,
        title: event.title,
        parent: event.parent ?? null,
        startedMs: nowMs,
        usualMs: event.usualMs ?? null,
        detail: '',
        rows: [],
        ended: null,
      };
      return { ...state, steps: [...state.steps.filter(({ id }) => id !== event.id), step] };
    }
    case 'detail':
      return change(state, event.id, { detail: event.text });
    case 'rows':
      return change(state, event.id, { rows: event.rows });
    case 'end':
      return change(state, event.id, { ended: { atMs: nowMs, outcome: event.outcome, text: event.text } });
    case 'notice':
      return { ...state, notices: [...state.notices, event.text] };
  }
}

function change(state: ProgressState, id: string, part: Partial<StepState>): ProgressState {
  return { ...state, steps: state.steps.map((step) => (step.id === id ? { ...step, ...part } : step)) };
}
