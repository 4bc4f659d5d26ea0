/** `GET /api/export`, `POST /api/import` and what it would do: everything of an account as a file, and back. */

import {
  exportedDocument,
  exportQuery,
  type ImportPreview,
  type ImportResult,
  importMax,
  importPreview,
  importProblemsMax,
  importResult,
  transferDocument,
} from '@todo-chatbot/contracts';
import type { Context } from 'hono';
import type { Domain } from '../../todos/domain.ts';
import type { ImportPlan } from '../../todos/imports.ts';
import { exportCsv, exportJson } from '../../transfer/export-account.ts';
import type { HttpEnvironment } from '../http-environment.ts';
import { answers, createRouter, operation, problems, type Router } from '../openapi/operation.ts';
import { problemResponse } from '../problem.ts';
import { readQuery } from '../read-query.ts';
import { scopeOf } from '../scope.ts';
import { type ImportFile, readImport } from './read-import.ts';

const tags = ['Export and import'];

export function transferRoutes(options: {
  readonly domain: Domain;
  readonly now: () => Temporal.Instant;
}): Router {
  const { domain, now } = options;
  const router = createRouter();

  operation(
    router,
    {
      method: 'get',
      path: '/export',
      operationId: 'exportAccount',
      summary: 'Everything of the account as a file, JSON or CSV',
      tags,
      request: { query: exportQuery },
      responses: {
        200: {
          description: 'The file',
          content: {
            'application/json': { schema: exportedDocument },
            'text/csv': { schema: { type: 'string' } },
          },
        },
        ...problems(400),
      },
    },
    async (c) => {
      const query = readQuery(c, exportQuery);
      if (!query.ok) return query.response;
      const { format } = query.value;
      const moment = now().toString({ fractionalSecondDigits: 3 });
      const parts =
        format === 'json' ? exportJson(domain, scopeOf(c), moment) : exportCsv(domain, scopeOf(c));
      // The first part is had before the answer begins: a database that is not there is told by the status.
      const first = await parts.next();
      return c.body(streamOf(first.done === true ? '' : first.value, parts), 200, {
        'content-type': format === 'json' ? 'application/json' : 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="todo-${moment.slice(0, 10)}.${format}"`,
      });
    },
  );

  operation(
    router,
    {
      method: 'post',
      path: '/import/preview',
      operationId: 'previewImport',
      summary: 'What importing a file would do: nothing is written',
      description:
        'Takes what `POST /api/import` takes and tells how many tasks it can read, which projects and labels would be new, and which lines or tasks cannot be read. A file with any of those is not imported.',
      tags,
      request: { body: fileBody },
      responses: { 200: answers('What would be done', importPreview), ...problems(400, 413, 415, 422) },
    },
    async (c) => {
      const file = await readImport(c);
      if (!file.ok) return file.response;
      const found = await judged(c, file.value);
      return c.json({
        tasks: found.tasks,
        newProjects: [...found.newProjects],
        newLabels: [...found.newLabels],
        problems: found.problems.slice(0, importProblemsMax),
        unreadable: found.unreadable,
      } satisfies ImportPreview);
    },
  );

  operation(
    router,
    {
      method: 'post',
      path: '/import',
      operationId: 'importTasks',
      summary: 'Add the tasks of an exported file: all of them or none',
      description: `At most ${importMax} tasks at once: split the file of a larger account. Projects and labels are found by their names, and made where there are none. Nothing that is there is changed, and the same file twice adds its tasks twice. It is one transaction; its tasks are one entry to undo. \`POST /api/import/preview\` tells before what it would do.`,
      tags,
      request: { body: fileBody },
      responses: { 200: answers('What was added', importResult), ...problems(400, 413, 415, 422) },
    },
    async (c) => {
      const file = await readImport(c);
      if (!file.ok) return file.response;
      const found = await judged(c, file.value);
      if (found.unreadable > 0)
        return problemResponse(c, {
          code: 'validation-failed',
          detail: '"errors" names each line or task that does not fit; nothing was imported',
          errors: found.problems.slice(0, importProblemsMax),
        });
      return c.json((await domain.imports.run(scopeOf(c), file.value.content)) satisfies ImportResult);
    },
  );
  return router;

  /** What was read is well-formed and still may not be: a date that never comes, for one. */
  async function judged(c: Context<HttpEnvironment>, file: ImportFile) {
    const { projects, labels, tasks } = file.content;
    const isEmpty = projects.length + labels.length + tasks.length === 0;
    const plan = isEmpty ? nothing : await domain.imports.plan(scopeOf(c), file.content);
    const { newProjects, newLabels, refusals } = plan;
    return {
      tasks: file.content.tasks.length - refusals.length,
      newProjects,
      newLabels,
      problems: [...file.problems, ...refusals.map(file.problemOf)],
      unreadable: file.unreadable + refusals.length,
    };
  }
}

const nothing: ImportPlan = { newProjects: [], newLabels: [], refusals: [] };

const fileBody = {
  required: true,
  content: {
    'application/json': { schema: transferDocument },
    'text/csv': { schema: { type: 'string' as const } },
  },
};

function streamOf(first: string, rest: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(first)),
    async pull(controller) {
      const next = await rest.next();
      if (next.done === true) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    cancel: async () => {
      await rest.return(undefined);
    },
  });
}
