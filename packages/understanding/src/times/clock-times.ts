/** Owns times of day by the clock: "5pm", "17:30", "at 5", "half past six", "noon". */

import { type Phrase, phrase, type Reading, type Rule } from '../reading.ts';
import { month, weekday } from '../text/calendar-words.ts';
import { closes, measures } from '../text/closing.ts';
import { hourWord, numberOf } from '../text/numbers.ts';

const meridiem = '(?<m>a\\.?m\\.?|p\\.?m\\.?|a|p)';
const about = '(?:ish|-ish| ish)?';
/** What may stand before a bare hour. */
const at =
  /(?:^|\s|@)(?:at|@|by|around|about|till|until|til|before|after|from|approx|circa|for|between|to|past) ?(?:around |about |approximately |exactly |like |roughly )?$/;
export const afterDay = new RegExp(
  `(?:${weekday}|(?:mon|tues|wednes|thurs|fri|satur|sun)days|today|tomorrow|tonight|morning|afternoon|evening|night|weekdays?|weekends?|everyday|every day|daily|${month} \\d{1,2}(?:st|nd|rd|th)?|\\d{1,2}(?:st|nd|rd|th)),? (?:at )?$`,
  'u',
);
const beforeDay =
  /^ (?:today|tomorrow|tonight|on (?:mon|tue|wed|thu|fri|sat|sun)|(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?![\p{L}])/u;
const streets =
  /^(?:-[\p{L}]| (?:[\p{L}]+ ){0,2}(?:street|st|road|rd|avenue|ave|lane|blvd|drive|guys|flags|eleven|downing|main|wall|market|park|hills)\b)/u;

const minuteWords: Readonly<Record<string, number>> = {
  'oh five': 5,
  ten: 10,
  fifteen: 15,
  twenty: 20,
  'twenty five': 25,
  thirty: 30,
  forty: 40,
  'forty five': 45,
  fifty: 50,
};

export const clockTimes: readonly Rule[] = [
  {
    pattern: phrase(
      `(?<h>${hourWord})(?:[ -](?<min>oh five|ten|fifteen|twenty five|twenty|thirty|forty five|forty|fifty))?(?: (?<m>a\\.?m\\.?|p\\.?m\\.?))?`,
    ),
    read: ({ groups, before, after }) => {
      const { m, min } = groups;
      if (
        m === undefined &&
        (min === undefined ||
          !(at.test(before) || afterDay.test(before) || /\b(?:it's|it is) $/.test(before)) ||
          !closes(after))
      )
        return null;
      const h = numberOf(groups.h ?? '');
      const minute = minuteWords[min ?? ''] ?? 0;
      return m === undefined
        ? time(h, minute, false)
        : time((h % 12) + (m.startsWith('p') ? 12 : 0), minute, true);
    },
  },
  {
    pattern: phrase(`(?<h>\\d{1,2})(?:[:.](?<min>[0-5]\\d)(?::[0-5]\\d)?)? ?(?:${meridiem})(?:-?ish)?`),
    read: ({ groups, text, typed, before, after }) => {
      const h = Number(groups.h);
      // "dorm 12A"
      if (/\d[AP]$/.test(typed) && !at.test(before)) return null;
      if (h < 1 || h > 12)
        return h > 12 && h < 24 && groups.min !== undefined ? time(h, Number(groups.min), true) : null;
      const letter = groups.m ?? '';
      if (
        letter.length === 1 &&
        (/\d [ap]$/.test(text) || !(at.test(before) || afterDay.test(before) || closes(after)))
      )
        return null;
      if (/^a m/.test(after)) return null;
      return time((h % 12) + (letter.startsWith('p') ? 12 : 0), Number(groups.min ?? 0), true);
    },
  },
  {
    pattern: phrase(`(?<h>[01]?\\d|2[0-3])[:](?<min>[0-5]\\d)(?::[0-5]\\d)?(?: ?(?:hours|hrs|h|o'clock))?`),
    read: ({ groups, before, after, text }) => {
      if (
        /\b(?:ratio|scale|aspect|score|john|luke|mark|matthew|psalms?|genesis|romans|chapter|verse|surah|quran|exodus|proverbs|isaiah|acts|corinthians|pace|model|dilute|mix|dilution|odds|time of|in|under|sub|beat|break|run) $/.test(
          before,
        )
      )
        return null;
      if (/^ (?:ratio|pace|mile|min)/.test(after)) return null;
      const h = Number(groups.h);
      return time(h, Number(groups.min), h > 12 || h === 0 || text.startsWith('0'));
    },
  },
  {
    pattern: phrase('(?<h>[01]?\\d|2[0-3])\\.(?<min>[0-5]\\d)'),
    read: ({ groups, before, after }) => {
      const led =
        /(?:^|\s)(?:at|by|@) ?$/.test(before) ||
        afterDay.test(before) ||
        (beforeDay.test(after) &&
          !/\b(?:pay|version|section|chapter|install|upgrade|update|to|of|for|node|python|ios|macos|ubuntu|verse|clause|is|costs?) $/.test(
            before,
          ));
      const h = Number(groups.h);
      return led && closes(after) ? time(h, Number(groups.min), h > 12) : null;
    },
  },
  {
    pattern: phrase(`(?<h>[01]?\\d|2[0-3])h(?<min>[0-5]\\d)?`),
    read: ({ groups, before }) =>
      at.test(before) || afterDay.test(before) ? time(Number(groups.h), Number(groups.min ?? 0), true) : null,
  },
  {
    pattern: phrase('(?<h>[01]\\d|2[0-3])(?<min>[0-5]\\d)(?<u> ?(?:hours|hrs|h))?'),
    read: ({ groups, before, after }) => {
      // Of "ring 0161 496 0000" the last digits.
      if (groups.u === undefined && /\d[ -]$/.test(before)) return null;
      if (
        groups.u === undefined &&
        (!(
          /(?:^|[\s])(?:at|by|@) ?$/.test(before) ||
          afterDay.test(before) ||
          (groups.h?.startsWith('0') === true && beforeDay.test(after))
        ) ||
          !closes(after))
      )
        return null;
      if (
        groups.u === ' hours' &&
        !/\b(?:at|by|@|from) ?$/.test(before) &&
        groups.h?.[0] !== '0' &&
        groups.min !== '00' &&
        groups.min !== '30'
      )
        return null;
      return time(Number(groups.h), Number(groups.min), true);
    },
  },
  {
    pattern: phrase(`(?<h>\\d{1,2}|${hourWord}) ?(?:o'?clock|o' clock|oclock)(?: ?${meridiem})?`),
    read: ({ groups, before, after }) => {
      if (/\bthe $/.test(before) || /^ (?:shadow|news|show|somewhere)/.test(after)) return null;
      const h = numberOf(groups.h ?? '');
      if (groups.m !== undefined) return time((h % 12) + (groups.m.startsWith('p') ? 12 : 0), 0, true);
      return time(h, 0, h > 12);
    },
  },
  {
    pattern: phrase(
      `(?<q>half|(?:a )?quarter|(?:[1-5]?\\d|five|ten|twenty|twenty[- ]five)(?: minutes?)?) (?<dir>past|to|after|before|till|of) (?<h>\\d{1,2}|${hourWord}|noon|midnight)(?: ?(?:o'clock|${meridiem}))?`,
    ),
    read: ({ groups, before, after }) => {
      const q = groups.q ?? '';
      const worded = /half|quarter/.test(q);
      if (
        !worded &&
        groups.dir !== 'past' &&
        !/minutes?|five|ten|twenty/.test(q) &&
        !(groups.dir === 'to' && at.test(before) && closes(after) && Number.parseInt(q, 10) % 5 === 0)
      )
        return null;
      if (groups.dir === 'of' && !q.includes('quarter')) return null;
      if (groups.dir === 'to' && /\b(?:bet|odds|wager)\b/.test(before)) return null;
      const minutes = q.includes('half')
        ? 30
        : q.includes('quarter')
          ? 15
          : numberOf(q.replace(/ minutes?$/, ''));
      const named = groups.h === 'noon' ? 12 : groups.h === 'midnight' ? 24 : numberOf(groups.h ?? '');
      if (named > 24) return null;
      const afternoon =
        groups.m?.startsWith('p') === true ? (named % 12) + 12 : groups.m === undefined ? named : named % 12;
      const sure = groups.m !== undefined || groups.h === 'noon' || groups.h === 'midnight' || named > 12;
      const guessed = sure ? afternoon : likelyHour(afternoon);
      const back = /past|after/.test(groups.dir ?? '') ? minutes : -minutes;
      const minute = (guessed * 60 + back + 1440) % 1440;
      return { kind: 'time', minute, sure };
    },
  },
  {
    // British: "half three" is half past three.
    pattern: phrase(`half (?<h>\\d{1,2}|${hourWord})`),
    read: ({ groups, before, after }) => {
      const h = numberOf(groups.h ?? '');
      const led = at.test(before) || afterDay.test(before) || before === '';
      return led && h >= 1 && h <= 12 && closes(after) && !measures(after) ? time(h, 30, false) : null;
    },
  },
  {
    pattern: phrase('(?:12 ?)?(?:noon|midday)|12 midnight|midnight|lunch(?: ?time)?'),
    read: ({ text, before, after }) => {
      if (text === 'lunch' && !(/\b(?:at|by) $/.test(before) && closes(after))) return null;
      if (
        /^ (?:oil|club|train|snack|blue|sun|special|mass|in paris|express)/.test(after) ||
        /\b(?:high|after|the) $/.test(before) ||
        !(closes(after) || before === '' || at.test(before) || afterDay.test(before))
      )
        return null;
      return text.endsWith('midnight') ? { kind: 'time', minute: 0, sure: true } : time(12, 0, true);
    },
  },
  {
    pattern: phrase(`(?<h>\\d{1,2}|${hourWord})${about}`),
    read: (phrase) => bareHour(phrase),
  },
  {
    pattern: phrase('(?:first thing(?: in the morning)?|bright and early)'),
    read: () => ({ kind: 'part', part: 'morning', today: false }),
  },
];

/** 1 to 6 without am or pm is the afternoon, 12 is noon, 7 to 11 the morning. */
export function likelyHour(hour: number): number {
  return hour >= 1 && hour <= 6 ? hour + 12 : hour;
}

function time(hour: number, minute: number, sure: boolean): Reading | null {
  if (hour > 24) return null;
  return { kind: 'time', minute: ((sure ? hour : likelyHour(hour)) % 24) * 60 + minute, sure };
}

function bareHour({ groups, before, after, text, typed }: Phrase): Reading | null {
  // "a table at Seven": a restaurant.
  if (/^\p{Lu}\p{Ll}/u.test(typed)) return null;
  const h = numberOf(groups.h ?? '');
  if (h < 1 || h > 23 || (h > 12 && !/^\d/.test(text))) return null;
  if (measures(after) || streets.test(after)) return null;
  const ish = /ish$/.test(text);
  const digits = /^\d/.test(text);
  const after2 = closes(after);
  if (h <= 12 && /^ (?:in the (?:morning|afternoon|evening)|at night)(?![\p{L}])/u.test(after))
    return time(h, 0, false);
  if (/(?:(?:^|\s)at|@) ?(?:around |about |approximately |exactly |like |roughly )?$/.test(before)) {
    if (!after2 && !looksLikeVerbOrPlace(after)) return null;
    return time(h, 0, h > 12);
  }
  if (ish && afterDay.test(before)) return time(h, 0, h > 12);
  // "on the 23rd from 4", "gym 6 tonight"
  if (digits && after2 && /from $/.test(before) && afterDay.test(before.slice(0, -'from '.length)))
    return time(h, 0, h > 12);
  if (
    digits &&
    h <= 12 &&
    /^ tonight\b/.test(after) &&
    !/\b(?:for|of|x|invite|feed|buy|get|order|make|chapter|page|level|episode|ep|part|season) $/.test(before)
  )
    return time(h, 0, false);
  if (afterDay.test(before) && digits && after2 && !/^ (?:and|or|-|–) \d/.test(after))
    return time(h, 0, h > 12);
  if (ish && (at.test(before) || after2)) return time(h, 0, h > 12);
  if (
    digits &&
    h <= 12 &&
    /(?:^|\s)(?:by|around|about|before|until|till) $/.test(before) &&
    after2 &&
    !/^ (?:to|of|or|and|with|in)\b/.test(after) &&
    !/\b(?:reduce|increase|multiply|divide|divided|cut|grow|raise|lower)(?: [\p{L}]+){0,3} by $/u.test(before)
  )
    return time(h, 0, false);
  return null;
}

/** "at 5 pick up the kids", "at 7 dinner": goes on, but not with a counted thing ("at 5 shops"). */
function looksLikeVerbOrPlace(after: string): boolean {
  const next = /^ ([\p{L}]+)/u.exec(after)?.[1] ?? '';
  return next !== '' && !/s$/.test(next);
}
