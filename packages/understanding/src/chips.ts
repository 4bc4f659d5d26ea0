/** Owns the recognised phrases of a quick add: what each means and where it stands in the text. */

import type { Priority, Recurrence } from './actions.ts';
import type { LocalMoment, LocalPeriod } from './moment.ts';

/** Offsets in UTF-16 code units into the text as given; end excluded. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export const chipKinds = ['due', 'recurrence', 'priority', 'project', 'label', 'unread'] as const;
/** `unread`: looks like a recurrence or date, but could not be read; it stays in the title and must be shown. */
export type ChipKind = (typeof chipKinds)[number];

export interface Chip extends Span {
  readonly kind: ChipKind;
  /** The phrase as typed: `text.slice(start, end)`. */
  readonly text: string;
}

export interface QuickAddOptions {
  readonly now: string;
  readonly timeZone: string;
  /** Spans of chips that the person dismissed: what they cover stays in the title. */
  readonly ignore?: readonly Span[];
}

export interface QuickAdd {
  /** What is left of the text; never empty unless the text is blank. */
  readonly title: string;
  readonly chips: readonly Chip[];
  readonly due: LocalMoment | null;
  readonly duePeriod: LocalPeriod | null;
  readonly recurrence: Recurrence | null;
  readonly priority: Priority | null;
  readonly project: string | null;
  readonly labels: readonly string[];
}
