/**
 * Owns what a word is to the search. Decided here and not by the database, whose answer depends on its locale: PostgreSQL
 * and PGlite find the same. Pure.
 */

import type { TaskRecord } from './task-record.ts';

/** Longest beginning of a word that counts: PostgreSQL's lexemes end at 2,046 bytes. */
const wordMaxLength = 100;

/** Letters, marks and digits make words, in any script; all else parts them. Lower case, each once. */
export function wordsOf(text: string): string[] {
  const found =
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  return [...new Set(found.map((word) => [...word.slice(0, wordMaxLength)].filter(isWhole).join('')))];
}

/** Everything of a task that a search looks at; labels have a condition of their own. */
export function searchableText(task: TaskRecord): string {
  const parts = [task.title, task.notes ?? '', ...task.subtasks.map(({ title }) => title)];
  return wordsOf(parts.join(' ')).join(' ');
}

/** False for half of a pair that the cut at the longest length left. */
const isWhole = (character: string) => character.isWellFormed();
