/** Owns dates in figures alone: "2026-11-20", "12/31", "20.11.2026". */

import { civilDate, validDay } from '../calendar/civil-day.ts';
import { phrase, type Rule } from '../reading.ts';
import { closes, identifies, measures } from '../text/closing.ts';
import { dated, ledBy, upcoming } from './dated.ts';

export const numericDates: readonly Rule[] = [
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
    read: ({ groups, before, after }) => {
      if (identifies(before)) return null;
      const fullYear = groups.y?.length === 2 ? 2000 + Number(groups.y) : Number(groups.y);
      if (fullYear < 1900 || fullYear > 2100) return null;
      // "17.12.26" may as well be a version.
      if (
        groups.by === '.' &&
        groups.y?.length === 2 &&
        !/^ (?:at |@ ?)?\d{1,2}(?:[:.]\d\d| ?[ap]m)/.test(after) &&
        !/\b(?:on|by|due|before|until) $/.test(before)
      )
        return null;
      const dayFirst = groups.by === '.';
      return dated(numericDay({ a: Number(groups.a), b: Number(groups.b), year: fullYear, dayFirst }));
    },
  },
  {
    // "mon 12.10. 14:00", as in German: the second point tells it from a price, a version and a time.
    pattern: phrase(`${ledBy}(?<a>\\d{1,2})\\.(?<b>\\d{1,2})\\.(?= |$)`),
    read: ({ groups, before, after }, now) => {
      const spoken =
        groups.weekday !== undefined ||
        /\b(?:on|by|before|due|until|till|after|from) $/.test(before) ||
        /^ (?:at |@ ?)?\d{1,2}:\d\d/.test(after);
      if (!spoken) return null;
      const { year: thisYear } = civilDate(now.day);
      const read = (y: number) => validDay(y, Number(groups.b), Number(groups.a));
      return dated(upcoming(read(thisYear), read(thisYear + 1), now));
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
          identifies(before.replace(/(?:\d+\/\d+(?: and|,| &) )+$/, '')) ||
          /^(?:split|divide|cut|reduce|halve) /.test(before) ||
          /\b(?:of|a|an|the|score|ratio|aspect|bp|about) $/.test(before))
      )
        return null;
      if (/^ of /.test(after) || (!spoken && /^ (?:the|my|our|a|an) /.test(after))) return null;
      const { year: thisYear } = civilDate(now.day);
      const read = (y: number) =>
        numericDay({ a: Number(groups.a), b: Number(groups.b), year: y, dayFirst: false });
      return dated(upcoming(read(thisYear), read(thisYear + 1), now));
    },
  },
];

/** Month first as in the United States, except where only the other order gives a date. */
function numericDay({ a, b, year: y, dayFirst }: { a: number; b: number; year: number; dayFirst: boolean }) {
  const [first, second] = dayFirst
    ? [validDay(y, b, a), validDay(y, a, b)]
    : [validDay(y, a, b), validDay(y, b, a)];
  return first ?? second;
}
