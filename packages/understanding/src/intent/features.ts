/** Owns what the classifier sees of a sentence: its words and pairs of words, and a few facts about its form. */

import { taskVerbs } from '../text/task-verbs.ts';

export interface Sentence {
  /** Canonical text, without the recognised dates and marks. */
  readonly canonical: string;
  /** A date, time or repetition was read in it. */
  readonly dated: boolean;
  /** A priority, project or label. */
  readonly marked: boolean;
}

const vocabulary =
  /^(?:to-?dos?|tasks?|reminders?|reminded?|lists?|calendars?|schedules?|scheduled|agenda|appointments?|chores?|errands?|deadlines?|overdue|due|meetings?|events?|planned|plans|itinerary)$/;
const asking =
  /^(?:what|what's|whats|which|who|who's|whose|where|where's|when|when's|why|how|how's|is|are|am|was|were|do|does|did|can|could|will|would|should|has|have|any|anything)$/;
const showing =
  /^(?:show|tell|list|read|give|let|get|find|check|see|look|display|repeat|explain|search|pull|go|name|open)$/;
const mine = /^(?:i|i'm|i've|i'd|i'll|my|me|mine|we|our|us)$/;

/** Each once. */
export function featuresOf({ canonical, dated, marked }: Sentence): string[] {
  const words: readonly string[] = canonical.match(/[\p{L}\p{M}]+(?:['-][\p{L}\p{M}]+)*|[?]/gu) ?? [];
  const [first = '', second = ''] = words;
  const features = new Set<string>(['bias']);
  for (const [index, word] of words.entries()) {
    features.add(word);
    if (index > 0) features.add(`${words[index - 1]} ${word}`);
  }
  features.add(`^${first}`);
  features.add(`^${first} ${second}`);
  const facts: readonly (readonly [string, boolean])[] = [
    ['=dated', dated],
    ['=marked', marked],
    ['=vocabulary', words.some((word) => vocabulary.test(word))],
    ['=asking', asking.test(first)],
    ['=showing', showing.test(first)],
    ['=verb', taskVerbs.has(first) && !showing.test(first)],
    ['=mine', words.some((word) => mine.test(word))],
    ['=short', words.length <= 3],
    ['=long', words.length >= 9],
    ['=mark', words.includes('?')],
  ];
  const held = facts.filter(([, holds]) => holds).map(([name]) => name);
  for (const name of held) features.add(name);
  for (const [index, name] of held.entries())
    for (const other of held.slice(index + 1)) features.add(`${name}${other}`);
  if (!held.includes('=vocabulary'))
    features.add(
      `${asking.test(first) ? 'asks' : showing.test(first) ? 'shows' : taskVerbs.has(first) ? 'does' : 'else'} without vocabulary${held.includes('=mine') ? ' mine' : ''}`,
    );
  return [...features];
}
