/** Owns parts of a day: "tonight", "in the morning", "tomorrow evening". */

import { type DayPart, phrase, type Rule } from '../reading.ts';
import { month, weekday } from '../text/calendar-words.ts';

const word = '(?<part>morning|afternoon|evening|night)';
const leads = new RegExp(
  `(?:${weekday}|weekday|workday|day|today|tomorrow|yesterday|\\d{1,2}(?:st|nd|rd|th)|\\d|am|pm|weekend|o'clock|half past [a-z]+|week),? (?:early |late |mid )?$`,
  'u',
);
const eveOf = new RegExp(`(?<![\\p{L}])(?:${weekday}|tomorrow|this) $`, 'u');
const names =
  /^ (?:routine|pages|glory|sickness|brew|stand ?up|standup|news|club|shift|light|sky|gown|dress|tea|owl|mare|cap|cream|sweats|watch|guard|coffee|run|walk|person|show|class|school|workout|meds|pills|briefing)\b/;

export const dayPartRules: readonly Rule[] = [
  {
    pattern: phrase('tonight|this (?:late |early )?(?<part>morning|afternoon|evening|night)|later tonight'),
    read: ({ groups, after }) =>
      /^ show\b/.test(after) && groups.part === undefined
        ? null
        : { kind: 'part', part: (groups.part as DayPart | undefined) ?? 'night', today: true },
  },
  {
    pattern: phrase(`(?:in|during|at|early in|late in) (?:the )?(?:early |late )?${word}`),
    read: ({ groups, text, before }) => {
      if (/^(?:at|in) (?:morning|afternoon|evening)/.test(text) || /^in night/.test(text)) return null;
      if (/\b(?:middle of|thing) $/.test(before)) return null;
      return { kind: 'part', part: groups.part as DayPart, today: false };
    },
  },
  {
    // "the evening of the 18th"
    pattern: phrase(
      `(?:on |in )?the (?:early |late )?${word}(?= of (?:the \\d|${weekday}|${month} \\d|\\d|(?:this|next) ${weekday}))`,
    ),
    read: ({ groups }) => ({ kind: 'part', part: groups.part as DayPart, today: false }),
  },
  {
    pattern: phrase('(?<half>am|pm)'),
    read: ({ groups, before }) =>
      /(?:day|mon|tues?|weds?|thurs?|fri|sat|sun|tomorrow|today|\d(?:st|nd|rd|th)) (?:in the )?$/.test(before)
        ? { kind: 'part', part: groups.half === 'am' ? 'morning' : 'afternoon', today: false }
        : null,
  },
  {
    pattern: phrase('eve'),
    read: ({ before }) => (eveOf.test(before) ? { kind: 'part', part: 'evening', today: false } : null),
  },
  {
    pattern: phrase(`(?:early |late )?${word}s?`),
    read: ({ groups, before, after, text }) => {
      if (!leads.test(before) || (text.endsWith('s') && /\d $/.test(before))) return null;
      if (names.test(after) && !/(?:today|tomorrow) $/.test(before)) return null;
      return { kind: 'part', part: groups.part as DayPart, today: false };
    },
  },
];
