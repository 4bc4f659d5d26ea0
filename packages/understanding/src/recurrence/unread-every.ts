/** Owns the "every …" that no rule could read: it is reported, never swallowed. */

import type { Found } from '../find-phrases.ts';

const every = /(?<![\p{L}\d\uE001])(?:every ?!?|each)(?: [\p{L}\d'\u2019½¼¾-]+){1,3}/gu;
/** Words that make a repetition even after a verb. */
const timely =
  /^(?:every ?!?|each) (?:other |single )?(?:-?\d|[½¼¾]|zero|half|one and|(?:last|first) (?:week|month|day|quarter|year)|(?:spring|summer|autumn|winter|noon|midnight|midday|now and|christmas|easter|thanksgiving|mo|tu|we|th|fr|sa|su)\b|once in|so often|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d|(?:full|new) (?:moon|year)|payday|leap|season|semester|term|solstice|equinox|shift|blue|sunrise|sunset|prime|odd|even|meal|breakfast|lunch|dinner|ramadan|eid|birthday|holiday|decade|century|millennium|quarter|half|few|couple|second|third|minute|hour|day|week|fortnight|month|year|morning|afternoon|evening|night|[\p{L}]+day\b)/u;
const pointing =
  /(?:^|[^\p{L}])(?:to|for|in|of|with|from|on|at|about|through|into|check|review|clean|count|open|read|visit|test|close|back up|update|delete|remove|complete|list|show|see|email|call|ask|thank|save|print|copy|sign|fix|label|watch|learn|answer|inspect|and|not|enjoy|love|try|use|buy|get|finish|mark|clear) $/u;

/** "every easter", "every summer monday": a date that repeats is no date, and no rule could say how it repeats. */
export function afterEvery(found: readonly Found[], canonical: string): Found[] {
  return found.map((one) => {
    if (!dates.has(one.reading.kind) || own.test(canonical.slice(one.start, one.end))) return one;
    const before = canonical.slice(0, one.start);
    const repeated = (one.reading.kind === 'repetition' ? counted : repeating).exec(before);
    if (
      repeated === null ||
      found.some((other) => other !== one && other.end > repeated.index && other.start < one.start)
    )
      return one;
    return { ...one, reading: { kind: 'unread' }, start: repeated.index, from: repeated.index, lead: '' };
  });
}
const dates = new Set<Found['reading']['kind']>(['date', 'period', 'time', 'part', 'moment', 'repetition']);
/** These repeat nothing: "every blursday tomorrow". */
const own = /^(?:later )?(?:today|tomorrow|tonight|yesterday)/;
const repeating = /(?<![\p{L}\d\uE001])(?:every ?!?|each) (?:(?:[\p{L}]+|-?\d+|½) )?$/u;

/** "every 0 mondays"; of "every mon tue thu" the first word belongs to the rest. */
const counted = /(?<![\p{L}\d\uE001])(?:every ?!?|each) -?\d+ $/u;

/** The canonical spans of what was meant as a repetition. */
export function unreadEvery(canonical: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (const match of canonical.matchAll(every)) {
    const before = canonical.slice(0, match.index);
    if (/^(?:every|each) (?:time|one|thing|body|where|other (?=person))\b/.test(match[0])) continue;
    if (
      /^each of\b/.test(match[0]) ||
      (/^each other\b/.test(match[0]) && !timely.test(match[0])) ||
      / (?:one|two|three|\d+|a|per) $/.test(before)
    )
      continue;
    const meant =
      timely.test(match[0]) ||
      (before.trim().split(' ').length > 1 && !pointing.test(before) && !match[0].startsWith('each'));
    if (!meant) continue;
    const text = match[0].replace(/ (?:at|on|in|for|with|to|and|from|by|until)(?: .*)?$/, '');
    found.push({ start: match.index, end: match.index + text.length });
  }
  return found;
}
