/** Shows progress on standard error while a command runs: redrawn where the terminal can, in plain lines where it cannot. */

import { createLogUpdate } from 'log-update';
import type { Clock } from '../../ports/clock.ts';
import type { Progress } from '../../ports/progress.ts';
import { plainLinesOf, stillRunningEveryMs, stillRunningLines } from './plain-lines.ts';
import { applyProgress, emptyProgress } from './progress-state.ts';
import { renderLiveView } from './render-live-view.ts';

export type ProgressDisplay = {
  readonly progress: Progress;
  /** Prints a text of its own, above what is redrawn. */
  note(text: string): void;
  /** Draws the last state for good and ends the redrawing. Safe to call twice. */
  stop(): void;
};

export type ProgressDisplayOptions = {
  readonly stream: NodeJS.WriteStream;
  readonly clock: Clock;
  readonly live: boolean;
  readonly colours: boolean;
};

const redrawMs = 80;
const defaultWidth = 80;
const defaultHeight = 24;

export function createProgressDisplay(options: ProgressDisplayOptions): ProgressDisplay {
  return options.live ? liveDisplay(options) : plainDisplay(options);
}

function liveDisplay({ stream, clock, colours }: ProgressDisplayOptions): ProgressDisplay {
  const logUpdate = createLogUpdate(stream, { showCursor: false });
  let state = emptyProgress;
  const draw = (height: number): void => {
    const nowMs = clock.monotonicMs();
    // One column stays free: a line that fills the terminal wraps on some of them.
    const width = (stream.columns ?? defaultWidth) - 1;
    logUpdate(renderLiveView(state, { nowMs, width, height, colours }));
  };
  const timer = setInterval(() => {
    if (state.steps.length > 0) draw((stream.rows ?? defaultHeight) - 1);
  }, redrawMs);
  timer.unref();
  let stopped = false;
  return {
    progress: (event) => {
      state = applyProgress(state, event, clock.monotonicMs());
    },
    note: (text) => {
      if (stopped) stream.write(text);
      else logUpdate.persist(text.replace(/\n$/, ''));
    },
    stop: () => {
      if (stopped) return;
      stopped = true;
      clearInterval(timer);
      if (state.steps.length > 0) draw(Number.POSITIVE_INFINITY);
      logUpdate.done();
    },
  };
}

function plainDisplay({ stream, clock }: ProgressDisplayOptions): ProgressDisplay {
  let state = emptyProgress;
  const print = (lines: readonly string[]): void => {
    for (const line of lines) stream.write(`${line}\n`);
  };
  const timer = setInterval(() => print(stillRunningLines(state, clock.monotonicMs())), stillRunningEveryMs);
  timer.unref();
  return {
    progress: (event) => {
      state = applyProgress(state, event, clock.monotonicMs());
      print(plainLinesOf(event, state));
    },
    note: (text) => {
      stream.write(text);
    },
    stop: () => clearInterval(timer),
  };
}
