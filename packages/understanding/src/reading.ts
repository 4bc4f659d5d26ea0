/** Owns what a rule of the grammar reads out of a phrase. */

import type { CivilDay, Weekday } from './calendar/civil-day.ts';
import type { WallClock } from './calendar/wall-clock.ts';
import type { RepetitionRule } from './recurrence/repetition-rule.ts';
import type { Unit } from './text/calendar-words.ts';

export type Reading =
  | {
      readonly kind: 'date';
      readonly day: CivilDay /** Of the day, where the same phrase states it. */;
      readonly minute?: number;
      /** Gives way to any other date: "end of day friday". */
      readonly weak?: boolean;
      /** Its own last day counts: "before the end of the month". */
      readonly ending?: boolean;
    }
  /** `sure`: am or pm is known. */
  | { readonly kind: 'time'; readonly minute: number; readonly sure: boolean; readonly until?: number }
  | { readonly kind: 'part'; readonly part: DayPart; readonly today: boolean }
  | { readonly kind: 'moment'; readonly day: CivilDay; readonly minute: number; readonly second: number }
  /** Days from `start` until before `end`. */
  | {
      readonly kind: 'period';
      readonly start: CivilDay | null;
      readonly end: CivilDay | null;
      readonly due: CivilDay;
    }
  | {
      readonly kind: 'repetition';
      readonly rule: RepetitionRule;
      readonly part?: DayPart /** Stays in the title: "weekly sync". */;
      readonly keep?: boolean;
    }
  /** "for three weeks", "10 times": of use only beside a repetition. */
  | { readonly kind: 'limit'; readonly count: number; readonly unit: string | null }
  /** "three days before", "friday after": of use only before a date. */
  | { readonly kind: 'offset'; readonly unit: Unit; readonly by: number; readonly weekday?: Weekday }
  | { readonly kind: 'unread' };

export const dayParts = { morning: 9 * 60, afternoon: 15 * 60, evening: 18 * 60, night: 20 * 60 } as const;
export type DayPart = keyof typeof dayParts;

export interface Phrase {
  /** By name. */
  readonly groups: Readonly<Record<string, string | undefined>>;
  /** The canonical phrase. */
  readonly text: string;
  /** As typed: its capital letters tell names and months apart. */
  readonly typed: string;
  /** The canonical text before and after the phrase. */
  readonly before: string;
  readonly after: string;
}

export interface Rule {
  /** Against canonical text, bounded by word boundaries on both sides; a helping word before it is no part of it. */
  readonly pattern: RegExp;
  /** `null`: it only looked like one. */
  readonly read: (phrase: Phrase, now: WallClock) => Reading | null;
}

/** The pattern of a rule, between boundaries: not inside a word, number, price, path or version. */
export function phrase(source: string): RegExp {
  return new RegExp(
    `(?<![\\p{L}\\d_$€£#+:/.\\uE001-]|\\d,)(?:${source})(?![\\p{L}\\d_%\\uE001]|['’]s?(?![\\p{L}])|[-/:.,]\\d|-[\\p{L}]|\\.[\\p{L}]|[€£$])`,
    'gu',
  );
}
