/** Owns what the rules about repetitions share: the words for "every", and how words become the parts of a rule. */

import type { Weekday } from '../calendar/civil-day.ts';
import type { Reading } from '../reading.ts';
import { numberOf, ordinal, ordinalOf } from '../text/numbers.ts';
import type { RepetitionRule } from './repetition-rule.ts';
import { weekdaysFrom } from './weekday-lists.ts';

export const every = '(?<every>every ?!|everyday|every single|each and every|every|each)';
export const working: readonly Weekday[] = [0, 1, 2, 3, 4];
export const once = '(?:once |on )?';
export const nth = `(?:${ordinal}|last|penultimate)`;
export const nths = `(?<nths>${nth}(?:(?: ?, ?| and | & |, and )(?:the |every )?${nth})*)`;
export const ofMonth =
  '(?: (?:of|in) (?:the|every|each|a) month(?:,? (?:every|each) month)?| (?:of|in) every single month|,? every month)';

export type Groups = Readonly<Record<string, string | undefined>>;

export function anchorOf(groups: Groups) {
  return groups.every?.endsWith('!') === true || groups.done !== undefined ? 'completion' : 'schedule';
}

/** `null` for "every 0 days". */
export function repetition(rule: RepetitionRule): Reading | null {
  return rule.interval >= 1 ? { kind: 'repetition', rule } : null;
}

export function weekly(days: readonly Weekday[], groups: Groups, interval: number): Reading | null {
  return repetition({
    frequency: 'WEEKLY',
    interval,
    weekdays: days.map((weekday) => ({ weekday, nth: 0 })),
    anchor: anchorOf(groups),
  });
}

export function intervalOf(text: string): number {
  if (/^(?:other|alternate|second|2nd|couple of)$/.test(text)) return 2;
  if (text === 'few') return 3;
  const n = numberOf(text);
  return Number.isNaN(n) ? ordinalOf(text) : n;
}

export function nthsFrom(text: string | undefined): number[] {
  const found = [...(text ?? '').matchAll(new RegExp(nth, 'g'))].map(([word]) =>
    word === 'last' ? -1 : word === 'penultimate' ? -2 : ordinalOf(word),
  );
  return [...new Set(found)].filter((n) => n <= 31 && n !== 0);
}

/** `null` for an unknown unit. */
export function ruleOf(
  word: string,
  interval: number,
  anchor: RepetitionRule['anchor'],
): RepetitionRule | null {
  const table: Readonly<Record<string, readonly [RepetitionRule['frequency'], number]>> = {
    min: ['MINUTELY', 1],
    minute: ['MINUTELY', 1],
    hour: ['HOURLY', 1],
    day: ['DAILY', 1],
    week: ['WEEKLY', 1],
    fortnight: ['WEEKLY', 2],
    month: ['MONTHLY', 1],
    quarter: ['MONTHLY', 3],
    year: ['YEARLY', 1],
  };
  const found = table[word];
  return found === undefined ? null : { frequency: found[0], interval: found[1] * interval, anchor };
}

/** Adds what follows "on": weekdays, days of the month, "the last friday". `null` for a day that no month has. */
export function withOn(rule: RepetitionRule, on: string | undefined): RepetitionRule | null {
  if (on === undefined) return rule;
  if (on === 'weekdays') return { ...rule, weekdays: working.map((weekday) => ({ weekday, nth: 0 })) };
  if (on === 'weekends')
    return { ...rule, weekdays: [5, 6].map((weekday) => ({ weekday: weekday as Weekday, nth: 0 })) };
  const days = weekdaysFrom(on);
  const numbers = nthsFrom(on);
  if (days.length > 0 && numbers.some((n) => n > 5)) return null;
  if (days.length === 0 && numbers.length === 0) return null;
  if (days.length > 0)
    return {
      ...rule,
      weekdays: days.flatMap((weekday) =>
        (numbers.length === 0 ? [0] : numbers).map((n) => ({ weekday, nth: n })),
      ),
    };
  return numbers.length > 0 && rule.frequency !== 'WEEKLY' && rule.frequency !== 'DAILY'
    ? { ...rule, monthDays: numbers }
    : rule;
}
