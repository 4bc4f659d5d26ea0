/** `GET /api/export` and `POST /api/import`: everything of an account as a file, and back. */

import {
  exportedDocument,
  exportQuery,
  type ImportResult,
  importMax,
  importResult,
  transferDocument,
} from '@todo-chatbot/contracts';
import type { Context } from 'hono';
import type { Domain } from '../../todos/domain.ts';
import { fromCsv } from '../../transfer/csv.ts';
import { exportCsv, exportJson } from '../../transfer/export-account.ts';
import type { HttpEnvironment } from '../http-environment.ts';
import { answers, createRouter, operation, problems, type Router } from '../openapi/operation.ts';
import { problemResponse } from '../problem.ts';
import { readJson } from '../read-json.ts';
import { readQuery } from '../read-query.ts';
import { scopeOf } from '../scope.ts';
import { refused } from '../tasks/task-answers.ts';

const tags = ['Export and import'];
/** Problems of a table that are named at once. */
const mostProblems = 50;

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
      path: '/import',
      operationId: 'importTasks',
      summary: 'Add the tasks of an exported file: all of them or none',
      description: `At most ${importMax} tasks at once: split the file of a larger account. Projects and labels are found by their names, and made where there are none. Nothing that is there is changed, and the same file twice adds its tasks twice. It is one entry to undo.`,
      tags,
      request: {
        body: {
          required: true,
          content: {
            'application/json': { schema: transferDocument },
            'text/csv': { schema: { type: 'string' } },
          },
        },
      },
      responses: { 200: answers('What was added', importResult), ...problems(400, 413, 415, 422) },
    },
    async (c) => {
      const read = isCsv(c) ? await readTable(c) : await readJson(c, transferDocument);
      if (!read.ok) return read.response;
      const scope = scopeOf(c);
      const { projects, labels, tasks } = read.value;
      const refusal = await domain.tasks.checkImport(scope, tasks);
      if (refusal !== null) return refused(c, refusal);
      // Made first, with their colours; those that are there keep theirs.
      for (const project of projects) await domain.projects.add(scope, project);
      for (const label of labels) await domain.labels.add(scope, label);
      if (tasks.length === 0) return c.json({ imported: 0, activityId: null } satisfies ImportResult);
      const outcome = await domain.tasks.import(scope, tasks);
      if (outcome.status === 'refused') return refused(c, outcome);
      if (outcome.status === 'key-reused') throw new Error('an import has no key');
      return c.json({
        imported: outcome.tasks.length,
        activityId: outcome.activityId,
      } satisfies ImportResult);
    },
  );
  return router;
}

function isCsv(c: Context<HttpEnvironment>): boolean {
  return c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase() === 'text/csv';
}

async function readTable(c: Context<HttpEnvironment>) {
  const table = fromCsv(await c.req.text());
  if (!table.ok)
    return {
      ok: false as const,
      response: problemResponse(c, {
        code: 'validation-failed',
        detail: '"errors" names each line that does not fit; nothing was imported',
        errors: table.problems
          .slice(0, mostProblems)
          .map(({ line, detail }) => ({ pointer: `/${line}`, detail: `Line ${line}: ${detail}` })),
      }),
    };
  const document = transferDocument.safeParse({
    format: 'todo-chatbot',
    version: 1,
    tasks: table.tasks,
  });
  if (document.success) return { ok: true as const, value: document.data };
  return {
    ok: false as const,
    response: problemResponse(c, {
      code: 'validation-failed',
      detail: document.error.issues[0]?.message ?? 'The table does not fit',
    }),
  };
}

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
