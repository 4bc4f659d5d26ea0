/** Owns the choice among overlapping readings of a text: the longer phrase counts. */

import type { WallClock } from './calendar/wall-clock.ts';
import { grammar } from './grammar.ts';
import { joinPhrases } from './join-phrases.ts';
import type { Reading } from './reading.ts';
import { leadBefore } from './text/leads.ts';
import { namesThing } from './text/made-things.ts';
import type { Normalised } from './text/normalise.ts';

export interface Found {
  readonly reading: Reading;
  /** Canonical offsets, without the helping word. */
  readonly start: number;
  readonly end: number;
  /** "by", "before", "starting"; empty where there is none. */
  readonly lead: string;
  /** Canonical offset where the helping word begins. */
  readonly from: number;
}

/** In the order of the text, none overlapping another. */
export function findPhrases(text: Normalised, now: WallClock): Found[] {
  const chosen: Found[] = [];
  const rules = grammar.flatMap((chapter) => (chapter.needs.test(text.canonical) ? chapter.rules : []));
  const candidates = rules.flatMap((rule) =>
    matches(rule.pattern, text.canonical).flatMap((match) => {
      const start = match.index;
      const end = start + match[0].length;
      const span = text.spanOf(start, end);
      const reading = rule.read(
        {
          groups: match.groups ?? {},
          text: match[0],
          typed: text.original.slice(span.start, span.end),
          before: text.canonical.slice(0, start),
          after: text.canonical.slice(end),
        },
        now,
      );
      if (reading === null) return [];
      const lead = leadBefore(text.canonical, start, reading.kind);
      if (lead.word === '' && namesThing(text.canonical.slice(0, start), text.canonical.slice(end)))
        return [];
      return [{ reading, start, end, lead: lead.word, from: lead.start }];
    }),
  );
  const longestFirst = candidates.map((found, order) => ({ found, order }));
  longestFirst.sort(
    (a, b) => b.found.end - b.found.start - (a.found.end - a.found.start) || a.order - b.order,
  );
  for (const { found } of longestFirst) {
    if (chosen.every((other) => found.end <= other.start || found.start >= other.end)) chosen.push(found);
  }
  return joinPhrases(
    chosen.sort((a, b) => a.start - b.start),
    text.canonical,
  );
}

function matches(pattern: RegExp, canonical: string): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  // Not matchAll, which copies the pattern: most patterns match nothing, and most of the time would go into copies.
  pattern.lastIndex = 0;
  for (let match = pattern.exec(canonical); match !== null; match = pattern.exec(canonical)) {
    found.push(match);
    if (match[0] === '') pattern.lastIndex += 1;
  }
  return found;
}
