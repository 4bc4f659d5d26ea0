/** Owns repetitions on days of the month: "every 15th", "the last friday of each month". */

import { phrase, type Rule } from '../reading.ts';
import { month, monthFrom } from '../text/calendar-words.ts';
import { closes } from '../text/closing.ts';
import { number } from '../text/numbers.ts';
import {
  anchorOf,
  every,
  intervalOf,
  nths,
  nthsFrom,
  ofMonth,
  once,
  repetition,
  working,
} from './how-often.ts';
import { weekdayList, weekdaysFrom } from './weekday-lists.ts';

export const monthDayRules: readonly Rule[] = [
  {
    // Of "monthly review on the last sunday" the second half.
    pattern: phrase(`on the ${nths} (?<days>${weekdayList})`),
    read: ({ groups, before }) => {
      if (!/\bmonthly\b/.test(before)) return null;
      const weekdays = weekdaysFrom(groups.days ?? '').flatMap((weekday) =>
        nthsFrom(groups.nths).map((n) => ({ weekday, nth: n })),
      );
      return repetition({ frequency: 'MONTHLY', interval: 1, weekdays, anchor: 'schedule' });
    },
  },
  {
    pattern: phrase(
      '(?:(?:at|by|on|in) )?(?:the )?(?<which>start|beginning|end|last day|first day) of (?:the month,? )?(?:every|each)(?: single)? month',
    ),
    read: ({ groups }) =>
      repetition({
        frequency: 'MONTHLY',
        interval: 1,
        monthDays: [/end|last/.test(groups.which ?? '') ? -1 : 1],
        anchor: 'schedule',
      }),
  },
  {
    pattern: phrase('(?:at |by )?(?:every|each) (?<unit>month|quarter|year)[ -]?end'),
    read: ({ groups }) =>
      repetition({
        frequency: groups.unit === 'year' ? 'YEARLY' : 'MONTHLY',
        interval: 1,
        ...(groups.unit === 'month' ? {} : { months: groups.unit === 'year' ? [12] : [3, 6, 9, 12] }),
        monthDays: [-1],
        anchor: 'schedule',
      }),
  },
  {
    pattern: phrase(
      `(?:on )?(?:the )?(?<which>first|last) day of (?:every|each) (?:quarter|3 months|three months)`,
    ),
    read: ({ groups }) =>
      repetition({
        frequency: 'MONTHLY',
        interval: 1,
        months: groups.which === 'first' ? [1, 4, 7, 10] : [3, 6, 9, 12],
        monthDays: [groups.which === 'first' ? 1 : -1],
        anchor: 'schedule',
      }),
  },
  {
    pattern: phrase(
      `${once}(?:${every} |(?:on )?(?:the )?)${nths} (?<days>${weekdayList})(?<tail>${ofMonth}|,? monthly|(?: of|,)? (?:every|each) (?<n>${number}|other|second) months?)?`,
    ),
    read: ({ groups }) => {
      if (groups.every === undefined && groups.tail === undefined) return null;
      if (groups.every === undefined && !/every|each|monthly/.test(groups.tail ?? '')) return null;
      const weekdays = weekdaysFrom(groups.days ?? '').flatMap((weekday) =>
        nthsFrom(groups.nths).map((n) => ({ weekday, nth: n })),
      );
      const n = groups.n === undefined ? 1 : intervalOf(groups.n);
      if (weekdays.some(({ nth }) => nth > 5)) return null;
      return repetition({ frequency: 'MONTHLY', interval: n, weekdays, anchor: anchorOf(groups) });
    },
  },
  {
    pattern: phrase(
      `(?:on )?(?:the )?${nths}(?: (?<work>work(?:ing)?|business|week) ?)?(?: ?day)? (?:of|in) (?<e>every|each)(?: (?<n>${number}|other|second|third))? (?<unit>months?|years?|(?<month>${month}))`,
    ),
    read: ({ groups }) => {
      const monthDays = nthsFrom(groups.nths);
      const interval = groups.n === undefined ? 1 : intervalOf(groups.n);
      const months = groups.month === undefined ? {} : { months: [monthFrom(groups.month)] };
      const frequency = groups.month === undefined ? 'MONTHLY' : 'YEARLY';
      if (/^year/.test(groups.unit ?? ''))
        return repetition({
          frequency: 'YEARLY',
          interval,
          months: [monthDays[0] === -1 ? 12 : 1],
          monthDays: monthDays[0] === -1 ? [31] : monthDays,
          anchor: 'schedule',
        });
      if (groups.work !== undefined)
        return repetition({
          frequency,
          interval,
          weekdays: working.map((weekday) => ({ weekday, nth: 0 })),
          position: monthDays[0] ?? 1,
          anchor: 'schedule',
        });
      return repetition({ frequency, interval, ...months, monthDays, anchor: 'schedule' });
    },
  },
  {
    pattern: phrase(
      `${once}${every} ${nths}(?<day> day)?(?: (?<work>work(?:ing)?|business|week) ?day)?(?<tail>${ofMonth})?`,
    ),
    read: ({ groups, before, after }) => {
      if (
        groups.tail === undefined &&
        groups.day === undefined &&
        groups.work === undefined &&
        !(
          /\d/.test(groups.nths ?? '') &&
          // "every 5th pay the maid", and not "every 5th customer"
          (closes(after) ||
            (before === '' &&
              !/^ \p{L}+(?:er|or|ee|person|time|page|one|row|visitor|unit|step|mile)s?(?: |$)/u.test(after)))
        )
      )
        return null;
      const days = nthsFrom(groups.nths);
      const [first = 1] = days;
      if (groups.work !== undefined)
        return repetition({
          frequency: 'MONTHLY',
          interval: 1,
          weekdays: working.map((weekday) => ({ weekday, nth: 0 })),
          position: first,
          anchor: anchorOf(groups),
        });
      if (days.length === 0) return null;
      if (groups.day !== undefined && groups.tail === undefined && days.length === 1 && first > 1)
        return repetition({ frequency: 'DAILY', interval: first, anchor: anchorOf(groups) });
      return repetition({ frequency: 'MONTHLY', interval: 1, monthDays: days, anchor: anchorOf(groups) });
    },
  },
];
