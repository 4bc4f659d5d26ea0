/** Owns how well words fit the title of a task. */

import type { KnownTask } from '../actions.ts';
import { oneEditApart } from '../text/one-edit.ts';

const stop = new Set(
  'a an the my our your his her their this that these those to for of on in at with and or about from by it is task tasks todo reminder item one thing stuff please all any some i me'.split(
    ' ',
  ),
);

/** Words that carry meaning, each without its ending. */
export function stems(text: string): string[] {
  return (text.toLowerCase().match(/[\p{L}\p{M}\d]+/gu) ?? []).filter((word) => !stop.has(word)).map(stem);
}

/** 0 (nothing in common) to 1 (the same words). Only a fit of every word said, or of most of a title, counts above 0.5. */
export function fit(reference: string, title: string): number {
  const said = stems(reference);
  const has = stems(title);
  if (said.length === 0 || has.length === 0) return 0;
  const shared = said.filter((word) => has.some((other) => alike(word, other))).length;
  if (shared === 0) return 0;
  return 0.7 * (shared / said.length) + 0.3 * (shared / has.length);
}

/** Tasks that fit, best first, with only those that fit nearly as well as the best. */
export function fitting(reference: string, tasks: readonly KnownTask[]): KnownTask[] {
  const scored = tasks
    .map((task) => ({ task, score: fit(reference, task.title) }))
    .filter(({ score }) => score >= 0.45);
  scored.sort((a, b) => b.score - a.score);
  const best = scored[0]?.score ?? 0;
  return scored.filter(({ score }) => best - score < 0.12).map(({ task }) => task);
}

function stem(word: string): string {
  if (word.length <= 3) return word;
  return word
    .replace(/(?:ies)$/, 'y')
    .replace(/(?:ing|ed|es|s)$/, '')
    .replace(/(.)\1$/, '$1')
    .replace(/e$/, '');
}

function alike(a: string, b: string): boolean {
  return (
    a === b || (a.length >= 4 && b.length >= 4 && (oneEditApart(a, b) || (a.length >= 5 && b.startsWith(a))))
  );
}
