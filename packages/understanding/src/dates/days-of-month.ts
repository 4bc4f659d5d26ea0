/** Owns days of a month that need not be named: "the 15th", "the last day of the month", "the first friday of may". */

import {
  type CivilDay,
  civilDate,
  civilDay,
  daysInMonth,
  nthWeekday,
  validDay,
  weekdayOf,
} from '../calendar/civil-day.ts';
import type { WallClock } from '../calendar/wall-clock.ts';
import { phrase, type Rule } from '../reading.ts';
import { month, monthFrom, weekday, weekdayFrom } from '../text/calendar-words.ts';
import { closes } from '../text/closing.ts';
import { ordinal, ordinalOf } from '../text/numbers.ts';
import { dated, upcoming, year, yearOf } from './dated.ts';

/** What a number in order counts, when it is no day: "by the 5th floor". */
const counted =
  /^ (?:floor|grade|chapter|time|edition|place|round|row|street|st|avenue|ave|attempt|draft|element|century|year|week|quarter|semester|class|page|step|level|person|one|book|lane|hole|inning|grader)/;
const leads =
  /(?:^|\b(?:on|by|before|due|until|till|til|after|from|since|starting|to|for|is|the|and|this|of) )$/;

/** "pay rent 15th": at the end, after a deed and its object; not "come 5th" and not "his 30th". */
const trailing =
  /^\p{L}+ (?:.* )?(?!(?:the|a|an|my|our|his|her|their|your|this|that|finish|finished|come|came|ranked?|placed?|turns?|turning|street|avenue|of|in|at|with|than|vs|and|is|was|\d+)\b)[\p{L}']+ $/u;

export const daysOfMonth: readonly Rule[] = [
  {
    pattern: phrase(
      `(?:(?<weekday>${weekday}),? )?the (?<day>${ordinal})(?: day)?(?<where> (?:of )?(?:(?:the|this|next) )month)?`,
    ),
    read: (phrase, now) => {
      const { groups, before, after } = phrase;
      const day = ordinalOf(groups.day ?? '');
      if (groups.where === undefined && groups.weekday === undefined) {
        const spoken =
          /(?:^|\b(?:on|by|before|due|until|till|til|after|since|from|starting|for|than) )$/.test(before);
        if (
          !(
            closes(after) ||
            (/\b(?:by|due|until|till) $/.test(before) && /^\d/.test(groups.day ?? '') && !counted.test(after))
          ) ||
          / of $/.test(after.slice(0, 4)) ||
          /^ (?:and|of|the|in|one|two|my|our|his|her|their|your) ?|^ to (?:the|last|\d)/.test(after) ||
          (/^ to /.test(after) && !/\bon $/.test(before))
        )
          return null;
        if (!spoken && /^[a-z]/.test(groups.day ?? '')) return null;
        if (/\b(?:for|after|before) $/.test(before) && /^[a-z]/.test(groups.day ?? '')) return null;
      }
      if (groups.weekday !== undefined && /\b(?:watch|movie|film|see|rewatch|stream) $/.test(before))
        return null;
      return dayOfMonth(day, { now, weekday: groups.weekday, next: groups.where?.includes('next') === true });
    },
  },
  {
    pattern: phrase(`in (?<month>${month}),? on the (?<day>${ordinal})`),
    read: ({ groups }, now) => {
      const { year: y } = civilDate(now.day);
      const [m, day] = [monthFrom(groups.month ?? ''), ordinalOf(groups.day ?? '')];
      return dated(upcoming(validDay(y, m, day), validDay(y + 1, m, day), now));
    },
  },
  {
    pattern: phrase(`(?<rel>next|this) month,? (?:on )?(?:the )?(?<day>${ordinal})`),
    read: ({ groups }, now) =>
      dayOfMonth(ordinalOf(groups.day ?? ''), { now, weekday: undefined, next: groups.rel === 'next' }),
  },
  {
    pattern: phrase(
      `(?:the )?(?<nth>first|second|third|fourth|last|[1-4](?:st|nd|rd|th)) (?<weekday>${weekday}) (?:of|in) (?:(?:the|this) month|(?<next>next month)|(?<month>${month})(?:,? ${year})?)`,
    ),
    read: ({ groups }, now) => {
      const today = civilDate(now.day);
      const n = groups.nth === 'last' ? -1 : ordinalOf(groups.nth ?? '');
      const nth = { weekday: weekdayFrom(groups.weekday ?? ''), n };
      if (groups.year !== undefined)
        return dated(nthWeekday(yearOf(groups.year, now), monthFrom(groups.month ?? ''), nth));
      if (groups.month !== undefined) {
        const m = monthFrom(groups.month);
        return dated(upcoming(nthWeekday(today.year, m, nth), nthWeekday(today.year + 1, m, nth), now));
      }
      const first = civilDate(civilDay(today.year, today.month + (groups.next === undefined ? 0 : 1), 1));
      const found = nthWeekday(first.year, first.month, nth);
      if (found === null || found >= now.day) return dated(found);
      const following = civilDate(civilDay(today.year, today.month + 1, 1));
      return dated(nthWeekday(following.year, following.month, nth));
    },
  },
  {
    pattern: phrase(`(?<weekday>${weekday})(?:day)?,? (?<day>\\d{1,2}(?:st|nd|rd|th))`),
    read: ({ groups }, now) =>
      dayOfMonth(ordinalOf(groups.day ?? ''), { now, weekday: groups.weekday, next: false }),
  },
  {
    pattern: phrase('(?<day>\\d{1,2}(?:st|nd|rd|th))(?<where> of (?:the |this |next )month)?'),
    read: ({ groups, before, after }, now) => {
      if (
        groups.where === undefined &&
        (!(leads.test(before) || (/^[\s.!]*$/.test(after) && trailing.test(before))) ||
          before === '' ||
          !closes(after) ||
          /^ (?:my|the|our|of|and|his|her|their|your)\b/.test(after))
      )
        return null;
      if (groups.where === undefined && /\b(?:the|for|to|is|of|and|from) $/.test(before)) return null;
      return dayOfMonth(ordinalOf(groups.day ?? ''), {
        now,
        weekday: undefined,
        next: groups.where?.includes('next') === true,
      });
    },
  },
  {
    pattern: phrase(
      `(?:the )?(?<which>last|final|first) (?:(?<work>work(?:ing)?|business|week) ?)?day of (?:(?:(?<rel>the|this|next) (?:month|(?<isYear>year)))|(?<month>${month})(?:,? ${year})?)`,
    ),
    read: ({ groups }, now) => {
      const today = civilDate(now.day);
      const last = groups.which !== 'first';
      let y = groups.year === undefined ? today.year : yearOf(groups.year, now);
      let m = groups.month === undefined ? today.month : monthFrom(groups.month);
      if (groups.isYear !== undefined) {
        m = last ? 12 : 1;
        y += groups.rel === 'next' || !last ? 1 : 0;
      } else if (groups.rel === 'next' || (!last && groups.rel === 'the')) m += 1;
      else if (groups.month !== undefined && groups.year === undefined && m < today.month) y += 1;
      const day = validDay(m > 12 ? y + 1 : y, m > 12 ? m - 12 : m, last ? daysInMonth(y, m) : 1);
      if (day === null || groups.work === undefined) return dated(day);
      let working = day;
      while (weekdayOf(working) > 4) working += last ? -1 : 1;
      return { kind: 'date', day: working };
    },
  },
];

interface DayOfMonth {
  readonly now: WallClock;
  /** Where stated, a month is looked for in which it fits; a year ahead at most. */
  readonly weekday: string | undefined;
  readonly next: boolean;
}

function dayOfMonth(day: number, { now, weekday: said, next }: DayOfMonth) {
  const today = civilDate(now.day);
  if (next) {
    const y = today.month === 12 ? today.year + 1 : today.year;
    return dated(validDay(y, (today.month % 12) + 1, day));
  }
  let nearest: CivilDay | null = null;
  for (let ahead = 0; ahead < 14; ahead++) {
    const m = today.month - 1 + ahead;
    const found = validDay(today.year + Math.floor(m / 12), (m % 12) + 1, day);
    if (found === null || found < now.day) continue;
    nearest ??= found;
    if (said === undefined || weekdayOf(found) === weekdayFrom(said)) return dated(found);
  }
  return dated(nearest);
}
