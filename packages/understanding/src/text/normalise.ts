/** Owns the canonical form of a text that the grammar reads, and the way back from it to the text as typed. */

import type { Span } from '../chips.ts';
import { repaired, spellings, unrepaired } from './lexicon.ts';
import { oneEditApart } from './one-edit.ts';

/** Stands in the canonical text for a character that no rule may read. */
export const hidden = '\uE001';

export interface Normalised {
  /** Lower case, spellings repaired, runs of white space as one space, hidden parts as `hidden`. */
  readonly canonical: string;
  readonly original: string;
  /** From canonical offsets to the smallest span of the original that holds them. */
  readonly spanOf: (start: number, end: number) => Span;
}

const token = /\p{L}[\p{L}\p{M}\d]*(?:['’][\p{L}\p{M}]+)*|\d[\p{L}\d]*|\s+|[\s\S]/gu;

export function normalise(original: string, hiddenSpans: readonly Span[] = []): Normalised {
  let canonical = '';
  const starts: number[] = [];
  const ends: number[] = [];
  for (const match of original.matchAll(token)) {
    const typed = match[0];
    const start = match.index;
    const covered = hiddenSpans.some((span) => start < span.end && start + typed.length > span.start);
    const word = covered ? hidden.repeat(typed.length) : canonicalWord(typed);
    for (let at = 0; at < word.length; at++) {
      const same = word.length === typed.length;
      starts.push(same ? start + at : start);
      ends.push(same ? start + at + 1 : start + typed.length);
    }
    canonical += word;
  }
  return {
    canonical,
    original,
    spanOf: (start, end) => ({
      start: starts[start] ?? original.length,
      end: end > start ? (ends[end - 1] ?? original.length) : (starts[start] ?? original.length),
    }),
  };
}

function canonicalWord(typed: string): string {
  if (/^\s/u.test(typed)) return ' ';
  const word = typed.toLowerCase().replaceAll('’', "'");
  const known = spellings.get(word);
  if (known !== undefined) return known;
  if (word.length >= 5 && !unrepaired.has(word)) {
    const repair = repaired.find(
      (candidate) =>
        (word.length > 5 || candidate.endsWith('day')) &&
        word[0] === candidate[0] &&
        oneEditApart(word, candidate),
    );
    if (repair !== undefined) return repair;
  }
  return word.length === typed.length ? word : typed;
}
