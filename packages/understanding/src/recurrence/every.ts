/** Owns repetitions said with "every" or "each" and a unit or weekdays: "every other tuesday", "every! 3 days". */

import { type DayPart, phrase, type Reading, type Rule } from '../reading.ts';
import { closes } from '../text/closing.ts';
import { number, numberOf } from '../text/numbers.ts';
import {
  anchorOf,
  every,
  type Groups,
  intervalOf,
  nth,
  once,
  repetition,
  ruleOf,
  weekly,
  withOn,
  working,
} from './how-often.ts';
import { weekdayList, weekdaysFrom } from './weekday-lists.ts';

const units = 'minutes?|mins?|hours?|days?|weeks?|fortnights?|months?|quarters?|years?|weekends?';
const completion =
  "(?<done> (?:after|from|since|upon) (?:(?:its|the|my|last) )?(?:last )?(?:completion|completing(?: it)?|finishing(?: it)?|(?:it is|it's|i) (?:done|finished|completed?|finish))| when (?:done|completed|finished))?";

const joinable = /\b(?:every|each) (?:morning|afternoon|evening|night)s? $|\b(?:except|but) [\p{L} ,]+ $/u;

export const everyRules: readonly Rule[] = [
  {
    // "every 90d"
    pattern: phrase(`${every} ?(?<n>\\d{1,3})(?<u>[dwmyh])`),
    read: ({ groups }) => {
      const units: Readonly<Record<string, string>> = {
        d: 'day',
        w: 'week',
        m: 'month',
        y: 'year',
        h: 'hour',
      };
      const rule = ruleOf(units[groups.u ?? ''] ?? '', Number(groups.n), anchorOf(groups));
      return rule === null ? null : repetition(rule);
    },
  },
  {
    // "every 5pm", "every noon"; the time is read by its own rule.
    pattern: phrase('every(?= (?:\\d{1,2}(?:[:.]\\d\\d)? ?[ap]\\.?m|noon|midday|midnight)(?![\\p{L}]))'),
    read: () => repetition({ frequency: 'DAILY', interval: 1, anchor: 'schedule' }),
  },
  {
    // One task repeats at one time: the second one is said to be unread.
    pattern: phrase('and (?:(?:the )?(?:morning|afternoon|evening|night)s?|(?:public |bank )?holidays)'),
    read: ({ before }) => (joinable.test(before) ? { kind: 'unread' } : null),
  },
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
      `(?:in the )?${every} (?<other>other )?(?:early )?(?<part>morning|afternoon|evening|night)s?`,
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
];

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
  if (rule === null) return null;
  const on = withOn(rule, groups.on);
  return on === null ? null : repetition(on);
}
