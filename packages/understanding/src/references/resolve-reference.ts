/** Owns which tasks a sentence points at: "it", "the second one", "the dentist task", "everything about taxes". */

import type { Context, KnownTask, TaskFilter } from '../actions.ts';
import { ordinals as allOrdinals } from '../text/numbers.ts';
import { fitting } from './match-titles.ts';
import { selects } from './selects.ts';

export type Resolved =
  | {
      readonly kind: 'tasks';
      readonly ids: readonly string[] /** Pointed at as a set: a bulk action. */;
      readonly bulk: boolean;
    }
  | { readonly kind: 'ambiguous'; readonly ids: readonly string[] }
  | { readonly kind: 'none' };

export interface Reference {
  /** As said: "the second one". */
  readonly words: string;
  /** What the words state as a filter, where they point at a set. */
  readonly filter: TaskFilter;
  /** Completed tasks only, open ones only, or open ones first. */
  readonly among: 'pending' | 'completed' | 'any';
}

/** Nobody counts further along a list. */
const ordinals = allOrdinals.slice(0, 10);
const pronoun =
  /^(?:it|this|that|this one|that one|the same(?: one)?|the one|(?:this|that|the) (?:task|todo|item|reminder)|the last one you (?:added|created)|what i just added)$/;
const pronouns =
  /^(?:them|these|those|both|all of (?:them|these|those)|they|both of them|those (?:tasks|two|three)|these (?:tasks|two|three))$/;
const nth = new RegExp(
  `^(?:the )?(?:(?:task|item|number|no\\.?|todo|reminder|#) ?)*(?:#)?(?<n>\\d{1,3})(?:st|nd|rd|th)?(?: (?:one|task|item|todo))?$|^(?:the )?(?<word>${ordinals.join('|')}|last|latest|bottom|top|final)(?: (?:one|task|item|todo|reminder))?(?: (?:on|in|from) (?:the|my) list)?$`,
);
const several = /^(?:the )?(?<end>first|last|top) (?<n>two|three|four|five|\d)(?: (?:ones|tasks|items))?$/;
const listed =
  /^(?:(?:tasks?|items?|numbers?) )?(?:the )?(?<list>(?:\d{1,2}|first|second|third|fourth|fifth)(?:(?:, and |, | and | & )(?:the )?(?:\d{1,2}|first|second|third|fourth|fifth))+)(?: (?:one|ones|tasks|items))?$/;
const everything =
  /^(?:everything|all|all (?:of )?(?:my |the )?|every |each |any |(?:all )?(?:my|the) (?:entire |whole )?(?:list|tasks|todos|to-dos|reminders|items)\b)|^(?:my |the )?(?:completed|finished|done|overdue|old) (?:tasks|ones|items|todos|reminders)$/;

export function pointsAtSet(words: string): boolean {
  return everything.test(words.toLowerCase().trim());
}

export function resolveReference({ words, filter, among }: Reference, context: Context): Resolved {
  const said = words
    .toLowerCase()
    .replace(/[\s.!?]+$/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const { lastTouched, tasks } = context;
  const shown =
    context.lastListed.length > 0
      ? context.lastListed
      : tasks.filter(({ completed }) => !completed).map(({ id }) => id);
  if (pronoun.test(said)) {
    const ids = lastTouched.length > 0 ? lastTouched : context.lastListed;
    return ids.length === 1
      ? found(ids, false)
      : ids.length === 0
        ? { kind: 'none' }
        : { kind: 'ambiguous', ids };
  }
  if (pronouns.test(said)) {
    const ids =
      lastTouched.length > 1 ? lastTouched : context.lastListed.length > 0 ? context.lastListed : lastTouched;
    return ids.length === 0 ? { kind: 'none' } : found(ids, ids.length > 1);
  }
  const numbered = nth.exec(said)?.groups;
  if (numbered !== undefined && !tasks.some(({ title }) => title.toLowerCase() === said)) {
    const { n, word } = numbered;
    const index = n !== undefined ? Number(n) - 1 : word === 'top' ? 0 : ordinals.indexOf(word ?? '');
    const id = index >= 0 ? shown[index] : shown.at(-1);
    return id === undefined ? { kind: 'none' } : found([id], false);
  }
  const some = several.exec(said)?.groups;
  if (some !== undefined) {
    const count = ['two', 'three', 'four', 'five'].indexOf(some.n ?? '') + 2;
    const n = count >= 2 ? count : Number(some.n);
    const ids = some.end === 'last' ? shown.slice(-n) : shown.slice(0, n);
    return ids.length === 0 ? { kind: 'none' } : found(ids, true);
  }
  const list = listed.exec(said)?.groups?.list;
  if (list !== undefined) {
    const ids = list
      .split(/, and |, | and | & /)
      .flatMap((one) => shown[(ordinals.indexOf(one.replace(/^the /, '')) + 1 || Number(one)) - 1] ?? []);
    return ids.length === 0 ? { kind: 'none' } : found(ids, true);
  }
  if (pointsAtSet(said)) {
    const ids = tasks.filter((task) => selects(filter, task)).map(({ id }) => id);
    return ids.length === 0 ? { kind: 'none' } : found(ids, true);
  }
  return byTitle(said, tasks, among);
}

function byTitle(said: string, tasks: readonly KnownTask[], among: Reference['among']): Resolved {
  const open = tasks.filter(({ completed }) => !completed);
  const done = tasks.filter(({ completed }) => completed);
  const pools = among === 'pending' ? [open] : among === 'completed' ? [done] : [open, done];
  for (const pool of pools) {
    const exact = pool.filter(({ title }) => title.toLowerCase().trim() === said);
    const matches = exact.length > 0 ? exact : fitting(said, pool);
    const [first] = matches;
    if (first !== undefined)
      return matches.length === 1
        ? found([first.id], false)
        : { kind: 'ambiguous', ids: matches.slice(0, 6).map(({ id }) => id) };
  }
  return { kind: 'none' };
}

function found(ids: readonly string[], bulk: boolean): Resolved {
  return { kind: 'tasks', ids, bulk };
}
