/** Owns titles of films, books and songs that are told by their capital letters: "watch Thursday Murder Club". No rule reads inside them. */

import type { Span } from '../chips.ts';
import { month, weekday } from './calendar-words.ts';

const consumed =
  '(?:re-?)?(?:watch|read|stream|hear|sing|play|see|screen)|listen(?:ing)? to|(?:finish|keep|start) (?:reading|watching)';
const dateWord = `(?:${weekday}|${month}|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|today|tomorrow|tonight|yesterday|morning|evening|night|midnight|noon|christmas|easter|halloween)`;
const capital = "[\\p{Lu}\\d][\\p{L}\\d'’.&-]*";
const joiner = '(?:of|the|and|in|a|an|to|&|for|on|with|is|was)';
const more = `(?:,? (?:${joiner} ){0,2}${capital})+`;

/** After a verb of watching or reading: a run of capitals that begins with a date and goes on. */
const object = new RegExp(
  `(?<=(?:^|\\s)(?:${consumed}) )(?:(?:The|A|An|One|Last|Every|Next) |\\d+ )*(?:${dateWord}|\\d+)${more}`,
  'giu',
);
/** The same in small letters, where the date is what is watched and something follows that no date has after it. */
const named = new RegExp(
  `(?<=(?:^|\\s)(?:watch|rewatch|sing|listen to) )(?:the )?(?:last |next )?${dateWord} (?!(?:at|by|in|on|for|to|and|or|with|from|before|after|around|about|until|till|night|evening|morning|afternoon|the|a|my|this|next|please|eve|noon|midnight|every|if|while|when)(?![\\p{L}]))[\\p{L}]+`,
  'giu',
);
/** A small word or a unit with a capital in the middle of a sentence belongs to a name. */
const inName = new RegExp(
  `(?:${capital} )*(?:(?:The Day|After|Before|Was|Of|Who|In|On|At|And|To|From|Is|Until) (?:${capital} )*?${capital}|(?:[Ii]n )?\\d+ (?:Days?|Weeks?|Months?|Years?|Hours?|Minutes?))(?: ${capital})*`,
  'gu',
);

export function workTitles(text: string): Span[] {
  const spans = [...all(object, text).filter(capitalised), ...all(named, text)];
  if (sentence(text)) spans.push(...all(inName, text));
  return spans.map(({ found, start }) => ({ start, end: start + found.replace(trailing, '').length }));
}

interface Run {
  readonly found: string;
  readonly start: number;
}

function all(pattern: RegExp, text: string): Run[] {
  return [...text.matchAll(pattern)].map((match) => ({ found: match[0], start: match.index }));
}

/** The date at the end is no part of the title: "read Monday Blues Friday". */
const trailing = new RegExp(`(?<!(?:After|Before|Was|Of|Who|Is)) ${dateWord}$`, 'iu');

/** The patterns above ignore case; what is typed must have its capitals. */
function capitalised({ found }: Run): boolean {
  const words = found.split(/\s+/u);
  return words.length > 1 && words.every((word) => /^[\p{Lu}\d&]/u.test(word) || joining.test(word));
}
const joining = new RegExp(`^${joiner}$`, 'u');

/** Written with capitals only where names have them. */
function sentence(text: string): boolean {
  return (text.match(/(?<=^|\s)\p{Ll}{3,}/gu) ?? []).length > 0 || watching.test(text);
}
const watching = /^(?:Watch|Read|Stream|See|Listen to) /u;
