/** Owns how long a repetition goes on: "for three weeks", "10 times". Its last day, "until dec 1", is a date. */

import { phrase, type Rule } from '../reading.ts';
import { amount, amountOf, number, numberOf } from '../text/numbers.ts';

export const limitRules: readonly Rule[] = [
  {
    pattern: phrase(`for (?:the )?(?:next )?(?<n>${amount}) (?<unit>day|week|fortnight|month|year)s?`),
    read: ({ groups }) => {
      const count = amountOf(groups.n ?? '');
      if (Number.isNaN(count)) return null;
      return groups.unit === 'fortnight'
        ? { kind: 'limit', count: 2 * count, unit: 'week' }
        : { kind: 'limit', count, unit: groups.unit ?? null };
    },
  },
  {
    pattern: phrase(`(?:for )?(?<n>${number}) (?:times|occurrences|repetitions)(?: only| in total)?`),
    read: ({ groups, after }) => {
      if (/^ (?:a|per|each|every|in)\b/.test(after)) return null;
      return { kind: 'limit', count: numberOf(groups.n ?? ''), unit: null };
    },
  },
];
