/** Owns the "every …" that no rule could read: it is reported, never swallowed. */

const every = /(?<![\p{L}\d\uE001])(?:every ?!?|each)(?: [\p{L}\d'\u2019-]+){1,3}/gu;
/** Words that make a repetition even after a verb. */
const timely =
  /^(?:every ?!?|each) (?:other |single )?(?:\d|(?:full|new) moon|payday|leap|season|semester|term|solstice|equinox|shift|blue|sunrise|sunset|prime|odd|even|meal|breakfast|lunch|dinner|ramadan|eid|birthday|holiday|decade|century|millennium|quarter|half|few|couple|second|third|minute|hour|day|week|month|year|[\p{L}]+day\b)/u;
const pointing =
  /(?:^|[^\p{L}])(?:to|for|in|of|with|from|on|at|about|through|into|check|review|clean|count|open|read|visit|test|close|back up|update|delete|remove|complete|list|show|see|email|call|ask|thank|save|print|copy|sign|fix|label|watch|learn|answer|inspect|and|not|enjoy|love|try|use|buy|get|finish|mark|clear) $/u;

/** The canonical spans of what was meant as a repetition. */
export function unreadEvery(canonical: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (const match of canonical.matchAll(every)) {
    const before = canonical.slice(0, match.index);
    if (/^(?:every|each) (?:time|one|thing|body|where|other (?=person))\b/.test(match[0])) continue;
    if (/^each (?:other|of)\b/.test(match[0]) || / (?:one|two|three|\d+|a|per) $/.test(before)) continue;
    const meant =
      timely.test(match[0]) ||
      (before.trim().split(' ').length > 1 && !pointing.test(before) && !match[0].startsWith('each'));
    if (!meant) continue;
    const text = match[0].replace(/ (?:at|on|in|for|with|to|and|from|by|until)(?: .*)?$/, '');
    found.push({ start: match.index, end: match.index + text.length });
  }
  return found;
}
