/** Owns the days that have a word: today, tomorrow, the day after. */

import { phrase, type Rule } from '../reading.ts';

const offsets: Readonly<Record<string, number>> = {
  today: 0,
  tomorrow: 1,
  overmorrow: 2,
  'the day after tomorrow': 2,
  'day after tomorrow': 2,
  yesterday: -1,
  'the day before yesterday': -2,
  'day before yesterday': -2,
};
const titles = /^ (?:show|clips|when the|never dies|land|people|newspaper|is another day)/;

export const dateWords: readonly Rule[] = [
  {
    pattern: phrase(
      '(?:the )?day after tomorrow|(?:the )?day before yesterday|later today|today|tomorrow|overmorrow|yesterday',
    ),
    read: ({ text, before, after, typed }, now) => {
      if (
        titles.test(after) ||
        (text === 'yesterday' && /^ by\b/.test(after)) ||
        (/\busa $/.test(before) && typed.startsWith('T'))
      )
        return null;
      return { kind: 'date', day: now.day + (offsets[text] ?? 0) };
    },
  },
  {
    // "call bob tom 6pm": after another name or an object; "meet tom 6pm" is a man.
    pattern: phrase('tom(?= (?:at |@ ?)?\\d{1,2}(?::\\d\\d)? ?(?:[ap]m)?(?![\\p{L}\\d]))'),
    read: ({ before, typed }, now) =>
      typed === 'tom' &&
      /^\S+ (?:.* )?(?!(?:with|and|to|for|from|by|or|&|about|ask|call|tell|meet|text|see)\b)\S+ $/u.test(
        before,
      )
        ? { kind: 'date', day: now.day + 1 }
        : null,
  },
  {
    pattern: phrase('end of (?:the |my )?(?:work ?|business )?day|end of today|by the end of the day'),
    read: (_, now) => ({ kind: 'date', day: now.day, weak: true }),
  },
  {
    pattern: phrase('close of (?:business|play)'),
    read: () => ({ kind: 'time', minute: 17 * 60, sure: true }),
  },
  {
    pattern: phrase('as soon as possible|right away|immediately|straight away'),
    read: () => null,
  },
];
