/** Owns quick add: one line of text to a task, with the phrases that were recognised. Light enough for the browser. */

import type { QuickAdd, QuickAddOptions } from './chips.ts';
import { readLine } from './read-line.ts';
import { tooOften } from './recurrence/too-often.ts';

export type { Chip, ChipKind, QuickAdd, QuickAddOptions, Span } from './chips.ts';

/**
 * Pure: the same text, time and zone give the same answer. Throws on no text; an unreadable `now` is a bug of the caller. What would
 * repeat more often than a task can is marked `unread`.
 */
export function parseQuickAdd(text: string, options: QuickAddOptions): QuickAdd {
  const read = readLine(text, options);
  if (!tooOften(read.recurrence)) return read;
  const refused = read.chips.filter(({ kind }) => kind === 'recurrence');
  const rest = readLine(text, { ...options, ignore: [...(options.ignore ?? []), ...refused] });
  const unread = refused.map((chip) => ({ ...chip, kind: 'unread' as const }));
  return { ...rest, chips: [...rest.chips, ...unread].sort((a, b) => a.start - b.start) };
}
