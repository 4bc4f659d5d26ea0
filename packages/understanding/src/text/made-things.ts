/** Owns the question whether a date only names a thing: "sunday gravy recipe", "binge friday season 2". */

import { taskVerbs } from './task-verbs.ts';

const made =
  '(?:recipes?|articles?|dvd|cd|vinyl|blu-?ray|posters?|pics?|memes?|magazine|novels?|albums?|songs?|lyrics|episodes?|soundtrack|movies?|films?|documentary|essays?|podcasts?|cartoons?|templates?|biography|autobiography|box set|comics?|coupons?|crossword|designs?|costumes?|mugs?|t-?shirts?|quotes?|murals?|menus?|cover|post|playlist|cookbook|audiobook|trailer|anthology)';
const naming = new RegExp(`^(?<words>(?: [\\p{L}'’-]+){0,4}) ${made}[\\s.!]*$`, 'u');
const numbered = /^ (?:season|episode|series|volume|vol|part|chapter|issue) \d/u;

/** `before` and `after` are the canonical text around the date, which no helping word leads. */
export function namesThing(before: string, after: string): boolean {
  if (numbered.test(after)) return before !== '';
  const words = naming.exec(after)?.groups?.words;
  if (words === undefined) return false;
  const between = words.trim() === '' ? [] : words.trim().split(' ');
  if (before.trim() === '' && between.length === 0) return false;
  return !between.some((word) => taskVerbs.has(word) || joining.test(word));
}
const joining = /^(?:at|on|in|for|to|with|from|by|and|the|a|an|my|our|about|of|re)$/;
