/** Owns repetitions on days of the year: "every june 12", "every christmas". */

import { validDay } from '../calendar/civil-day.ts';
import { phrase, type Rule } from '../reading.ts';
import { month, monthFrom } from '../text/calendar-words.ts';
import { ordinal, ordinalOf } from '../text/numbers.ts';
import { anchorOf, every, once, repetition } from './how-often.ts';

export const yearDayRules: readonly Rule[] = [
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
      if (months.some((m) => validDay(2024, m, day) === null) && !Number.isNaN(day)) return null;
      const days = Number.isNaN(day) ? {} : { monthDays: [day] };
      return repetition({ frequency: 'YEARLY', interval: 1, months, ...days, anchor: anchorOf(groups) });
    },
  },
  {
    pattern: phrase(
      `(?:on )?(?:the )?(?:(?<d1>${ordinal}|\\d{1,2})(?: of)? (?<month>${month})|(?<month2>${month}) (?:the )?(?<d2>${ordinal}|\\d{1,2})),? (?:${every} year|yearly|annually)`,
    ),
    read: ({ groups }) => {
      const [m, d] = [
        monthFrom(groups.month ?? groups.month2 ?? ''),
        ordinalOf(groups.d1 ?? groups.d2 ?? ''),
      ];
      return validDay(2024, m, d) === null
        ? null
        : repetition({ frequency: 'YEARLY', interval: 1, months: [m], monthDays: [d], anchor: 'schedule' });
    },
  },
  {
    pattern: phrase(`(?:in the )?${every} (?<m>\\d{1,2})/(?<d>\\d{1,2})`),
    read: ({ groups }) => {
      const [m, d] = [Number(groups.m), Number(groups.d)];
      return validDay(2024, m, d) === null
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
