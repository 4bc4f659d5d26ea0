/** Owns the question that a storage answers with a page of tasks: every default decided, every day a range of moments. Pure. */

import type { TaskQuery, TaskSort, TaskStatus, TaskView } from '@todo-chatbot/contracts';
import { wordsOf } from './search-words.ts';
import type { Today } from './task-store.ts';

export type TaskPageQuery = {
  readonly status: TaskStatus;
  readonly sort: TaskSort;
  readonly limit: number;
  readonly view: TaskView | null;
  /** Where the view needs it: today, upcoming and overdue. */
  readonly today: Today | null;
  readonly projectId: string | null;
  readonly label: string | null;
  readonly priority: string | null;
  /** Beginning of the first day, end of the last. */
  readonly dueFrom: DayEdge | null;
  readonly dueTo: DayEdge | null;
  /** Beginnings of words, lower case; null when the search is not limited. */
  readonly words: readonly string[] | null;
  /** The sort's value and the number of the last task of the page before. */
  readonly after: { readonly value: string; readonly number: string } | null;
};

/** A day by its name, and where it begins or ends as a moment. */
export type DayEdge = { readonly date: string; readonly moment: string };

export type PageQueryOutcome =
  | { readonly ok: true; readonly query: TaskPageQuery }
  | { readonly ok: false; readonly parameter: 'cursor'; readonly detail: string };

/** Words of a search that count. */
const maxSearchWords = 10;

export function toPageQuery(
  query: TaskQuery,
  options: { readonly timeZone: string; readonly now: Temporal.Instant },
): PageQueryOutcome {
  const timeZone = query.timeZone ?? options.timeZone;
  const dated = query.view === 'today' || query.view === 'upcoming' || query.view === 'overdue';
  const status = query.status ?? (dated ? 'pending' : 'all');
  const sort = query.sort ?? (dated ? 'due' : status === 'completed' ? 'completed' : 'newest');
  const after = query.cursor === undefined ? null : readCursor(query.cursor, sort);
  if (after === undefined) {
    return { ok: false, parameter: 'cursor', detail: 'Is not a cursor of this sort' };
  }
  return {
    ok: true,
    query: {
      status,
      sort,
      limit: query.limit,
      view: query.view ?? null,
      today: dated ? todayIn(timeZone, options.now) : null,
      projectId: query.projectId ?? null,
      label: query.label ?? null,
      priority: query.priority ?? null,
      dueFrom: query.dueFrom === undefined ? null : dayEdge(query.dueFrom, { timeZone, daysOn: 0 }),
      dueTo: query.dueTo === undefined ? null : dayEdge(query.dueTo, { timeZone, daysOn: 1 }),
      words: query.q === undefined || query.q === '' ? null : wordsOf(query.q).slice(0, maxSearchWords),
      after,
    },
  };
}

export function todayIn(timeZone: string, now: Temporal.Instant): Today {
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate();
  const startOf = (date: Temporal.PlainDate) => date.toZonedDateTime(timeZone).toInstant().toString();
  return {
    date: today.toString(),
    from: startOf(today),
    to: startOf(today.add({ days: 1 })),
    now: now.toString(),
  };
}

function dayEdge(date: string, at: { readonly timeZone: string; readonly daysOn: number }): DayEdge {
  const start = Temporal.PlainDate.from(date)
    .add({ days: at.daysOn })
    .toZonedDateTime(at.timeZone)
    .toInstant();
  // The storage reads the years 1 to 9999 in this form; nothing is due outside of them.
  const text = start.toString();
  return { date, moment: /^(-|0000)/.test(text) ? '-infinity' : text.startsWith('+') ? 'infinity' : text };
}

export function writeCursor(sort: TaskSort, value: string, number: string): string {
  return Buffer.from(JSON.stringify([sort, value, number])).toString('base64url');
}

const valueForms: Readonly<Record<TaskSort, RegExp>> = {
  newest: /^\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?$/,
  oldest: /^\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?$/,
  completed: /^(\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?|-infinity)$/,
  due: /^(\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?|infinity)$/,
  priority: /^[1-4] (\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?|infinity)$/,
  title: /^[^\0]{0,600}$/s,
};

/** `undefined` when it is no cursor of this sort: what a client made up never reaches the storage. */
function readCursor(text: string, sort: TaskSort): TaskPageQuery['after'] | undefined {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (!Array.isArray(parsed) || parsed.length !== 3 || parsed[0] !== sort) return undefined;
    const [, value, number] = parsed;
    if (typeof value !== 'string' || !valueForms[sort].test(value) || !value.isWellFormed()) return undefined;
    if (sort !== 'title' && !existingTime(value)) return undefined;
    if (typeof number !== 'string' || !/^\d{1,18}$/.test(number)) return undefined;
    return { value, number };
  } catch {
    return undefined;
  }
}

/** Whether the time in a cursor's value is one: 2026-02-30 would be refused by the storage. */
function existingTime(value: string): boolean {
  const time = value.replace(/^[1-4] /, '');
  if (time.endsWith('infinity')) return true;
  try {
    Temporal.PlainDateTime.from(time.replace(' ', 'T'), { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}
