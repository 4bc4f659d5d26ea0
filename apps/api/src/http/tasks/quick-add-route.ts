/** `POST /api/tasks/quick-add`: one line of text to a task. */

import { newTask, type QuickAddResult, quickAddRequest, quickAddResult } from '@todo-chatbot/contracts';
import { toNewTask } from '../../assistant/written-task.ts';
import type { Tasks } from '../../todos/tasks.ts';
import { creationHeaders, keyReused, readCreationKey } from '../creation-key.ts';
import {
  allowOnly,
  answers,
  body,
  createRouter,
  operation,
  problems,
  type Router,
} from '../openapi/operation.ts';
import { problemResponse } from '../problem.ts';
import { readJson } from '../read-json.ts';
import { scopeOf } from '../scope.ts';
import { refused } from './task-answers.ts';

/** @param options.now the clock: "tomorrow" counts from it */
export function quickAddRoutes(options: {
  readonly tasks: Tasks;
  readonly now: () => Temporal.Instant;
}): Router {
  const { tasks, now } = options;
  const router = createRouter();
  operation(
    router,
    {
      method: 'post',
      path: '/tasks/quick-add',
      operationId: 'quickAddTask',
      summary: 'Add a task from one line of text',
      description:
        'Reads date and time, recurrence, priority (p1 to p4), #project and @label; the rest is the title.',
      tags: ['Tasks'],
      request: { headers: creationHeaders, body: body(quickAddRequest) },
      responses: {
        201: answers('The task, and what was recognised', quickAddResult),
        ...problems(400, 413, 415, 422),
      },
    },
    async (c) => {
      const request = await readJson(c, quickAddRequest);
      if (!request.ok) return request.response;
      const key = await readCreationKey(c);
      if (!key.ok) return key.response;
      const scope = scopeOf(c);
      const { text, ignore } = request.value;
      const timeZone = request.value.timeZone ?? scope.timeZone;
      // Loaded with the first one: what is never used costs no memory.
      const { parseQuickAdd } = await import('@todo-chatbot/understanding/quick-add');
      const read = parseQuickAdd(text, { now: now().toString(), timeZone, ignore });
      const wanted = newTask.safeParse(toNewTask(read, timeZone));
      if (!wanted.success) {
        const detail = wanted.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
        return problemResponse(c, {
          code: 'validation-failed',
          detail: 'What the text says does not make a task',
          errors: [{ pointer: '/text', detail: detail.join('; ') }],
        });
      }
      const outcome = await tasks.add(scope, wanted.data, key.value);
      switch (outcome.status) {
        case 'key-reused':
          return keyReused(c);
        case 'refused':
          return refused(c, outcome);
        case 'added':
        case 'replayed': {
          const { task, activityId } = outcome;
          const answer: QuickAddResult = {
            task,
            chips: read.chips.map(({ kind, text, start, end }) => ({ kind, text, start, end })),
            notUnderstood: read.chips.filter(({ kind }) => kind === 'unread').map(({ text }) => text),
            activityId,
          };
          return c.json(answer, 201, { location: `/api/tasks/${task.id}` });
        }
      }
    },
  );
  allowOnly(router, '/tasks/quick-add', ['POST']);
  return router;
}
