/** Owns repetitions said with "every" or "each": "every other tuesday", "every 15th", "every! 3 days". */

import type { Weekday } from '../calendar/civil-day.ts';
import { type DayPart, phrase, type Reading, type Rule } from '../reading.ts';
import { month, monthFrom } from '../text/calendar-words.ts';
import { closes } from '../text/closing.ts';
import { number, numberOf, ordinal, ordinalOf } from '../text/numbers.ts';
import type { RepetitionRule } from './repetition-rule.ts';
import { weekdayList, weekdaysFrom } from './weekday-lists.ts';

export const every = '(?<every>every ?!|everyday|every single|each and every|every|each)';
export const working: readonly Weekday[] = [0, 1, 2, 3, 4];
const once = '(?:once |on )?';
const nth = `(?:${ordinal}|last|penultimate)`;
const nths = `(?<nths>${nth}(?:(?: ?, ?| and | & |, and )(?:the |every )?${nth})*)`;
const ofMonth = '(?: (?:of|in) (?:the|every|each|a) month| (?:of|in) every single month|,? every month)';
const units = 'minutes?|mins?|hours?|days?|weeks?|fortnights?|months?|quarters?|years?|weekends?';
const completion =
  "(?<done> (?:after|from|since|upon) (?:(?:its|the|my|last) )?(?:last )?(?:completion|completing(?: it)?|finishing(?: it)?|(?:it is|it's|i) (?:done|finished|completed?|finish))| when (?:done|completed|finished))?";

export const everyRules: readonly Rule[] = [
  {
    pattern: phrase(
      `(?:on )?(?<days>${weekdayList}),? (?:of )?${every} (?:(?<other>other|second|${number}) )?weeks?`,
    ),
    read: ({ groups }) =>
      weekly(
        weekdaysFrom(groups.days ?? ''),
        groups,
        groups.other === undefined ? 1 : intervalOf(groups.other),
      ),
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
      `${once}${every} ?(?:(?<other>other|alternate|second|third|fourth|fifth|sixth|(?:2|3|4|5|6|7)(?:nd|rd|th)|${number}|couple of|few) )?(?<unit>${units})(?:,? ?on (?:the )?(?<on>${weekdayList}|${nth}(?: (?:${weekdayList}|day))?(?: ?(?:,|and|&) ?(?:the )?${nth}(?: ${weekdayList})?)*|weekdays|weekends))?${completion}`,
    ),
    read: ({ groups, text, after }) =>
      text.startsWith('everyday') && !closes(after) ? null : unitRule(groups),
  },
  {
    pattern: phrase(`${once}${every} ?(?<other>other |alternate )?(?<days>${weekdayList})${completion}`),
    read: ({ groups }) => weekly(weekdaysFrom(groups.days ?? ''), groups, groups.other === undefined ? 1 : 2),
  },
  {
    pattern: phrase(`${once}${every} ?(?<n>${number}) (?<days>(?:mon|tues|wednes|thurs|fri|satur|sun)days)`),
    read: ({ groups }) => weekly(weekdaysFrom(groups.days ?? ''), groups, numberOf(groups.n ?? '')),
  },
  {
    pattern: phrase(
      `${once}${every} ?(?<other>other )?(?:weekday|work ?day|working day|business day|school day|week day)s?`,
    ),
    read: ({ groups, after }) =>
      groups.other === undefined && !/^ (?:except|but)/.test(after) ? weekly(working, groups, 1) : null,
  },
  {
    pattern: phrase(
      `(?:${every} ?(?:day|weekday|work ?day)|daily),? (?:except|but|apart from|excluding|save|other than)(?: for)?(?: on)? (?<not>${weekdayList}|weekends?|the weekend)`,
    ),
    read: ({ groups, text }) => {
      const not = /weekend/.test(groups.not ?? '') ? [5, 6] : weekdaysFrom(groups.not ?? '');
      const from = /weekday|work/.test(text) ? working : ([0, 1, 2, 3, 4, 5, 6] as const);
      return weekly(
        from.filter((day) => !not.includes(day)),
        groups,
        1,
      );
    },
  },
  {
    pattern: phrase(
      `${once}(?:${every} |(?:on )?(?:the )?)${nths} (?<days>${weekdayList})(?<tail>${ofMonth}|(?: of|,)? (?:every|each) (?<n>${number}|other|second) months?)?`,
    ),
    read: ({ groups }) => {
      if (groups.every === undefined && groups.tail === undefined) return null;
      if (groups.every === undefined && !/every|each/.test(groups.tail ?? '')) return null;
      const weekdays = weekdaysFrom(groups.days ?? '').flatMap((weekday) =>
        nthsFrom(groups.nths).map((n) => ({ weekday, nth: n })),
      );
      const n = groups.n === undefined ? 1 : intervalOf(groups.n);
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
    read: ({ groups, after }) => {
      if (
        groups.tail === undefined &&
        groups.day === undefined &&
        groups.work === undefined &&
        !closes(after)
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
      if (groups.day !== undefined && groups.tail === undefined && first > 1)
        return repetition({ frequency: 'DAILY', interval: first, anchor: anchorOf(groups) });
      return repetition({ frequency: 'MONTHLY', interval: 1, monthDays: days, anchor: anchorOf(groups) });
    },
  },
  {
    pattern: phrase(
      `${once}(?:(?:${every} ?|(?<yearly>every year|each year|yearly|annually) on (?:the )?)(?:(?<d1>${ordinal}|\\d{1,2})(?: of)? )?(?<months>${month}(?:(?:, | and |, and |/)${month})*)(?: (?:the )?(?<d2>${ordinal}|\\d{1,2}))?)`,
    ),
    read: ({ groups, after }) => {
      if (/^ ?(?:am|pm|:)/.test(after)) return null;
      const months = [...(groups.months ?? '').matchAll(new RegExp(month, 'g'))].map((match) =>
        monthFrom(match[0]),
      );
      const day = ordinalOf(groups.d1 ?? groups.d2 ?? '');
      const days = Number.isNaN(day) ? {} : { monthDays: [day] };
      return repetition({ frequency: 'YEARLY', interval: 1, months, ...days, anchor: anchorOf(groups) });
    },
  },
  {
    pattern: phrase(
      `(?:on )?(?:the )?(?:(?<d1>${ordinal}|\\d{1,2})(?: of)? (?<month>${month})|(?<month2>${month}) (?:the )?(?<d2>${ordinal}|\\d{1,2})),? (?:${every} year|yearly|annually)`,
    ),
    read: ({ groups }) =>
      repetition({
        frequency: 'YEARLY',
        interval: 1,
        months: [monthFrom(groups.month ?? groups.month2 ?? '')],
        monthDays: [ordinalOf(groups.d1 ?? groups.d2 ?? '')],
        anchor: 'schedule',
      }),
  },
  {
    pattern: phrase(`(?:in the )?${every} (?<m>\\d{1,2})/(?<d>\\d{1,2})`),
    read: ({ groups }) => {
      const [m, d] = [Number(groups.m), Number(groups.d)];
      return m > 12 || d > 31
        ? null
        : repetition({
            frequency: 'YEARLY',
            interval: 1,
            months: [m],
            monthDays: [d],
            anchor: anchorOf(groups),
          });
    },
  },
  {
    pattern: phrase(
      `(?:in the )?${every} (?<other>other )?(?:${''}early )?(?<part>morning|afternoon|evening|night)s?`,
    ),
    read: ({ groups }) => ({
      kind: 'repetition',
      rule: { frequency: 'DAILY', interval: groups.other === undefined ? 1 : 2, anchor: anchorOf(groups) },
      part: groups.part as DayPart,
    }),
  },
  {
    pattern: phrase(`(?<part>mornings|afternoons|evenings|nights) every day`),
    read: ({ groups }) => ({
      kind: 'repetition',
      rule: { frequency: 'DAILY', interval: 1, anchor: 'schedule' },
      part: (groups.part ?? '').slice(0, -1) as DayPart,
    }),
  },
  {
    pattern: phrase(`everyday`),
    read: ({ after }) =>
      closes(after) ? repetition({ frequency: 'DAILY', interval: 1, anchor: 'schedule' }) : null,
  },
  {
    pattern: phrase(
      `(?:on )?${every} (?:(?<x>christmas)(?: day)?|(?<xe>christmas eve)|(?<nye>new year'?s eve)|(?<ny>new year'?s?(?: day)?)|(?<h>halloween)|(?<v>valentine'?s?(?: day)?))`,
    ),
    read: ({ groups }) => {
      const [m, d] = groups.x
        ? [12, 25]
        : groups.xe
          ? [12, 24]
          : groups.nye
            ? [12, 31]
            : groups.ny
              ? [1, 1]
              : groups.h
                ? [10, 31]
                : [2, 14];
      return repetition({
        frequency: 'YEARLY',
        interval: 1,
        months: [m as number],
        monthDays: [d as number],
        anchor: anchorOf(groups),
      });
    },
  },
];

type Groups = Readonly<Record<string, string | undefined>>;

export function anchorOf(groups: Groups) {
  return groups.every?.endsWith('!') === true || groups.done !== undefined ? 'completion' : 'schedule';
}

export function repetition(rule: RepetitionRule): Reading {
  return { kind: 'repetition', rule };
}

export function weekly(days: readonly Weekday[], groups: Groups, interval: number): Reading {
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

function nthsFrom(text: string | undefined): number[] {
  const found = [...(text ?? '').matchAll(new RegExp(nth, 'g'))].map(([word]) =>
    word === 'last' ? -1 : word === 'penultimate' ? -2 : ordinalOf(word),
  );
  return [...new Set(found)].filter((n) => n <= 31 && n !== 0);
}

function unitRule(groups: Groups): Reading | null {
  const interval = groups.other === undefined ? 1 : intervalOf(groups.other);
  const anchor = anchorOf(groups);
  if (Number.isNaN(interval) || interval < 1) return null;
  const word = (groups.unit ?? '').replace(/s$/, '');
  if (word === 'weekend')
    return repetition({
      frequency: 'WEEKLY',
      interval,
      weekdays: [
        { weekday: 5, nth: 0 },
        { weekday: 6, nth: 0 },
      ],
      anchor,
    });
  const rule = ruleOf(word, interval, anchor);
  return rule === null ? null : repetition(withOn(rule, groups.on));
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

/** Adds what follows "on": weekdays, days of the month, "the last friday". */
export function withOn(rule: RepetitionRule, on: string | undefined): RepetitionRule {
  if (on === undefined) return rule;
  if (on === 'weekdays') return { ...rule, weekdays: working.map((weekday) => ({ weekday, nth: 0 })) };
  if (on === 'weekends')
    return { ...rule, weekdays: [5, 6].map((weekday) => ({ weekday: weekday as Weekday, nth: 0 })) };
  const days = weekdaysFrom(on);
  const numbers = nthsFrom(on);
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
