/** `/api/activity` and `/api/undo`: what was done, and taking it back. */

import {
  activityList,
  activityQuery,
  type UndoResult,
  undoRequest,
  undoResult,
} from '@todo-chatbot/contracts';
import type { Domain } from '../todos/domain.ts';
import { answers, createRouter, operation, problems, type Router } from './openapi/operation.ts';
import { problemResponse } from './problem.ts';
import { readJson } from './read-json.ts';
import { invalidParameters, readQuery } from './read-query.ts';
import { scopeOf } from './scope.ts';

const tags = ['Activity'];

export function undoRoutes({ tasks, history }: Pick<Domain, 'tasks' | 'history'>): Router {
  const router = createRouter();

  operation(
    router,
    {
      method: 'get',
      path: '/activity',
      operationId: 'listActivity',
      summary: 'What was done, by any of the account’s clients',
      tags,
      request: { query: activityQuery },
      responses: { 200: answers('A page, the latest first', activityList), ...problems(400) },
    },
    async (c) => {
      const query = readQuery(c, activityQuery);
      if (!query.ok) return query.response;
      const outcome = await history.page(scopeOf(c), query.value);
      return outcome.status === 'invalid' ? invalidParameters(c, [outcome]) : c.json(outcome.page);
    },
  );

  operation(
    router,
    {
      method: 'post',
      path: '/undo',
      operationId: 'undo',
      summary: 'Take back the latest action, or one by its id',
      description:
        'What others changed since stays. Where they changed the same, nothing is taken back: 409.',
      tags,
      request: { body: { required: false, content: { 'application/json': { schema: undoRequest } } } },
      responses: {
        200: answers('What was taken back', undoResult),
        ...problems(400, 404, 409, 413, 415, 422),
      },
    },
    async (c) => {
      const bare = c.req.header('content-type') === undefined && (await c.req.text()) === '';
      const request = bare ? { ok: true as const, value: {} } : await readJson(c, undoRequest);
      if (!request.ok) return request.response;
      const outcome = await tasks.undo(scopeOf(c), request.value.activityId);
      switch (outcome.status) {
        case 'undone': {
          const { undone, deletedIds } = outcome;
          return c.json({
            undone,
            tasks: [...outcome.tasks],
            deletedIds: [...deletedIds],
          } satisfies UndoResult);
        }
        case 'not-found':
          return problemResponse(c, { code: 'not-found', detail: 'There is no activity with this id' });
        case 'nothing-to-undo':
          return problemResponse(c, { code: 'nothing-to-undo', detail: outcome.detail });
        case 'unknown':
          return problemResponse(c, { code: 'undo-unknown', detail: outcome.detail });
        case 'conflict':
          return problemResponse(c, { code: 'undo-conflict', detail: conflictDetail(outcome) });
      }
    },
  );
  return router;
}

function conflictDetail(conflict: { readonly titles: readonly string[]; readonly detail?: string }): string {
  const { titles, detail } = conflict;
  if (detail !== undefined) return `${detail}; nothing was taken back`;
  const [first, ...more] = titles;
  if (first === undefined) return 'It kept changing meanwhile; try again';
  const others = more.length === 0 ? '' : ` and ${more.length} more`;
  return `“${first}”${others} changed since; nothing was taken back`;
}
