/** Draws the progress as a tree of steps for a terminal that can be redrawn. Pure: the same state and moment give the same text. */

import { createColors } from 'picocolors';
import stringWidth from 'string-width';
import { formatDuration } from '../../report/duration.ts';
import { renderTable } from '../../report/table.ts';
import type { ProgressState, StepState } from './progress-state.ts';

export type LiveViewOptions = {
  /** Monotonic milliseconds, as given to `applyProgress`. */
  readonly nowMs: number;
  /** Columns and rows of the terminal. No line is wider; no more lines come back than rows. */
  readonly width: number;
  readonly height: number;
  readonly colours: boolean;
};

type Colours = ReturnType<typeof createColors>;

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const frameMs = 80;
/** A usual time is worth telling from here on. */
const usualWorthMs = 2_000;

export function renderLiveView(state: ProgressState, options: LiveViewOptions): string {
  const colours = createColors(options.colours);
  const known = new Set(state.steps.map(({ id }) => id));
  const roots = state.steps.filter(({ parent }) => parent === null || !known.has(parent));
  const notices = state.notices.map((text) => ({ text: `! ${text}`, paint: colours.yellow, spare: false }));
  const lines = [
    ...notices,
    ...roots.flatMap((step) => renderStep({ step, state, depth: 0, options, colours })),
  ];
  return fit(lines, options.height)
    .map(({ text, paint }) => paint(clip(text, options.width)))
    .join('\n');
}

type Line = {
  readonly text: string;
  readonly paint: (text: string) => string;
  /** Left out first where the terminal is too short. */
  readonly spare: boolean;
};

function renderStep(options: {
  readonly step: StepState;
  readonly state: ProgressState;
  readonly depth: number;
  readonly options: LiveViewOptions;
  readonly colours: Colours;
}): Line[] {
  const { step, state, depth, colours } = options;
  const { nowMs, width } = options.options;
  const inner = state.steps.filter(({ parent }) => parent === step.id);
  // A step that ended well is one line; what failed keeps what it was made of.
  const open = step.ended === null || step.ended.outcome === 'failed';
  const indent = '  '.repeat(depth);
  const elapsed = formatDuration((step.ended?.atMs ?? nowMs) - step.startedMs);
  const usual =
    step.ended === null && step.usualMs !== null && step.usualMs >= usualWorthMs
      ? ` of usually ${formatDuration(step.usualMs)}`
      : '';
  const about = step.ended?.text ?? step.detail;
  const left = `${indent}${symbolOf(step, nowMs)} ${step.title}`;
  const right = `${elapsed}${usual}`;
  const room = width - stringWidth(left) - stringWidth(right) - 4;
  const middle = about === '' || room < 8 ? '' : `  ${clip(about, room)}`;
  const filler = ' '.repeat(
    Math.max(2, width - stringWidth(left) - stringWidth(middle) - stringWidth(right)),
  );
  const rows = open
    ? renderTable({ columns: columnsOf(step.rows), rows: step.rows, width, indent: indent.length + 4 })
    : [];
  return [
    {
      text: `${left}${middle}${filler}${right}`,
      paint: painterOf(step, colours),
      spare: step.ended?.outcome === 'done' && depth > 0,
    },
    ...(open ? inner.flatMap((child) => renderStep({ ...options, step: child, depth: depth + 1 })) : []),
    ...rows.map((text) => ({ text, paint: colours.dim, spare: true })),
  ];
}

function symbolOf(step: StepState, nowMs: number): string {
  if (step.ended === null) return frames[Math.floor(nowMs / frameMs) % frames.length] ?? '';
  return { done: '✔', unchanged: '=', failed: '✖', cancelled: '-' }[step.ended.outcome];
}

function painterOf(step: StepState, colours: Colours): (text: string) => string {
  if (step.ended === null) return (text) => text;
  return { done: colours.green, unchanged: colours.dim, failed: colours.red, cancelled: colours.yellow }[
    step.ended.outcome
  ];
}

function columnsOf(rows: readonly (readonly string[])[]): { readonly title: string }[] {
  const count = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: count }, () => ({ title: '' }));
}

/** Drops spare lines from the top, then any from the top, until the rest fits. */
function fit(lines: readonly Line[], height: number): Line[] {
  let over = lines.length - height;
  const kept = lines.filter(({ spare }) => {
    const dropped = spare && over > 0;
    if (dropped) over -= 1;
    return !dropped;
  });
  return kept.slice(Math.max(0, kept.length - height));
}

function clip(text: string, width: number): string {
  const [line = ''] = text.split('\n');
  if (stringWidth(line) <= width) return line;
  let clipped = '';
  for (const { segment } of new Intl.Segmenter().segment(line)) {
    if (stringWidth(clipped + segment) > width - 1) break;
    clipped += segment;
  }
  return `${clipped}…`;
}
