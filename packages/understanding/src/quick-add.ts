/** Owns quick add: one line of text to a task, with the phrases that were recognised. Light enough for the browser. */

import type { QuickAdd, QuickAddOptions } from './chips.ts';

export type { Chip, ChipKind, QuickAdd, QuickAddOptions, Span } from './chips.ts';

/** Pure: the same text, time and zone give the same answer. Throws on no string. */
export function parseQuickAdd(text: string, _options: QuickAddOptions): QuickAdd {
  return {
    title: text.trim(),
    chips: [],
    due: null,
    duePeriod: null,
    recurrence: null,
    priority: null,
    project: null,
    labels: [],
  };
}
