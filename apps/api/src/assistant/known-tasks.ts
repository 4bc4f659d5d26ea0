/** Owns which of a person's tasks the built-in assistant is shown, so that a text can refer to them. */

import { type Task, taskQuery } from '@todo-chatbot/contracts';
import type { KnownTask } from '@todo-chatbot/understanding';
import type { Domain } from '../todos/domain.ts';
import type { Scope } from '../todos/scope.ts';

const pendingMax = 200;
const completedMax = 50;
/** Of a list that does not fit: tasks that contain one of the text's own words, so many of each. */
const perWord = 20;
const wordsMax = 5;

export async function readKnownTasks(
  domain: Pick<Domain, 'tasks' | 'projects'>,
  scope: Scope,
  wanted: { readonly text: string; readonly ids: readonly string[]; readonly timeZone: string },
): Promise<readonly KnownTask[]> {
  const { tasks } = domain;
  const list = (query: object) => tasks.list(scope, taskQuery.parse(query));
  const [pending, completed, projects] = await Promise.all([
    list({ status: 'pending', limit: pendingMax }),
    list({ status: 'completed', limit: completedMax }),
    domain.projects.list(scope),
  ]);
  const found = new Map([...pending, ...completed].map((task) => [task.id, task]));
  if (pending.length === pendingMax) {
    for (const word of wordsOf(wanted.text)) {
      for (const task of await list({ q: word, limit: perWord })) found.set(task.id, task);
    }
  }
  for (const id of new Set(wanted.ids)) {
    if (found.has(id)) continue;
    const task = await tasks.find(scope, id);
    if (task !== null) found.set(id, task);
  }
  const names = new Map(projects.map(({ id, name }) => [id, name]));
  return [...found.values()].map((task) => toKnown(task, names, wanted.timeZone));
}

function wordsOf(text: string): readonly string[] {
  const words = text.match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  return [...new Set(words.sort((a, b) => b.length - a.length))].slice(0, wordsMax);
}

function toKnown(task: Task, names: ReadonlyMap<string, string>, timeZone: string): KnownTask {
  return {
    id: task.id,
    title: task.title,
    completed: task.completed,
    due: localDue(task, timeZone),
    priority: task.priority,
    project: task.projectId === null ? null : (names.get(task.projectId) ?? null),
    labels: task.labels,
  };
}

/** On the clocks of the person. */
function localDue({ due }: Task, timeZone: string): string | null {
  if (due === null) return null;
  if ('date' in due) return due.date;
  return Temporal.Instant.from(due.at)
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'second' });
}
