/** `POST /api/tasks/bulk`: many tasks at once, all of them or none. */

import { type BulkResult, bulkRequest, bulkResult } from '@todo-chatbot/contracts';
import type { Tasks } from '../../todos/tasks.ts';
import { creationHeaders, keyReused, readCreationKey } from '../creation-key.ts';
import { answers, body, operation, problems, type Router } from '../openapi/operation.ts';
import { problemResponse } from '../problem.ts';
import { readJson } from '../read-json.ts';
import { scopeOf } from '../scope.ts';
import { changeAnswer, refused } from './task-answers.ts';

export function addBulkRoute(router: Router, tasks: Tasks): void {
  operation(
    router,
    {
      method: 'post',
      path: '/tasks/bulk',
      operationId: 'changeManyTasks',
      summary: 'Create, update, complete, reopen or delete many tasks: all of them or none',
      description:
        'An Idempotency-Key counts for the action "create"; sent again, the answer has no activityId. It is one entry to undo.',
      tags: ['Tasks'],
      request: { headers: creationHeaders, body: body(bulkRequest) },
      responses: {
        200: answers('What became of them', bulkResult),
        ...problems(400, 404, 409, 413, 415, 422),
      },
    },
    async (c) => {
      const request = await readJson(c, bulkRequest);
      if (!request.ok) return request.response;
      const scope = scopeOf(c);
      if (request.value.action === 'create') {
        const key = await readCreationKey(c);
        if (!key.ok) return key.response;
        const outcome = await tasks.addMany(scope, request.value.tasks, key.value);
        switch (outcome.status) {
          case 'added':
          case 'replayed': {
            const { activityId } = outcome;
            return c.json({ activityId, tasks: [...outcome.tasks], deletedIds: [] } satisfies BulkResult);
          }
          case 'key-reused':
            return keyReused(c);
          case 'refused':
            return refused(c, outcome);
        }
      }
      const { ids, action } = request.value;
      const outcome = await tasks.bulk(scope, request.value);
      if (outcome.status === 'not-found') {
        const missing = new Set(outcome.ids);
        return problemResponse(c, {
          code: 'not-found',
          detail: '"errors" names each task that is not there; nothing was changed',
          errors: ids.flatMap((id, index) =>
            missing.has(id.toLowerCase())
              ? [{ pointer: `/ids/${index}`, detail: 'There is no task with this id' }]
              : [],
          ),
        });
      }
      return changeAnswer(c, outcome, ({ activityId, tasks: changed }) => {
        const deleted = action === 'delete';
        return c.json({
          activityId,
          tasks: deleted ? [] : [...changed],
          deletedIds: deleted ? changed.map(({ id }) => id) : [],
        } satisfies BulkResult);
      });
    },
  );
}
