/** Owns names that sound like dates: newspapers, films, songs. No rule reads inside them. */

import type { Span } from '../chips.ts';

const names = new RegExp(
  `(?<![\\p{L}\\d])(?:${[
    '(?:the )?(?:sunday|monday|tuesday|wednesday|thursday|friday|saturday) (?:times|telegraph|post|evening post|herald|night live|night lights|night football|addams|blues)',
    '(?:ruby|super) tuesday|taco tuesdays?|freaky friday|girl friday|manic monday|happy mondays?|blue monday|casual fridays?|bloody sunday',
    'usa today|(?:the )?tonight show|tomorrow never (?:dies|knows)|tomorrowland|the day after tomorrow (?:movie|film|dvd|blu-?ray)',
    'friday the 13th(?: (?:part|movie|film))',
    'twenty four seven|24/7|9/11|7-eleven|seven eleven|5 guys|five guys|six flags|motel 6|super 8',
    '(?:the )?daily (?:mail|mirror|show|telegraph|express|beast|planet|prophet|bugle)',
    'night owl|nightmare on elm street|a midsummer night|twelfth night|groundhog day (?:movie|film)',
    'eleven madison park|march madness|may flowers|spring roll|summer school|winter olympics|fall guy|mayday',
    'monday morning quarterback|(?<!(?:over|on|at|by|for|during|of|until) )the weeknd',
    'every little thing|every breath you take|back to the future',
  ].join('|')})(?![\\p{L}\\d])`,
  'giu',
);

export function knownNames(text: string): Span[] {
  return [...text.matchAll(names)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}
