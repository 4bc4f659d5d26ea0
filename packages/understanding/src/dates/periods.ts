/** Owns stretches of days: "next week", "in May", "by the end of the quarter", "this summer". */

import { civilDate, civilDay, mondayOf } from '../calendar/civil-day.ts';
import { phrase, type Rule } from '../reading.ts';
import { month, monthFrom } from '../text/calendar-words.ts';
import { closes } from '../text/closing.ts';
import { amountOf, number, ordinalOf } from '../text/numbers.ts';
import { stretchOf, within } from './stretch.ts';

const units = '(?<unit>week|month|quarter|year|weekend|fortnight)';
const part =
  '(?:(?<part>early|mid|middle of|late|later|the end of|end of|the beginning of|beginning of|start of|the start of|the middle of|the rest of|rest of|sometime|some ?time|anytime|during)[ -])?';
/** A month or season alone is a name or a verb; these make it a time. */
const led =
  /\b(?:in|by|before|until|till|til|after|during|since|from|starting|of|for|due|through|late|early|mid|sometime|around|throughout|within)(?: (?:the|early|late|mid))? $/;

export const periods: readonly Rule[] = [
  {
    // "the first week of february"
    pattern: phrase(
      `(?:the )?(?<nth>first|second|third|fourth|last|[1-4](?:st|nd|rd|th)) week (?:of|in) (?:(?<rel>the|this|next) month|(?<month>${month})(?:,? (?<year>20\\d\\d))?)`,
    ),
    read: ({ groups }, now) => {
      const today = civilDate(now.day);
      const m =
        groups.month === undefined ? today.month + (groups.rel === 'next' ? 1 : 0) : monthFrom(groups.month);
      const passed = groups.month !== undefined && m < today.month;
      const y = groups.year === undefined ? today.year + (passed ? 1 : 0) : Number(groups.year);
      const next = civilDay(y, m + 1, 1);
      const start =
        groups.nth === 'last' ? next - 7 : civilDay(y, m, 1) + 7 * (ordinalOf(groups.nth ?? '') - 1);
      return within([start, start + 7], undefined, now);
    },
  },
  {
    pattern: phrase('(?:the )?(?<unit>week|month|quarter|year)[ -]?end'),
    read: ({ groups, text, after }, now) =>
      text.endsWith('weekend') || !closes(after)
        ? null
        : within(stretchOf(groups.unit ?? '', 0, now.day), 'end', now),
  },
  {
    pattern: phrase(
      `${part}(?:(?<the>the) )?(?<which>this coming|coming|this|next|last|past|following|current)? ?${units}(?<after> after next)?`,
    ),
    read: ({ groups, before, after, text }, now) => {
      const { which, unit = '' } = groups;
      if (which === undefined && groups.after === undefined) {
        const ended = groups.part !== undefined && /end|beginning|start|middle|rest|mid/.test(groups.part);
        const weekend =
          unit === 'weekend' && (groups.the !== undefined || /\b(?:at|on|over|by) $/.test(before));
        if (
          !(ended && (groups.the !== undefined || !/^ (?:report|review|party|sale)/.test(after))) &&
          !weekend
        )
          return null;
        if (weekend && /^ (?:of|trip|bag|project|away|edition|house)/.test(after)) return null;
      }
      if (
        /^ (?:of|in review|planner)\b/.test(after) &&
        !/^ of (?:the|this)/.test(after) &&
        which === undefined
      )
        return null;
      if (which === undefined && / of /.test(after.slice(0, 4))) return null;
      const by =
        groups.after !== undefined
          ? 2
          : /next|following/.test(which ?? '')
            ? 1
            : /last|past/.test(which ?? '')
              ? -1
              : 0;
      if (text.startsWith('the year')) return null;
      return within(stretchOf(unit, by, now.day), groups.part, now);
    },
  },
  {
    pattern: phrase(
      `(?:the )?(?<unit>week|weekend) (?<after>after next|after|of)(?: (?<month>${month}) (?<day>\\d{1,2})(?:st|nd|rd|th)?| the (?<day2>\\d{1,2})(?:st|nd|rd|th))?`,
    ),
    read: ({ groups }, now) => {
      if (groups.after === 'after next')
        return within(stretchOf(groups.unit ?? '', 2, now.day), undefined, now);
      if (groups.after !== 'of') return null;
      const today = civilDate(now.day);
      const said = Number(groups.day ?? groups.day2);
      if (Number.isNaN(said)) return null;
      const m = groups.month === undefined ? today.month : monthFrom(groups.month);
      let day = civilDay(today.year, m, said);
      if (day < now.day - 7)
        day =
          groups.month === undefined ? civilDay(today.year, m + 1, said) : civilDay(today.year + 1, m, said);
      const monday = mondayOf(day);
      return groups.unit === 'week'
        ? within([monday, monday + 7], undefined, now)
        : within([monday + 5, monday + 7], undefined, now);
    },
  },
  {
    pattern: phrase(
      `(?:over |in |during |within )?(?:the )?(?:next|coming) (?<n>${number}|few|couple of|couple) (?<unit>days|weeks|months|years)`,
    ),
    read: ({ groups }, now) => {
      const n = amountOf(groups.n ?? '');
      if (Number.isNaN(n)) return null;
      const today = civilDate(now.day);
      const end =
        groups.unit === 'days'
          ? now.day + n
          : groups.unit === 'weeks'
            ? now.day + 7 * n
            : civilDay(
                today.year + (groups.unit === 'years' ? n : 0),
                today.month + (groups.unit === 'months' ? n : 0),
                today.day,
              );
      return { kind: 'period', start: now.day, end: end + 1, due: end };
    },
  },
  {
    pattern: phrase(
      `${part}(?:(?<which>this|next|last) )?(?<month>${month})(?:\\.?,? (?:of )?(?<year>20\\d\\d|next year|this year|last year))?`,
    ),
    read: ({ groups, before, after, typed }, now) => {
      const preposed = led.test(before) && closesMonth(after, groups.month ?? '');
      if (groups.which === undefined && groups.year === undefined && groups.part === undefined && !preposed)
        return null;
      // "may", "march" and the abbreviations are words and names; without a year they must be capitals, or well led.
      if (
        groups.year === undefined &&
        groups.which === undefined &&
        /^(?:mar|jan|jun|dec|sep)$/.test(groups.month ?? '') &&
        !/\b(?:in|by|until|during) $/.test(before) &&
        groups.part === undefined
      )
        return null;
      if (
        /\b(?:for|from|of) $/.test(before) &&
        groups.which === undefined &&
        groups.year === undefined &&
        groups.part === undefined
      ) {
        if (!/\bof $/.test(before) || !/\b(?:end|start|beginning|middle|month) of $/.test(before))
          return null;
      }
      if (
        groups.which === 'this' &&
        /^(?:may|march)$/.test(groups.month ?? '') &&
        typed === typed.toLowerCase() &&
        /^ (?:be|have|not|seem|take|work)\b/.test(after)
      )
        return null;
      const today = civilDate(now.day);
      const m = monthFrom(groups.month ?? '');
      let y = today.year + (m < today.month ? 1 : 0);
      if (/^20/.test(groups.year ?? '')) y = Number(groups.year);
      else if (groups.year === 'next year') y = today.year + 1;
      else if (groups.year === 'this year') y = today.year;
      else if (groups.year === 'last year') y = today.year - 1;
      else if (groups.which === 'next') y = m <= today.month ? today.year + 1 : today.year;
      else if (groups.which === 'last') y = m >= today.month ? today.year - 1 : today.year;
      return within([civilDay(y, m, 1), civilDay(y, m + 1, 1)], groups.part, now);
    },
  },
  {
    pattern: phrase(
      `${part}(?:the )?(?:(?<which>first|second|third|fourth|this|next) quarter|q(?<q>[1-4]))(?:,? (?:of )?(?<year>20\\d\\d|next year|this year))?`,
    ),
    read: ({ groups, before, after }, now) => {
      const today = civilDate(now.day);
      const names = ['first', 'second', 'third', 'fourth'];
      const q = groups.q === undefined ? names.indexOf(groups.which ?? '') + 1 : Number(groups.q);
      if (q === 0) return null;
      if (
        groups.part === undefined &&
        !led.test(before) &&
        !(groups.year !== undefined && after === '') &&
        !/\b(?:this|next) $/.test(before)
      )
        return null;
      if (!/^\s*(?:$|[,.;!?)]|(?:and|or|with|at|for|if|p[1-4]|[#@]))/.test(after)) return null;
      if (/\bfor $/.test(before)) return null;
      const current = Math.ceil(today.month / 3);
      let y = today.year + (q < current ? 1 : 0);
      if (/^20/.test(groups.year ?? '')) y = Number(groups.year);
      else if (groups.year === 'next year') y = today.year + 1;
      else if (groups.year === 'this year') y = today.year;
      return within([civilDay(y, q * 3 - 2, 1), civilDay(y, q * 3 + 1, 1)], groups.part, now);
    },
  },
  {
    pattern: phrase(
      `${part}(?:(?<which>this|next|last|the) )?(?<season>spring|summer|autumn|fall|winter)(?: (?:of )?(?<year>20\\d\\d))?`,
    ),
    read: ({ groups, before, after }, now) => {
      const preposed = /\b(?:in|by|before|until|till|during|after|since|over)(?: the)? $/.test(before);
      const stated =
        groups.which === 'this' ||
        groups.which === 'next' ||
        groups.which === 'last' ||
        groups.part !== undefined ||
        groups.year !== undefined;
      if (!stated && !(preposed && /^\s*(?:$|[,.;!?)]|and |or |with |at |if )/.test(after))) return null;
      const starts: Readonly<Record<string, number>> = {
        spring: 3,
        summer: 6,
        autumn: 9,
        fall: 9,
        winter: 12,
      };
      const m = starts[groups.season ?? ''] ?? 3;
      const { year } = civilDate(now.day);
      let y = groups.year === undefined ? year : Number(groups.year);
      if (groups.year === undefined) {
        if (civilDay(y, m + 3, 1) <= now.day) y += 1;
        if (groups.which === 'next' && civilDay(y, m, 1) <= now.day) y += 1;
        if (groups.which === 'last') y -= 1;
      }
      return within([civilDay(y, m, 1), civilDay(y, m + 3, 1)], groups.part, now);
    },
  },
  {
    pattern: phrase(
      '(?:(?<part>early|mid|late|the end of|end of|the beginning of|the start of)[ -])?(?<year>20[1-9]\\d)',
    ),
    read: ({ groups, before, after }, now) => {
      if (
        !/\b(?:in|by|before|until|till|during|after|since|by the end of) $/.test(before) &&
        groups.part === undefined
      )
        return null;
      if (!/^\s*(?:$|[,.;!?)]|and |or |with |if |[#@])/.test(after)) return null;
      const y = Number(groups.year);
      return within([civilDay(y, 1, 1), civilDay(y + 1, 1, 1)], groups.part, now);
    },
  },
  {
    pattern: phrase('later this (?<unit>week|month|year)|the rest of (?:the|this) (?<unit2>week|month|year)'),
    read: ({ groups }, now) => {
      const [, end] = stretchOf(groups.unit ?? groups.unit2 ?? '', 0, now.day);
      return { kind: 'period', start: now.day, end, due: end - 1 };
    },
  },
];

function closesMonth(after: string, name: string): boolean {
  if (name !== 'may' && name !== 'march') return !/^ (?:\d{1,2}\b|madness)/.test(after);
  return /^\s*(?:$|[,.;!?)]|(?:and|or|at|for|with|if|#|@|p[1-4])\b)/.test(after) || /^ [#@]/.test(after);
}
