/** Owns titles of films, books and songs that are told by their capital letters: "watch Thursday Murder Club". No rule reads inside them. */

import type { Span } from '../chips.ts';
import { month, weekday } from './calendar-words.ts';

const consumed =
  '(?:(?:re-?)?(?:[Ww]atch|[Rr]ead|[Ss]tream|[Hh]ear|[Ss]ing|[Pp]lay|[Ss]ee|[Bb]inge|[Ll]earn|[Ff]inish|[Pp]ractise|[Pp]ractice)|[Ll]isten(?:ing)? to|(?:[Ff]inish|[Kk]eep|[Ss]tart) (?:reading|watching))';
const dateWord = `(?:${weekday}|${month}|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|today|tomorrow|tonight|yesterday|morning|evening|night|midnight|noon|christmas|easter|halloween)`;
const name =
  '(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|January|February|March|April|May|June|July|August|September|October|November|December|Today|Tomorrow|Tonight|Yesterday|Morning|Evening|Midnight|Noon|Christmas|Easter|Halloween)';
const capital = "[\\p{Lu}\\d][\\p{L}\\d'’.&-]*";
const joiner = '(?:of|the|and|in|a|an|to|&|for|on|with|is|was|by)';
const more = `(?:,? (?:${joiner} ){0,2}${capital})+`;

/** After a verb of watching or reading: a run of capitals that begins with a date and goes on; a day's date as a title. */
const object = new RegExp(
  `(?<=(?:^|\\s)${consumed} )(?:(?:(?:The|A|An|One|Last|Every|Next) |\\d+ )*(?:${name}|\\d+)${more}|(?:${capital} ){1,3}${name} (?!Night|Morning|Evening|Afternoon|At)${capital}|(?:Any|Some|One|Every|That) (?:${capital} )?${name}s?$|(?:Last|Blue|Manic|Happy|Every) ${name}(?= (?:on|by|from|for) )|(?:Today|Tomorrow|Tonight|Yesterday)(?= (?:on|from|by) )|\\d{1,2}/\\d{1,2}/\\d{2,4}$)`,
  'gu',
);
/** The same in small letters, where the date is what is watched and something follows that no date has after it. */
const named = new RegExp(
  `(?<=(?:^|\\s)(?:watch|rewatch|sing|listen to) )(?:the )?(?:last |next )?${dateWord} (?!(?:at|by|in|on|for|to|and|or|with|from|before|after|around|about|until|till|night|evening|morning|afternoon|the|a|my|this|next|please|eve|noon|midnight|every|if|while|when)(?![\\p{L}]))[\\p{L}]+`,
  'giu',
);
/** A small word or a unit with a capital in the middle of a sentence belongs to a name. */
const inName = new RegExp(
  `(?:${capital} )*(?:(?:The Day|After|Before|Was|Of|Who|In|On|At|And|To|From|Is|Until) (?:${capital} )*?${capital}|(?:[Ii]n )?(?:\\d+|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Twelve|Hundred) (?:Days?|Nights?|Weeks?|Months?|Years?|Hours?|Minutes?)(?: (?:in|of|to|with) ${capital})*)(?: ${capital})*`,
  'gu',
);

/** "call Tuesday Weld's agent": a person, where capitals are not the whole text's habit. */
const personal = new RegExp(
  `(?<=(?:^|\\s)(?:[Aa]sk|[Cc]all|[Ee]-?mail|[Tt]ext|[Mm]eet|[Mm]essage|[Tt]ell|[Tt]hank|[Ii]nvite|[Vv]isit|[Ss]ee|[Pp]ay|[Hh]ire|with|for|to|from|by|and|^(?:[Bb]ook|[Tt]ry|[Oo]rder|[Gg]et|[Bb]uy|[Ff]ind|[Rr]esearch|[Gg]oogle|[Rr]eview)) )${name} (?!(?:Morning|Afternoon|Evening|Night|At)\\b)\\p{Lu}\\p{Ll}+(?:['’]s)?`,
  'gu',
);

/** "Monday, Monday", "Tomorrow, and Tomorrow" */
const doubled = new RegExp(`(?<word>${name}),? (?:and )?\\k<word>(?:,? (?:and )?\\k<word>)*`, 'gu');
/** "Sunday Morning by Maroon 5": by whom, not by when. */
const authored = new RegExp(`(?:${capital} )*${name}(?: ${capital})+ by (?!${dateWord}\\b)\\p{Lu}`, 'gu');

export function workTitles(text: string): Span[] {
  const spans = [...all(object, text), ...all(named, text), ...all(authored, text)];
  if (sentence(text)) spans.push(...all(inName, text), ...all(personal, text));
  return [
    ...spans.map(({ found, start }) => ({
      start,
      end: start + (determined.test(found) ? found : found.replace(trailing, '')).length,
    })),
    ...all(doubled, text).map(({ found, start }) => ({ start, end: start + found.length })),
  ];
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

const determined = /^(?:Any|Some|One|Every|That) /u;

/** Written with capitals only where names have them. */
function sentence(text: string): boolean {
  return (text.match(/(?<=^|\s)\p{Ll}{3,}/gu) ?? []).length > 0 || watching.test(text);
}
const watching = /^(?:Watch|Read|Stream|See|Listen to) /u;
