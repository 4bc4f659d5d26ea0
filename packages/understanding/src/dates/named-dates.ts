/** Owns dates that name their month: "Nov 20", "20 November 2026", "Nov 20-22". */

import { civilDate, validDay } from '../calendar/civil-day.ts';
import type { WallClock } from '../calendar/wall-clock.ts';
import { phrase, type Rule } from '../reading.ts';
import { month, monthFrom } from '../text/calendar-words.ts';
import { measures, namesStreet } from '../text/closing.ts';
import { numberOf, ordinal, ordinalOf } from '../text/numbers.ts';
import { year as anyYear, dated, ledBy, yearOf } from './dated.ts';

/** A day of the month as a cardinal in words, where it cannot be an hour. */
const dayWord =
  '(?:twenty|thirty)[- ](?:one|two|three|four|five|six|seven|eight|nine)|twenty|thirty|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen';

export const namedDates: readonly Rule[] = [
  {
    pattern: phrase(
      `(?:(?<month>${month})\\.? (?<a>\\d{1,2})(?:st|nd|rd|th)? ?(?:-|–|to|through|thru|until|till) ?(?<b>\\d{1,2})(?:st|nd|rd|th)?|(?<a2>\\d{1,2})(?:st|nd|rd|th)? ?(?:-|–|to|through|thru|until|till) ?(?<b2>\\d{1,2})(?:st|nd|rd|th)? (?:of )?(?<month2>${month}))(?:,? ${anyYear})?`,
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
      `(?:(?<early>next year),? (?:on )?)?${ledBy}(?<month>${month})(?:\\.? |\\. ?|/|-)(?:the )?(?<day>${ordinal}|\\d{1,2}|${dayWord})(?:,? (?:of )?${anyYear})?`,
    ),
    read: (phrase, now) =>
      /^ ?:\d\d|^ be\b/.test(phrase.after) || (measures(phrase.after) && phrase.groups.year === undefined)
        ? null
        : named(phrase.groups, now),
  },
  {
    pattern: phrase(
      `${ledBy}(?:the )?(?<day>${ordinal}|\\d{1,2})(?: day)?(?:-| of | ?)(?<month>${month})(?:\\.?,?[ -](?:of )?(?:${anyYear}|(?<short>[2-4]\\d)(?= ?$| at| @)))?`,
    ),
    read: ({ groups, typed, before, after }, now) => {
      if (
        namesStreet(after) ||
        (/^\d+\p{L}/u.test(typed) && /\b(?:password|passcode|pin|code|key|id|ref) $/.test(before))
      )
        return null;
      // "2 may"/"10 may" followed by a verb is no date.
      if (/ may$/.test(typed) && /^ (?:be|have|not|need|want|come|go|get)\b/.test(after)) return null;
      return named(groups, now);
    },
  },
];

function named(groups: Readonly<Record<string, string | undefined>>, now: WallClock) {
  const m = monthFrom(groups.month ?? '');
  const said = groups.day ?? '';
  const year = groups.year ?? groups.early ?? groups.short;
  const d = Number.isNaN(ordinalOf(said)) ? numberOf(said) : ordinalOf(said);
  if (year !== undefined) return dated(validDay(yearOf(year, now), m, d));
  const { year: thisYear } = civilDate(now.day);
  for (let y = thisYear; y <= thisYear + 8; y++) {
    const day = validDay(y, m, d);
    if (day !== null && day >= now.day) return dated(day);
  }
  return null;
}
