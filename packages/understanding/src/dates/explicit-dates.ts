/** Owns dates that name their day: "2026-11-20", "Nov 20", "20 November 2026", "20.11.2026", "the 15th". */

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
import { closes, measures } from '../text/closing.ts';
import { numberOf, ordinal, ordinalOf } from '../text/numbers.ts';

const year = "(?<year>(?:19|20)\\d\\d|['’]\\d\\d)";
const ledBy = `(?:(?<weekday>${weekday}),? (?:the )?)?`;
/** What a number in order counts, when it is no day: "by the 5th floor". */
const counted =
  /^ (?:floor|grade|chapter|time|edition|place|round|row|street|st|avenue|ave|attempt|draft|element|century|year|week|quarter|semester|class|page|step|level|person|one|book|lane|hole|inning|grader)/;
/** A day of the month as a cardinal in words, where it cannot be an hour. */
const dayWord =
  '(?:twenty|thirty)[- ](?:one|two|three|four|five|six|seven|eight|nine)|twenty|thirty|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen';
const leads =
  /(?:^|\b(?:on|by|before|due|until|till|til|after|from|since|starting|to|for|is|the|and|this|of) )$/;

export const explicitDates: readonly Rule[] = [
  {
    pattern: phrase(
      `(?:(?<month>${month})\\.? (?<a>\\d{1,2})(?:st|nd|rd|th)? ?(?:-|–|to|through|thru|until|till) ?(?<b>\\d{1,2})(?:st|nd|rd|th)?|(?<a2>\\d{1,2})(?:st|nd|rd|th)? ?(?:-|–|to|through|thru|until|till) ?(?<b2>\\d{1,2})(?:st|nd|rd|th)? (?:of )?(?<month2>${month}))(?:,? ${year})?`,
    ),
    read: ({ groups, after }, now) => {
      if (/^ ?(?:am|pm|:)/.test(after)) return null;
      const on = (day: string | undefined) =>
        named({ month: groups.month ?? groups.month2, day, year: groups.year }, now);
      const first = on(groups.a ?? groups.a2);
      const last = on(groups.b ?? groups.b2);
      if (first === null || last === null || last.day < first.day) return null;
      return { kind: 'period', start: first.day, end: last.day + 1, due: first.day };
    },
  },
  {
    pattern: phrase(
      `${ledBy}(?<y>\\d{4})[-/.](?<m>\\d{1,2})[-/.](?<d>\\d{1,2})(?:[t ](?<h>[01]?\\d|2[0-3]):(?<min>[0-5]\\d)(?::[0-5]\\d)?)?`,
    ),
    read: ({ groups }) => {
      const day = validDay(Number(groups.y), Number(groups.m), Number(groups.d));
      if (day === null) return null;
      return groups.h === undefined
        ? { kind: 'date', day }
        : { kind: 'date', day, minute: Number(groups.h) * 60 + Number(groups.min) };
    },
  },
  {
    pattern: phrase(`${ledBy}(?<a>\\d{1,2})(?<by>[-/.])(?<b>\\d{1,2})\\k<by>(?<y>\\d{4}|\\d\\d)`),
    read: ({ groups }) => {
      const fullYear = groups.y?.length === 2 ? 2000 + Number(groups.y) : Number(groups.y);
      if (fullYear < 1900 || fullYear > 2100) return null;
      if (groups.by === '.' && groups.y?.length === 2) return null;
      const dayFirst = groups.by === '.';
      return dated(numericDay({ a: Number(groups.a), b: Number(groups.b), year: fullYear, dayFirst }));
    },
  },
  {
    pattern: phrase(`${ledBy}(?<a>\\d{1,2})/(?<b>\\d{1,2})`),
    read: ({ groups, before, after, text }, now) => {
      if (text === '24/7' || text === '9/11' || text === '50/50' || text === '1/1' || measures(after))
        return null;
      const spoken =
        groups.weekday !== undefined ||
        /\b(?:on|by|before|due|until|till|after|from|for|since|starting) $/.test(before);
      if (
        !spoken &&
        (!closes(after) ||
          /\b(?:of|a|an|chapter|page|part|the|score|ratio|aspect|bp|step|level|about) $/.test(before))
      )
        return null;
      if (/^ of /.test(after)) return null;
      const { year: thisYear } = civilDate(now.day);
      const read = (y: number) =>
        numericDay({ a: Number(groups.a), b: Number(groups.b), year: y, dayFirst: false });
      return dated(upcoming(read(thisYear), read(thisYear + 1), now));
    },
  },
  {
    pattern: phrase(
      `${ledBy}(?<month>${month})(?:\\.? |\\. ?|/|-)(?:the )?(?<day>${ordinal}|\\d{1,2}|${dayWord})(?:,? (?:of )?${year})?`,
    ),
    read: (phrase, now) =>
      /^ ?:\d\d/.test(phrase.after) || (measures(phrase.after) && phrase.groups.year === undefined)
        ? null
        : named(phrase.groups, now),
  },
  {
    pattern: phrase(
      `${ledBy}(?:the )?(?<day>${ordinal}|\\d{1,2})(?: day)?(?:-| of | )(?<month>${month})(?:\\.?,?[ -](?:of )?${year})?`,
    ),
    read: ({ groups, typed, after }, now) => {
      // "2 may"/"10 may" followed by a verb is no date.
      if (/ may$/.test(typed) && /^ (?:be|have|not|need|want|come|go|get)\b/.test(after)) return null;
      return named(groups, now);
    },
  },
  {
    pattern: phrase(
      `(?:(?<weekday>${weekday}),? )?the (?<day>${ordinal})(?: day)?(?<where> (?:of )?(?:(?:the|this|next) )month)?`,
    ),
    read: (phrase, now) => {
      const { groups, before, after } = phrase;
      const day = ordinalOf(groups.day ?? '');
      if (groups.where === undefined && groups.weekday === undefined) {
        const spoken = /(?:^|\b(?:on|by|before|due|until|till|til|after|since|from|starting|for) )$/.test(
          before,
        );
        if (
          !(
            closes(after) ||
            (/\b(?:by|due|until|till) $/.test(before) && /^\d/.test(groups.day ?? '') && !counted.test(after))
          ) ||
          / of $/.test(after.slice(0, 4)) ||
          /^ (?:and|of|the|to|in|one|two|my|our|his|her|their|your) ?/.test(after)
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
        return dated(nthWeekday(yearOf(groups.year), monthFrom(groups.month ?? ''), nth));
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
        (!leads.test(before) ||
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
      let y = groups.year === undefined ? today.year : yearOf(groups.year);
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

function dated(day: CivilDay | null) {
  return day === null ? null : ({ kind: 'date', day } as const);
}

/** Month first as in the United States, except where only the other order gives a date. */
function numericDay({ a, b, year: y, dayFirst }: { a: number; b: number; year: number; dayFirst: boolean }) {
  const [first, second] = dayFirst
    ? [validDay(y, b, a), validDay(y, a, b)]
    : [validDay(y, a, b), validDay(y, b, a)];
  return first ?? second;
}

function upcoming(thisYear: CivilDay | null, nextYear: CivilDay | null, now: WallClock): CivilDay | null {
  return thisYear !== null && thisYear >= now.day ? thisYear : nextYear;
}

function yearOf(text: string): number {
  const digits = text.replace(/^['’]/, '');
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits);
}

function named(groups: Readonly<Record<string, string | undefined>>, now: WallClock) {
  const m = monthFrom(groups.month ?? '');
  const said = groups.day ?? '';
  const d = Number.isNaN(ordinalOf(said)) ? numberOf(said) : ordinalOf(said);
  if (groups.year !== undefined) return dated(validDay(yearOf(groups.year), m, d));
  const { year: thisYear } = civilDate(now.day);
  for (let y = thisYear; y <= thisYear + 8; y++) {
    const day = validDay(y, m, d);
    if (day !== null && day >= now.day) return dated(day);
  }
  return null;
}

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
