/** `/api/tasks`: the tasks as a resource. */

import {
  activityHeader,
  newTask,
  task,
  taskChanges,
  taskCounts,
  taskCountsQuery,
  taskList,
  taskQuery,
} from '@todo-chatbot/contracts';
import type { Context } from 'hono';
import { z } from 'zod';
import type { ChangeOutcome, Tasks } from '../../todos/tasks.ts';
import { answerJson } from '../answer-json.ts';
import { creationHeaders, keyReused, readCreationKey } from '../creation-key.ts';
import type { HttpEnvironment } from '../http-environment.ts';
import {
  allowOnly,
  answers,
  body,
  createRouter,
  operation,
  problems,
  type Router,
} from '../openapi/operation.ts';
import { entityTag, isKnown, underIfMatch } from '../preconditions.ts';
import { problemResponse } from '../problem.ts';
import { idParameters, noSuch, readId } from '../read-id.ts';
import { readJson } from '../read-json.ts';
import { invalidParameters, readQuery } from '../read-query.ts';
import { scopeOf } from '../scope.ts';
import { addBulkRoute } from './bulk-route.ts';
import { changeAnswer, refused, taskAnswer } from './task-answers.ts';

const tags = ['Tasks'];
const conditional = z.object({ 'if-match': z.string().optional() });

export function taskRoutes(tasks: Tasks): Router {
  const router = createRouter();

  operation(
    router,
    {
      method: 'get',
      path: '/tasks',
      operationId: 'listTasks',
      summary: 'List, filter, search and sort tasks',
      tags,
      request: { query: taskQuery },
      responses: { 200: answers('A page of tasks', taskList), ...problems(400) },
    },
    async (c) => {
      const query = readQuery(c, taskQuery);
      if (!query.ok) return query.response;
      const page = await tasks.page(scopeOf(c), query.value);
      if (page.status === 'invalid') return invalidParameters(c, [page]);
      const nextCursor = page.nextCursor === null ? 'null' : `"${page.nextCursor}"`;
      return answerJson(c, `{"tasks":${page.tasks},"nextCursor":${nextCursor}}`);
    },
  );

  operation(
    router,
    {
      method: 'post',
      path: '/tasks',
      operationId: 'addTask',
      summary: 'Add a task',
      tags,
      request: { headers: creationHeaders, body: body(newTask) },
      responses: { 201: answers('The task', task), ...problems(400, 413, 415, 422) },
    },
    async (c) => {
      const wanted = await readJson(c, newTask);
      if (!wanted.ok) return wanted.response;
      const key = await readCreationKey(c);
      if (!key.ok) return key.response;
      const outcome = await tasks.add(scopeOf(c), wanted.value, key.value);
      switch (outcome.status) {
        case 'added':
        case 'replayed':
          return taskAnswer(c, outcome.task, { status: 201, activityId: outcome.activityId });
        case 'key-reused':
          return keyReused(c);
        case 'refused':
          return refused(c, outcome);
      }
    },
  );

  operation(
    router,
    {
      method: 'get',
      path: '/tasks/counts',
      operationId: 'countTasks',
      summary: 'Count pending tasks by view, project and label',
      tags,
      request: { query: taskCountsQuery },
      responses: { 200: answers('How many there are', taskCounts), ...problems(400) },
    },
    async (c) => {
      const query = readQuery(c, taskCountsQuery);
      if (!query.ok) return query.response;
      return c.json(await tasks.counts(scopeOf(c), query.value.timeZone));
    },
  );

  allowOnly(router, '/tasks/counts', ['GET', 'HEAD']);
  addBulkRoute(router, tasks);
  allowOnly(router, '/tasks/bulk', ['POST']);

  operation(
    router,
    {
      method: 'get',
      path: '/tasks/{id}',
      operationId: 'getTask',
      summary: 'Read a task',
      tags,
      request: { params: idParameters },
      responses: {
        200: answers('The task', task),
        304: { description: 'It is at the version that If-None-Match names' },
        ...problems(404),
      },
    },
    async (c) => {
      const id = readId(c);
      const found = id === null ? null : await tasks.find(scopeOf(c), id);
      if (found === null) return noSuch(c, 'task');
      if (isKnown(c, found.version)) return c.body(null, 304, { etag: entityTag(found.version) });
      return taskAnswer(c, found);
    },
  );

  operation(
    router,
    {
      method: 'patch',
      path: '/tasks/{id}',
      operationId: 'changeTask',
      summary: 'Change a task',
      description:
        'A change of `subtasks` replaces the list, so it must name the version it has seen with If-Match.',
      tags,
      request: { params: idParameters, headers: conditional, body: body(taskChanges) },
      responses: { 200: answers('The task', task), ...problems(400, 404, 409, 412, 413, 415, 422, 428) },
    },
    async (c) => {
      const changes = await readJson(c, taskChanges);
      if (!changes.ok) return changes.response;
      if (changes.value.subtasks !== undefined && c.req.header('if-match') === undefined) {
        return problemResponse(c, {
          code: 'precondition-required',
          detail: 'A change of subtasks replaces the list: name the version it has seen with If-Match',
        });
      }
      return await change(c, (id, expected) => tasks.change(scopeOf(c), id, changes.value, expected));
    },
  );

  operation(
    router,
    {
      method: 'delete',
      path: '/tasks/{id}',
      operationId: 'deleteTask',
      summary: 'Delete a task',
      tags,
      request: { params: idParameters, headers: conditional },
      responses: { 204: { description: 'It is gone' }, ...problems(404, 409, 412) },
    },
    (c) =>
      change(
        c,
        (id, expected) => tasks.remove(scopeOf(c), id, expected),
        (activityId) => c.body(null, 204, activityId === null ? {} : { [activityHeader]: activityId }),
      ),
  );

  operation(
    router,
    {
      method: 'post',
      path: '/tasks/{id}/complete',
      operationId: 'completeTask',
      summary: 'Complete a task; a repeating one moves on to its next date',
      tags,
      request: { params: idParameters, headers: conditional },
      responses: { 200: answers('The task', task), ...problems(404, 409, 412) },
    },
    (c) => change(c, (id, expected) => tasks.complete(scopeOf(c), id, expected)),
  );

  operation(
    router,
    {
      method: 'post',
      path: '/tasks/{id}/reopen',
      operationId: 'reopenTask',
      summary: 'Open a completed task again',
      tags,
      request: { params: idParameters, headers: conditional },
      responses: { 200: answers('The task', task), ...problems(404, 409, 412) },
    },
    (c) => change(c, (id, expected) => tasks.reopen(scopeOf(c), id, expected)),
  );

  return router;

  async function change(
    c: Context<HttpEnvironment>,
    act: (id: string, expected?: number) => Promise<ChangeOutcome>,
    done?: (activityId: string | null) => Response,
  ): Promise<Response> {
    const id = readId(c);
    if (id === null) return noSuch(c, 'task');
    return await underIfMatch(c, {
      current: async () => (await tasks.find(scopeOf(c), id))?.version ?? null,
      act: async (expected) =>
        changeAnswer(c, await act(id, expected), ({ tasks: [changed], activityId }) => {
          if (done !== undefined) return done(activityId);
          return changed === undefined ? noSuch(c, 'task') : taskAnswer(c, changed, { activityId });
        }),
    });
  }
}
