/** `/api/tasks`: the tasks as a resource. */

import { newTask, type Task, type TaskList, taskChanges, taskId, taskQuery } from '@todo-chatbot/contracts';
import { type Context, Hono } from 'hono';
import type { Tasks } from '../todos/tasks.ts';
import type { HttpEnvironment } from './http-environment.ts';
import { problemResponse } from './problem.ts';
import { readJson } from './read-json.ts';

export function taskRoutes(tasks: Tasks): Hono<HttpEnvironment> {
  return new Hono<HttpEnvironment>()
    .get('/tasks', async (c) => {
      const query = taskQuery.safeParse(c.req.query());
      if (!query.success) {
        const errors = query.error.issues.map((issue) => ({
          parameter: issue.path.join('.'),
          detail: issue.message,
        }));
        return problemResponse(c, {
          code: 'invalid-parameter',
          detail: '"errors" names each parameter that is not valid',
          errors,
        });
      }
      const list = await tasks.list(query.data.status ?? 'all');
      return c.json({ tasks: [...list], nextCursor: null } satisfies TaskList);
    })
    .post('/tasks', async (c) => {
      const body = await readJson(c, newTask);
      if (!body.ok) return body.response;
      const task = await tasks.add(body.value);
      return c.json(task, 201, { location: `/api/tasks/${task.id}` });
    })
    .get('/tasks/:id', (c) => answer(c, (id) => tasks.find(id)))
    .patch('/tasks/:id', async (c) => {
      const body = await readJson(c, taskChanges);
      if (!body.ok) return body.response;
      return await answer(c, (id) => tasks.change(id, body.value));
    })
    .post('/tasks/:id/complete', (c) => answer(c, (id) => tasks.complete(id)))
    .post('/tasks/:id/reopen', (c) => answer(c, (id) => tasks.reopen(id)))
    .delete('/tasks/:id', async (c) => {
      const id = readId(c);
      const removed = id !== null && (await tasks.remove(id));
      return removed ? c.body(null, 204) : noSuchTask(c);
    });
}

async function answer(
  c: Context<HttpEnvironment>,
  act: (id: string) => Promise<Task | null>,
): Promise<Response> {
  const id = readId(c);
  const task = id === null ? null : await act(id);
  return task === null ? noSuchTask(c) : c.json(task);
}

/** What is no UUID names no task: that is "not found" and not a malformed request. */
function readId(c: Context<HttpEnvironment>): string | null {
  const parsed = taskId.safeParse(c.req.param('id'));
  return parsed.success ? parsed.data : null;
}

function noSuchTask(c: Context<HttpEnvironment>): Response {
  return problemResponse(c, { code: 'not-found', detail: 'There is no task with this id' });
}
