/** Everything of an account as a stream of text, page by page: a large account needs no more memory than a small one. */

import type { Task, taskQuery } from '@todo-chatbot/contracts';
import type { z } from 'zod';
import type { Domain } from '../todos/domain.ts';
import type { Scope } from '../todos/scope.ts';
import { csvHeader, toCsv } from './csv.ts';
import { transferredTask } from './transferred-task.ts';

const pageSize = 200;

export async function* exportJson(domain: Domain, scope: Scope, now: string): AsyncGenerator<string> {
  const [projects, labels] = await Promise.all([domain.projects.list(scope), domain.labels.list(scope)]);
  const named = ({ name, colour }: { readonly name: string; readonly colour: string }) => ({ name, colour });
  const head = JSON.stringify({
    format: 'todo-chatbot',
    version: 1,
    exportedAt: now,
    projects: projects.map(named),
    labels: labels.map(named),
  });
  yield `${head.slice(0, -1)},"tasks":[`;
  let first = true;
  for await (const tasks of pages(domain, scope)) {
    const texts = tasks.map((task) => JSON.stringify(transferredTask(task, namesOf(projects))));
    if (texts.length > 0) yield `${first ? '' : ','}${texts.join(',')}`;
    first = first && texts.length === 0;
  }
  yield ']}\n';
}

export async function* exportCsv(domain: Domain, scope: Scope): AsyncGenerator<string> {
  const projects = namesOf(await domain.projects.list(scope));
  // Spreadsheets take a file without this mark for one in an older encoding.
  yield `\uFEFF${csvHeader()}`;
  for await (const tasks of pages(domain, scope))
    yield toCsv(tasks.map((task) => transferredTask(task, projects)));
}

/** In the order of their creation, so that importing them keeps it. */
async function* pages(domain: Domain, scope: Scope): AsyncGenerator<readonly Task[]> {
  let cursor: string | undefined;
  do {
    const query: z.output<typeof taskQuery> = {
      status: 'all',
      sort: 'oldest',
      limit: pageSize,
      ...(cursor === undefined ? {} : { cursor }),
    };
    const page = await domain.tasks.page(scope, query);
    if (page.status === 'invalid') throw new Error(`the ${page.parameter} of an export: ${page.detail}`);
    yield JSON.parse(page.tasks) as Task[];
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

function namesOf(
  projects: readonly { readonly id: string; readonly name: string }[],
): ReadonlyMap<string, string> {
  return new Map(projects.map(({ id, name }) => [id, name]));
}
