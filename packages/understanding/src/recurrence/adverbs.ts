/** Owns repetitions said without "every": "daily", "on mondays", "weekdays", "once a month". */

import { type DayPart, phrase, type Reading, type Rule } from '../reading.ts';
import { weekdayPlural } from '../text/calendar-words.ts';
import { amount, amountOf, number, ordinal } from '../text/numbers.ts';
import { repetition, ruleOf, weekly, withOn, working } from './how-often.ts';
import { severalWeekdays, spacedWeekdays, weekdayList, weekdaysFrom } from './weekday-lists.ts';

const adverbs: Readonly<Record<string, readonly [string, number]>> = {
  hourly: ['hour', 1],
  daily: ['day', 1],
  nightly: ['day', 1],
  weekly: ['week', 1],
  biweekly: ['week', 2],
  'bi-weekly': ['week', 2],
  fortnightly: ['week', 2],
  monthly: ['month', 1],
  bimonthly: ['month', 2],
  'bi-monthly': ['month', 2],
  quarterly: ['month', 3],
  'semi-annually': ['month', 6],
  semiannually: ['month', 6],
  'twice yearly': ['month', 6],
  yearly: ['year', 1],
  annually: ['year', 1],
  biannually: ['month', 6],
  biennially: ['year', 2],
};
const nth = `(?:${ordinal}|last)`;
const ends =
  /^\s*(?:$|[,.;:!?)]|[-–—#@]|p[1-4]\b|!|(?:at|on|in|from|starting|beginning|until|till|for|by|around|about|with|to|before|after|and|every|this|next|\d{1,2}(?::\d\d)? ?(?:am|pm)?|tomorrow|today|please|as|via|if|when)(?![\p{L}]))/u;

export const adverbRules: readonly Rule[] = [
  {
    pattern: phrase('(?:every |each )?(?:(?<mwf>m/w/f|mwf)|(?<tth>t/th|tu/th|tth|tuth))'),
    read: ({ groups }) => weekly(groups.mwf === undefined ? [1, 3] : [0, 2, 4], groups, 1),
  },
  {
    pattern: phrase(`(?:on )?alternate (?:(?<unit>days|weeks|months|years)|(?<days>${weekdayList}))`),
    read: ({ groups }) => {
      if (groups.days !== undefined) return weekly(weekdaysFrom(groups.days), groups, 2);
      const rule = ruleOf((groups.unit ?? '').slice(0, -1), 2, 'schedule');
      return rule === null ? null : repetition(rule);
    },
  },
  {
    pattern: phrase('(?:on|in the|during the) (?<part>morning|afternoon|evening|night)s'),
    read: ({ groups }) => ({
      kind: 'repetition',
      rule: { frequency: 'DAILY', interval: 1, anchor: 'schedule' },
      part: groups.part as DayPart,
    }),
  },
  {
    pattern: phrase(
      `(?<word>${Object.keys(adverbs).join('|')})(?: ?on (?:the )?(?<on>${weekdayList}|${nth}(?: (?:${weekdayList}|day))?(?: ?(?:,|and|&) ?(?:the )?${nth})*))?`,
    ),
    read: ({ groups, before, after }) => {
      const [unit, interval] = adverbs[groups.word ?? ''] ?? ['', 1];
      const rule = ruleOf(unit, interval, 'schedule');
      if (
        rule === null ||
        /^ (?:mail|mirror|show|planet|bugle|express|telegraph|beast|prophet)\b/.test(after) ||
        /\b(?:the|my|this|that|a|an|our|last|next|his|her|their|your|in) $/.test(before)
      )
        return null;
      const part = groups.word === 'nightly' ? ({ part: 'night' } as const) : {};
      // "weekly sync on mondays": an adjective; it repeats only where a day or time says when.
      const keep = groups.on === undefined && !ends.test(after);
      if (
        keep &&
        !/\b(?:at \d|\d ?(?:am|pm)\b|\d:\d\d|on (?:mon|tue|wed|thu|fri|sat|sun|the \d)|(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|starting)/.test(
          after,
        )
      )
        return null;
      const on = withOn(rule, groups.on);
      return on === null ? null : { kind: 'repetition', rule: on, ...part, ...(keep ? { keep } : {}) };
    },
  },
  {
    pattern: phrase(
      `(?:on |each )?(?<days>(?:weekdays|workdays|week days|work days|business days|weekends))(?: only)?`,
    ),
    read: ({ groups, before, text }) => {
      if (
        /\b(?:\d|two|three|five|ten|few|couple|of|busy|my|long|business|these|those|the) $/.test(before) &&
        !text.startsWith('on ')
      )
        return null;
      return weekly(groups.days === 'weekends' ? [5, 6] : working, groups, 1);
    },
  },
  {
    pattern: phrase(
      `(?:on )?(?<days>${weekdayPlural}(?: ?(?:,|and|&|/|, and|or) ?(?:on )?${weekdayPlural})*)(?<fortnight> (?:every|each) (?:other|second|two|2) weeks?| every week)?`,
    ),
    read: ({ groups, before, text }) => {
      if (
        /\b(?:happy|tgi|manic|the|last few|of|ruby|two|three|these|most|some|casual) $/.test(before) &&
        !text.startsWith('on ')
      )
        return null;
      return weekly(
        weekdaysFrom(groups.days ?? ''),
        groups,
        /other|second|two|2/.test(groups.fortnight ?? '') ? 2 : 1,
      );
    },
  },
  {
    pattern: phrase(`(?:on )?(?<days>${severalWeekdays}|${spacedWeekdays})`),
    read: ({ groups, text, before, after }) => {
      const days = groups.days ?? '';
      const range = /through|thru|-|–| to /.test(days);
      const listed = weekdaysFrom(days);
      if (
        /\b(?:between|this|next|either|move|from (?=.*\bto\b)) $/.test(before) ||
        / or /.test(text) ||
        listed.length < 2
      )
        return null;
      const plural = /days\b/.test(days);
      if (
        range &&
        (/^ (?:next|this|of next|of this) week\b/.test(after) ||
          (/\bfrom $/.test(before) && / to /.test(days)))
      )
        return null;
      if (range) return /\bfrom $/.test(before) && !/fri/.test(days) ? null : weekly(listed, groups, 1);
      return listed.length > 2 || plural || /[/&+]/.test(days) ? weekly(listed, groups, 1) : null;
    },
  },
  {
    pattern: phrase(
      `once (?:a|an|per|each|every) (?:(?<n>${number}|other) )?(?<unit>hour|day|week|fortnight|month|quarter|year)s?(?: on (?:the )?(?<on>${weekdayList}|${nth}))?`,
    ),
    read: ({ groups }) => {
      const n = groups.n === undefined ? 1 : groups.n === 'other' ? 2 : amountOf(groups.n);
      const rule = ruleOf(groups.unit ?? '', n, 'schedule');
      const on = rule === null ? null : withOn(rule, groups.on);
      return on === null ? null : repetition(on);
    },
  },
  {
    pattern: phrase(
      `(?:twice|thrice|(?:${amount}) (?:times|x)|\\d+x) (?:a|an|per|each|every|in a) (?:hour|day|week|fortnight|month|quarter|year|weekday)s?|(?:twice|thrice) (?:daily|weekly|monthly|yearly)|(?:every now and (?:then|again)|every so often|every once in a while|from time to time)`,
    ),
    read: (): Reading => ({ kind: 'unread' }),
  },
];
