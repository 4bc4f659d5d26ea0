/** The tool `list_tasks`. */

import { type Task, type ToolInput, type ToolOutput, taskQuery } from '@todo-chatbot/contracts';
import type { ToolContext } from '../tool-context.ts';
import { listed } from './answer.ts';

/** Tasks that are read at most while those completed in a period are looked for. */
const readMax = 2000;
const pageMax = 200;

export async function listTasks(
  input: ToolInput<'list_tasks'>,
  { domain, scope }: ToolContext,
): Promise<ToolOutput<'list_tasks'>> {
  const projects = await domain.projects.list(scope);
  const names = new Map(projects.map(({ id, name }) => [id, name]));
  const wantedProject = input.project?.toLowerCase();
  const projectId = projects.find(({ name }) => name.toLowerCase() === wantedProject)?.id;
  if (wantedProject !== undefined && projectId === undefined) {
    return { error: `There is no project named “${input.project}”.` };
  }
  const byCompletion = input.completed_from !== undefined || input.completed_to !== undefined;
  const query = taskQuery.parse({
    status: byCompletion ? 'completed' : input.status,
    view: input.view,
    q: input.search,
    priority: input.priority,
    projectId,
    label: input.label,
    dueFrom: input.due_from,
    dueTo: input.due_to,
    sort: byCompletion || input.status === 'completed' ? 'completed' : 'due',
    limit: byCompletion ? pageMax : Math.min(input.limit + 1, pageMax),
  });
  const found = byCompletion ? await completedWithin(input, query, { domain, scope }) : null;
  const tasks = [...(found ?? (await domain.tasks.list(scope, query)))];
  if (found !== null && isUnfiltered(input)) {
    tasks.push(...(await roundsWithin(input, new Set(found.map(({ id }) => id)), { domain, scope })));
  }
  return {
    tasks: tasks.slice(0, input.limit).map((task) => listed(task, names)),
    more: tasks.length > input.limit,
  };
}

/** Latest first, so reading ends at the beginning of the period. */
async function completedWithin(
  input: ToolInput<'list_tasks'>,
  query: ReturnType<typeof taskQuery.parse>,
  { domain, scope }: Pick<ToolContext, 'domain' | 'scope'>,
): Promise<readonly Task[]> {
  const from = input.completed_from === undefined ? -Infinity : Date.parse(input.completed_from);
  const to = input.completed_to === undefined ? Infinity : Date.parse(input.completed_to);
  const found: Task[] = [];
  let cursor: string | undefined;
  for (let read = 0; read < readMax; read += pageMax) {
    const page = await domain.tasks.page(scope, { ...query, ...(cursor !== undefined && { cursor }) });
    if (page.status === 'invalid') throw new Error(`the ${page.parameter} of a list: ${page.detail}`);
    const tasks = JSON.parse(page.tasks) as Task[];
    const times = tasks.map(({ completedAt }) => Date.parse(completedAt ?? ''));
    found.push(...tasks.filter((_task, index) => (times[index] ?? 0) >= from && (times[index] ?? 0) < to));
    if (page.nextCursor === null || found.length > input.limit || times.some((time) => time < from)) break;
    cursor = page.nextCursor;
  }
  return found;
}

function isUnfiltered({ search, priority, project, label, view }: ToolInput<'list_tasks'>): boolean {
  return [search, priority, project, label, view].every((filter) => filter === undefined);
}

/**
 * Repeating tasks of which a round was done in the period: they are pending again under their next date, and only the
 * record of what was done knows.
 */
async function roundsWithin(
  input: ToolInput<'list_tasks'>,
  known: ReadonlySet<string>,
  { domain, scope }: Pick<ToolContext, 'domain' | 'scope'>,
): Promise<readonly Task[]> {
  const outcome = await domain.history.page(scope, {
    kind: 'completed',
    from: input.completed_from,
    to: input.completed_to,
    limit: pageMax,
  });
  if (outcome.status !== 'page') return [];
  const doneAt = new Map<string, string>();
  for (const { undoneAt, at, tasks } of outcome.page.activities) {
    if (undoneAt !== null) continue;
    for (const { id } of tasks) if (!known.has(id) && !doneAt.has(id)) doneAt.set(id, at);
  }
  const rounds: Task[] = [];
  for (const [id, at] of [...doneAt].slice(0, input.limit)) {
    const task = await domain.tasks.find(scope, id);
    if (task === null || task.recurrence === null) continue;
    rounds.push({ ...task, completed: true, completedAt: at });
  }
  return rounds;
}
