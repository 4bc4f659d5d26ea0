/** Owns days named by their weekday: "friday" is the coming one, never today; "next friday" is the one of next week. */

import { mondayOf, weekdayAfter, weekdayOf } from '../calendar/civil-day.ts';
import { type Phrase, phrase, type Rule } from '../reading.ts';
import { weekday, weekdayFrom } from '../text/calendar-words.ts';
import { closes } from '../text/closing.ts';
import { amount, amountOf } from '../text/numbers.ts';

const w = `(?<weekday>${weekday})`;

export const weekdays: readonly Rule[] = [
  {
    pattern: phrase(
      `(?:(?<which>next|this coming|the coming|coming|upcoming|this|the following|following|last|this past|past|previous) )?${w}(?<week>,? (?:of )?(?:next|this|the following|last) week| week| after next)?`,
    ),
    read: (phrase, now) => {
      const { groups } = phrase;
      if (isName(phrase)) return null;
      // "the last sunday" is one of a month.
      if (groups.which === 'last' && /\bthe $/.test(phrase.before)) return null;
      const day = weekdayFrom(groups.weekday ?? '');
      const monday = mondayOf(now.day);
      const coming = weekdayAfter(now.day, day);
      const at = (found: number) => ({ kind: 'date', day: found }) as const;
      const week = groups.week?.trim().replace(/^,? ?(?:of )?/, '') ?? '';
      const which = groups.which ?? '';
      if (week === 'after next') return at(monday + 14 + day);
      if (week === 'next week' || week === 'the following week') return at(monday + 7 + day);
      if (week === 'this week') return at(monday + day);
      if (week === 'last week') return at(monday - 7 + day);
      if (week === 'week') return which === '' || which === 'this' ? at(coming + 7) : null;
      if (/next|^(?:the )?following/.test(which)) return at(monday + 7 + day);
      if (which === 'last' || which === 'previous')
        return at(day < weekdayOf(now.day) ? monday - 7 + day : monday - 7 + day);
      if (/past/.test(which)) return at(coming - 7 === now.day ? now.day - 7 : coming - 7);
      if (which === 'this') return at(weekdayOf(now.day) === day ? now.day : coming);
      return at(coming);
    },
  },
  {
    pattern: phrase(`(?<n>${amount}) weeks? (?:from|after|on|this|come) (?:(?<which>next|this) )?${w}`),
    read: ({ groups, before }, now) => {
      if (/\b(?:every|each|every !|every!) $/.test(before)) return null;
      const n = amountOf(groups.n ?? '');
      const day = weekdayFrom(groups.weekday ?? '');
      const from = groups.which === 'next' ? mondayOf(now.day) + 7 + day : weekdayAfter(now.day, day);
      return Number.isNaN(n) ? null : { kind: 'date', day: from + 7 * n };
    },
  },
  {
    pattern: phrase(
      `${w} in (?<n>${amount}) weeks?(?: time)?|in (?<n2>${amount}) weeks?(?: time)?,? on (?<weekday2>${weekday})`,
    ),
    read: ({ groups }, now) => {
      const n = amountOf(groups.n ?? groups.n2 ?? '');
      const day = weekdayFrom(groups.weekday ?? groups.weekday2 ?? '');
      return Number.isNaN(n) ? null : { kind: 'date', day: mondayOf(now.day) + 7 * n + day };
    },
  },
  {
    pattern: phrase(`(?<which>next|this|the following|last) week,? (?:on )?${w}`),
    read: ({ groups }, now) => {
      const shift = groups.which === 'this' ? 0 : groups.which === 'last' ? -7 : 7;
      return { kind: 'date', day: mondayOf(now.day) + shift + weekdayFrom(groups.weekday ?? '') };
    },
  },
];

const person =
  /\b(?:ask|meet|call|email|e-mail|text|tell|message|thank|invite|visit|ring|phone|reply to|talk to|speak to|write to|walk|feed|hug) $/;
const namesAfter =
  /^ (?:times|night live|night lights|telegraph|post|evening post|addams|islands?|the 13th part|roast|school|mass|boards?|integration|automations?|api|blues|best|prayers?|paper|ticketing|person|people|ads|cafe|brunch spot)\b/;
const namesBefore =
  /\b(?:(?:mr|mrs|ms|dr|prof|st)\.?|miss|sir|lady|uncle|aunt|aunty|captain|black|ruby|cyber|good|ash|super|freaky|girl|man|taco|giving|holy|palm|easter|fat|shrove|bloody|happy|casual|manic|blue) $/;
const shortAfter: Readonly<Record<string, RegExp>> = {
  sat: /^ ?(?:-|exam|test|prep|score|nav|down|on|in|at the|scores|practice|math|course|tutor|phone|dish|registration|book|study|with|there)\b/,
  sun: /^ ?(?:-|screen|glasses|cream|lotion|block|flower|dress|hat|shade|rise|set|tan|tzu|valley|microsystems|protection|burn|salutation|visor|lamp|is|light|room|dried|shirt|bed|lounge|safety|dial|spots?|smart)\b/,
  wed: /^ (?:in|my|his|her|the|at|dress|venue|ring|cake|invites?|invitations?|photos?|photographer|planning|planner|gift|album|deposit|video|speech|vows)\b/,
  mon: /^ (?:ami|ch[eé]rie?|cher|petite?|amour|dieu|tr[eé]sor|oncle)\b/,
};
const shortBefore =
  /\b(?:the|a|of|my|in the|more|some|any|and the|take|study for|his|her|their|your|first|who|she|he|i|we|they|practice|no) $/;

function isName({ groups, typed, before, after }: Phrase): boolean {
  const word = groups.weekday ?? '';
  // "meet Wednesday the cat", "reply to Friday (the intern)": someone of that name.
  if (/^\p{Lu}\p{Ll}+$/u.test(typed) && person.test(before) && /^ \(?the (?!\d)\p{L}/u.test(after))
    return true;
  if (/^name (?:the|my|our|him|her|it)\b/.test(before) && closes(after)) return true;
  // "the Friday the 13th mask"
  if (/\b(?:a|an|the|my|our) $/.test(before) && /^ the \d+(?:st|nd|rd|th) \p{L}/u.test(after)) return true;
  if (groups.which === undefined && (namesBefore.test(before) || namesAfter.test(after))) return true;
  if (/^\.(?:com|io|org)/.test(after)) return true;
  if (groups.which !== undefined || groups.week !== undefined) return false;
  // "a Saturday girl", "the Monday meeting": which, not when.
  if (/\b(?:a|an|the|my|our|his|her|their|your|every single|last) $/.test(before) && !closes(after))
    return true;
  const short = shortAfter[word];
  if (short === undefined) return false;
  const said = typed.slice(0, 3);
  if (short.test(after)) return true;
  if (word === 'sat' && said === 'SAT') return !/\b(?:on|by|due) $/.test(before);
  if (word !== 'sat' && word !== 'sun') return false;
  if (shortBefore.test(before)) return true;
  if (before === '') return /^ and\b/.test(after);
  return (
    !/\b(?:on|by|before|until|till|from|after|due|and|or|for|this|next) $/.test(before) && !closes(after)
  );
}
