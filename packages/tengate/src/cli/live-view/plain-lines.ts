/** Tells the progress in plain lines, for a log or a pipe: one when a step begins, one when it ends, one now and then between. */

import type { ProgressEvent } from '../../ports/progress.ts';
import { formatDuration } from '../../report/duration.ts';
import type { ProgressState, StepState } from './progress-state.ts';

/** How often a step that runs on says so. */
export const stillRunningEveryMs = 15_000;

/** The lines to print for an event; `state` is the one after it. Details and rows come with the still-running lines. */
export function plainLinesOf(event: ProgressEvent, state: ProgressState): string[] {
  switch (event.kind) {
    case 'notice':
      return [`! ${event.text}`];
    case 'start': {
      const step = state.steps.find(({ id }) => id === event.id);
      return step === undefined ? [] : [`${pathOf(step, state)} ...${usual(step)}`];
    }
    case 'end': {
      const step = state.steps.find(({ id }) => id === event.id);
      if (step === undefined || step.ended === null) return [];
      const took = formatDuration(step.ended.atMs - step.startedMs);
      const text = step.ended.text === '' ? '' : `: ${step.ended.text}`;
      return [`${pathOf(step, state)} ${step.ended.outcome} in ${took}${text}`];
    }
    case 'detail':
    case 'rows':
      return [];
  }
}

/** One line for each innermost step that still runs, with the rows under it. */
export function stillRunningLines(state: ProgressState, nowMs: number): string[] {
  const running = state.steps.filter(({ ended }) => ended === null);
  const innermost = running.filter(
    ({ id, rows }) => rows.length > 0 || !running.some(({ parent }) => parent === id),
  );
  return innermost.flatMap((step) => {
    const detail = step.detail === '' ? '' : `: ${step.detail}`;
    const rows = step.rows.map((row) => `    ${row.join('  ')}`);
    return [
      `${pathOf(step, state)} still running after ${formatDuration(nowMs - step.startedMs)}${usual(step)}${detail}`,
      ...rows,
    ];
  });
}

function pathOf(step: StepState, state: ProgressState): string {
  const parent = state.steps.find(({ id }) => id === step.parent);
  return parent === undefined ? step.title : `${pathOf(parent, state)} > ${step.title}`;
}

function usual(step: StepState): string {
  return step.usualMs === null ? '' : ` (usually ${formatDuration(step.usualMs)})`;
}
