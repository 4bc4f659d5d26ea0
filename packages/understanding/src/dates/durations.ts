/** Owns moments counted from another: "in 3 days", "two weeks from tomorrow", "5 minutes ago", "a week before Christmas". */

import { type CivilDay, plusMonths, weekdayAfter, weekdayOf } from '../calendar/civil-day.ts';
import type { WallClock } from '../calendar/wall-clock.ts';
import { phrase, type Reading, type Rule } from '../reading.ts';
import { type Unit, unit, unitFrom, weekday, weekdayFrom } from '../text/calendar-words.ts';
import { amount, amountOf } from '../text/numbers.ts';

const counted = `(?<n>an hour and a half|half an?|(?:a |three )?quarters? of an|(?:one|two|three|\\d+) and a half|\\d+\\.\\d+|${amount}) ?(?<unit>${unit}|(?:business|working|work) days?|weekdays)?`;
const and = `(?:,? (?:and )?(?<n2>a half|${amount}) ?(?<unit2>${unit})?)?`;
const short =
  '(?<sh>\\d{1,3})(?<su>mins?|hour|m|(?: (?=[hdwy]))?(?:hrs?|wks?|mos?|yrs?|[hdwy]))(?: ?(?<sm>\\d{1,2})(?:m|min)?)?';

export const durations: readonly Rule[] = [
  {
    pattern: phrase(
      `(?:the )?(?:(?<n>${amount}) )?(?:(?<unit>days?|weeks?|fortnights?|months?|years?)|(?<weekday>${weekday})) (?<dir>before|after|prior to|ahead of|following)`,
    ),
    read: ({ groups }) => {
      const sign = groups.dir === 'after' || groups.dir === 'following' ? 1 : -1;
      if (groups.weekday !== undefined)
        return groups.n === undefined
          ? { kind: 'offset', unit: 'day', by: sign, weekday: weekdayFrom(groups.weekday) }
          : null;
      const { unit: kind, times } = unitFrom(groups.unit ?? '');
      const n = groups.n === undefined ? 1 : amountOf(groups.n);
      return Number.isNaN(n) ? null : { kind: 'offset', unit: kind, by: sign * n * times };
    },
  },
  {
    pattern: phrase(
      `(?:(?:in|within)(?: about| around| exactly| another| the next| approximately)? |\\+ ?(?=\\d))(?:${short}|${counted}(?:'s?)?${and})(?: time| from now)?`,
    ),
    read: ({ groups, after }, now) => {
      if (/^ (?:of|a row|advance|total|old|late|early)\b/.test(after)) return null;
      return fromNow(groups, now, 1);
    },
  },
  {
    pattern: phrase('within (?:the|an) hour'),
    read: (_, now) => moment(now, 60),
  },
  {
    pattern: phrase('(?:the )?next (?:working|business|work) day'),
    read: (_, now) => ({ kind: 'date', day: workingDays(now.day, 1) }),
  },
  {
    // "call back in 5": minutes, where nothing is counted and nothing follows.
    pattern: phrase('in (?<n>5|10|15|20|30|45)'),
    read: ({ groups, before, after }, now) =>
      before.trim() === '' ||
      !(/^[\s.!]*$/.test(after) || (/^ (?:to|if|about|that)\b/.test(after) && / (?:me|us) $/.test(before))) ||
      /\b(?:cut|split|divide|fold|slice|share|break|level|count|finish|rank|top)\b/.test(before)
        ? null
        : moment(now, Number(groups.n)),
  },
  {
    pattern: phrase(`(?:${short}|${counted}${and}) (?:from (?:now|today)|hence|later)`),
    read: ({ groups }, now) => fromNow(groups, now, 1),
  },
  {
    pattern: phrase(`(?:${short}|${counted}${and}) ago`),
    read: ({ groups }, now) => fromNow(groups, now, -1),
  },
  {
    pattern: phrase(
      `(?<n>${amount}) ?(?<unit>${unit}) (?:from|after) (?:(?<word>tomorrow|yesterday)|(?:next |this )?(?<weekday>${weekday}))`,
    ),
    read: ({ groups, before }, now) => {
      if (/\b(?:every|each|every !|every!) $/.test(before)) return null;
      const from =
        groups.word === 'tomorrow'
          ? now.day + 1
          : groups.word === 'yesterday'
            ? now.day - 1
            : weekdayAfter(now.day, weekdayFrom(groups.weekday ?? ''));
      return dayShift(groups, from);
    },
  },
  {
    pattern: phrase(
      `(?<word>today|tomorrow) (?:week|fortnight)|(?<n>${amount}) (?<unit>week|fortnight)s? (?<word2>today|tomorrow)`,
    ),
    read: ({ groups, text }, now) => {
      const from = now.day + ((groups.word ?? groups.word2) === 'tomorrow' ? 1 : 0);
      const n = groups.n === undefined ? 1 : amountOf(groups.n);
      return { kind: 'date', day: from + n * (text.includes('fortnight') ? 14 : 7) };
    },
  },
];

function dayShift(groups: Readonly<Record<string, string | undefined>>, from: CivilDay): Reading | null {
  const n = amountOf(groups.n ?? '');
  const { unit: kind, times } = unitFrom(groups.unit ?? '');
  const day = shiftDay(from, kind, n * times);
  return Number.isNaN(n) || day === null ? null : { kind: 'date', day };
}

/** `null` where the unit is shorter than a day. */
export function shiftDay(from: CivilDay, kind: Unit, by: number): CivilDay | null {
  if (kind === 'day') return from + by;
  if (kind === 'week') return from + 7 * by;
  if (kind === 'month') return plusMonths(from, by);
  return kind === 'year' ? plusMonths(from, 12 * by) : null;
}

const shortUnits: Readonly<Record<string, Unit>> = {
  m: 'minute',
  min: 'minute',
  h: 'hour',
  hour: 'hour',
  hr: 'hour',
  d: 'day',
  w: 'week',
  wk: 'week',
  mo: 'month',
  y: 'year',
  yr: 'year',
};

function fromNow(
  groups: Readonly<Record<string, string | undefined>>,
  now: WallClock,
  sign: 1 | -1,
): Reading | null {
  if (groups.sh !== undefined) {
    const kind = shortUnits[groups.su?.trim().replace(/s$/, '') ?? ''] ?? 'minute';
    const n = Number(groups.sh);
    if (kind === 'hour') return moment(now, sign * (n * 60 + Number(groups.sm ?? 0)));
    return groups.sm === undefined ? shifted(now, kind, sign * n) : null;
  }
  const said = groups.n ?? '';
  if (said === 'an hour and a half') return moment(now, sign * 90);
  if (groups.unit === undefined) return null;
  if (/(?:business|working|work) day|weekdays/.test(groups.unit))
    return { kind: 'date', day: workingDays(now.day, sign * amountOf(said)) };
  const { unit: kind, times } = unitFrom(groups.unit);
  let n = /quarter/.test(said)
    ? said.startsWith('three')
      ? 0.75
      : 0.25
    : /^half/.test(said)
      ? 0.5
      : / and a half$/.test(said)
        ? amountOf(said.replace(/ and a half$/, '')) + 0.5
        : said.includes('.')
          ? Number(said)
          : amountOf(said);
  if (groups.n2 === 'a half' && groups.unit2 === undefined) n += 0.5;
  else if (groups.n2 !== undefined && groups.unit2 !== undefined) {
    const second = unitFrom(groups.unit2);
    const m = amountOf(groups.n2) * second.times;
    if (kind === 'hour' && second.unit === 'minute') return moment(now, sign * (n * 60 + m));
    const first = shiftDay(now.day, kind, sign * n * times);
    const day = first === null ? null : shiftDay(first, second.unit, sign * m);
    return day === null ? null : { kind: 'date', day };
  } else if (groups.n2 !== undefined) return null;
  return Number.isNaN(n) ? null : shifted(now, kind, sign * n * times);
}

function shifted(now: WallClock, kind: Unit, by: number): Reading | null {
  if (kind === 'minute') return moment(now, by);
  if (kind === 'hour') return moment(now, by * 60);
  if (kind === 'year' && !Number.isInteger(by))
    return { kind: 'date', day: plusMonths(now.day, Math.round(by * 12)) };
  if (!Number.isInteger(by))
    return kind === 'day'
      ? moment(now, by * 1440)
      : { kind: 'date', day: now.day + Math.round(by * (kind === 'week' ? 7 : 30)) };
  const day = shiftDay(now.day, kind, by);
  return day === null ? null : { kind: 'date', day };
}

function moment(now: WallClock, minutes: number): Reading {
  return { kind: 'moment', ...now.after(minutes) };
}

function workingDays(from: CivilDay, by: number): CivilDay {
  let day = from;
  for (let left = Math.abs(by); left > 0; ) {
    day += Math.sign(by);
    if (weekdayOf(day) < 5) left--;
  }
  return day;
}
