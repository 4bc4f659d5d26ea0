/** Owns the helping words before a date or time: they belong to its phrase, and some change its meaning. */

import type { Reading } from '../reading.ts';

const due =
  "(?:(?:is |are |it is |it's )?due(?: date)?:?(?: is)?|deadline(?: is)?:?|scheduled|on or|no later than|not later than|the latest)";
const dateLeads = `(?:${due} |is |falls )?(?:starting(?: from| on)?|start(?: on)?|beginning(?: on)?|from|as of|effective|ending(?: on)?|until|till|til|thru|through|up to|by|on|before|after|since|for|around|about|sometime|prior to|this|ahead of|@|of)|${due}`;
const periodLeads = `(?:${due} )?(?:starting|beginning|from|until|till|til|thru|through|by|before|after|since|for|sometime|in|during|over|within|on|at|throughout|somewhere in|any ?time)|${due}|sometime (?:in|during|over)`;
const timeLeads = `(?:${due} )?(?:(?:at|by|from|for|before|after|until|till|til)(?: around| about| approximately| exactly| like| roughly)?|around|about|approx|circa|starting(?: at)?|@|,)|${due}`;

const patterns: Readonly<Record<Reading['kind'], RegExp | null>> = {
  date: lead(dateLeads),
  moment: lead('due|sometime'),
  period: lead(periodLeads),
  time: lead(timeLeads),
  part: lead('by|before|for|at|on|after|sometime|late|early'),
  repetition: lead('on|is|falls|for|at|repeat(?:s|ing)?|recurring|starting'),
  limit: null,
  offset: null,
  unread: null,
};

function lead(words: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\d'])(?<word>${words}) ?$`, 'u');
}

export function leadBefore(
  canonical: string,
  at: number,
  kind: Reading['kind'],
): { word: string; start: number } {
  const match = patterns[kind]?.exec(canonical.slice(0, at));
  return match?.groups?.word === undefined
    ? { word: '', start: at }
    : { word: match.groups.word, start: match.index };
}
