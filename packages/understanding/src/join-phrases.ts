/** Owns neighbouring phrases that are one: "from March 3 to March 5", "three days before the 20th". */

import { type CivilDay, weekdayAfter } from './calendar/civil-day.ts';
import { shiftDay } from './dates/durations.ts';
import type { Found } from './find-phrases.ts';

type Join = (first: Found, second: Found, canonical: string) => Found | null;

/** `found` in the order of the text. An offset without a date beside it is no phrase. */
export function joinPhrases(found: readonly Found[], canonical: string): Found[] {
  const joined: Found[] = [];
  for (const one of found) {
    const previous = joined.at(-1);
    const both =
      previous === undefined
        ? null
        : (offsetFrom(previous, one, canonical) ?? range(previous, one, canonical));
    if (both === null) joined.push(one);
    else joined.splice(-1, 1, both);
  }
  return joined.filter(({ reading }) => reading.kind !== 'offset');
}

const range: Join = (first, last, canonical) => {
  if (first.reading.kind !== 'date' || last.reading.kind !== 'date' || last.reading.day <= first.reading.day)
    return null;
  const joint = canonical.slice(first.end, last.start);
  const lead = /\b(?:from|between) $/.exec(canonical.slice(0, first.start));
  const joining =
    lead === null ? /^ ?(?:-|–|through|thru) ?$/ : /^ ?(?:-|–|to|through|thru|and|until|till) ?$/;
  if (!joining.test(joint)) return null;
  const { day } = first.reading;
  return {
    reading: { kind: 'period', start: day, end: last.reading.day + 1, due: day },
    start: first.start,
    end: last.end,
    lead: '',
    from: lead?.index ?? first.start,
  };
};

const offsetFrom: Join = (first, date, canonical) => {
  if (first.reading.kind !== 'offset' || !/^ (?:the )?$/.test(canonical.slice(first.end, date.start)))
    return null;
  const base: CivilDay | null =
    date.reading.kind === 'date'
      ? date.reading.day
      : date.reading.kind === 'period'
        ? date.reading.start
        : null;
  if (base === null) return null;
  const { unit, by, weekday } = first.reading;
  const day =
    weekday === undefined
      ? shiftDay(base, unit, by)
      : by > 0
        ? weekdayAfter(base, weekday)
        : weekdayAfter(base - 8, weekday);
  return day === null ? null : { ...first, reading: { kind: 'date', day }, end: date.end };
};
