/** Owns the title: what is left of a text when the recognised phrases are taken out. */

import type { Span } from '../chips.ts';

/** Spans may touch, in any order. Empty where nothing is left. */
export function titleWithout(text: string, removed: readonly Span[], unquoted: readonly Span[] = []): string {
  const cuts = [
    ...removed.map((span) => ({ ...span, by: '\uE000' })),
    ...unquoted.flatMap(({ start, end }) => [
      { start, end: start + 1, by: '' },
      { start: end - 1, end, by: '' },
    ]),
  ].sort((a, b) => a.start - b.start);
  let title = '';
  let at = 0;
  for (const cut of cuts) {
    if (cut.start < at) continue;
    title += text.slice(at, cut.start) + cut.by;
    at = cut.end;
  }
  return tidy(title + text.slice(at));
}

function tidy(title: string): string {
  return (
    title
      // Brackets, and joining words between two phrases, that hold nothing any more.
      .replace(/[([]\s*\uE000[\s\uE000]*[)\]]/gu, '\uE000')
      .replace(/\uE000(?:\s*(?:,|and|&|at|on|by|from|-|–|;|@)?\s*\uE000)+/giu, '\uE000')
      .replace(/\s+([,.;:!?)])/gu, '$1')
      .replace(/^[\s\uE000]*(?:[,;:.!?)–—-]+\s*|\uE000\s*(?:,|;|:|-|–|—|and|then|to)(?![\p{L}])\s*)*/iu, '')
      .replace(/(?:\s*[\uE000]+\s*(?:[,;:–—-]+\s*)?)+$/u, '\uE000')
      .replace(/\s*(?:[,;:–—@#-]|\/\/|>|\|)*\s*\uE000+\s*([.!?])?$/u, '')
      .replace(/,\s*\uE000\s*/gu, ' ')
      .replace(/\s*\uE000\s*,/gu, ',')
      .replace(/\uE000/gu, ' ')
      .replace(/\s+/gu, ' ')
      .replace(/\s+([,.;:?)])/gu, '$1')
      .trim()
      .replace(/^\s*[،؛۔]\s*|(?:\s*[,;:–—،؛]|\s+-)+$/gu, '')
      .trim()
  );
}
