/** Owns the reading of one line of text: the title, and every phrase that was recognised in it. */

import type { Priority } from './actions.ts';
import { readClock } from './calendar/wall-clock.ts';
import type { Chip, ChipKind, QuickAdd, QuickAddOptions, Span } from './chips.ts';
import { compose } from './compose.ts';
import { type Found, findPhrases } from './find-phrases.ts';
import { findMarks } from './marks/marks.ts';
import { afterEvery, unreadEvery } from './recurrence/unread-every.ts';
import { addressParts, quotedParts } from './text/hidden-parts.ts';
import { knownNames } from './text/known-names.ts';
import { normalise } from './text/normalise.ts';
import { titleWithout } from './text/title.ts';
import { workTitles } from './text/work-titles.ts';

/** A title is much shorter; what stands behind is not read, so that a pasted book costs no more than a page. */
const readable = 2000;

/** Pure: the same text, time and zone give the same answer. Throws on no text; an unreadable `now` is a bug of the caller. */
export function readLine(text: string, { now, timeZone, ignore = [] }: QuickAddOptions): QuickAdd {
  const quotes = quotedParts(text.slice(0, readable));
  const beyond = { start: readable, end: Math.max(readable, text.length) };
  const names = [...knownNames(text), ...workTitles(text.slice(0, readable))];
  const read = normalise(text, [...quotes, ...addressParts(text), ...names, ...ignore, beyond]);
  const marks = findMarks(read);
  const clock = readClock({ now, timeZone });
  const found = afterEvery(findPhrases(read, clock), read.canonical).filter(({ start, end }) =>
    marks.every((mark) => end <= mark.start || start >= mark.end),
  );
  const { used, ...timing } = compose(found, clock);
  const chip = (kind: ChipKind, start: number, end: number): Chip => {
    const span = read.spanOf(start, end);
    return { kind, ...span, text: text.slice(span.start, span.end) };
  };
  const phrases = used.map(({ reading, from, end }) => ({
    chip: chip(reading.kind === 'repetition' || reading.kind === 'limit' ? 'recurrence' : 'due', from, end),
    keep: reading.kind === 'repetition' && reading.keep === true,
  }));
  const left = found.filter((one) => unreadable(one, timing.recurrence !== null));
  const taken = [...used.map(({ from, end }) => ({ start: from, end })), ...left];
  const meant = unreadEvery(read.canonical)
    .map(({ start, end }) => ({ start, end: clipped(start, end, taken) }))
    .filter(({ start, end }) => taken.every((one) => end <= one.start || start >= one.end));
  const unread = [
    ...meant,
    ...left.filter(({ start, end }) => used.every((one) => end <= one.from || start >= one.end)),
  ];
  const marked = marks.map((mark) => chip(mark.kind, mark.start, mark.end));
  const gone: Span[] = [
    ...phrases.filter(({ keep }) => !keep).map(({ chip: { start, end } }) => ({ start, end })),
    ...marked,
  ];
  const title = titleWithout(text, gone, quotes) || titleWithout(text, marked, quotes) || text.trim();
  return {
    title,
    chips: [
      ...phrases.map((one) => one.chip),
      ...marked,
      ...unread.map(({ start, end }) => chip('unread', start, end)),
    ].sort((a, b) => a.start - b.start),
    ...timing,
    priority: (marks.find(({ kind }) => kind === 'priority')?.value ?? null) as Priority | null,
    project: marks.find(({ kind }) => kind === 'project')?.value ?? null,
    labels: [...new Set(marks.filter(({ kind }) => kind === 'label').map(({ value }) => value))],
  };
}

/** The end before what another phrase took: of "every eid tomorrow" the first two words. */
function clipped(start: number, end: number, taken: readonly Span[]): number {
  return Math.min(
    end,
    ...taken.filter((one) => one.start > start && one.start < end).map((one) => one.start - 1),
  );
}

/** What is left of a repetition once another phrase of it was taken: "at 8am and 8pm" repeats at one time only. */
function unreadable({ reading: { kind } }: Found, repeats: boolean): boolean {
  return kind === 'unread' || (repeats && (kind === 'repetition' || kind === 'time' || kind === 'date'));
}
