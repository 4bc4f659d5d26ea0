/** Owns turning the outcomes of the domain into answers. */

import { activityHeader, type Task } from '@todo-chatbot/contracts';
import type { Context } from 'hono';
import type { Refusal } from '../../todos/planning/plan.ts';
import type { ChangeOutcome } from '../../todos/tasks.ts';
import { answerJson } from '../answer-json.ts';
import type { HttpEnvironment } from '../http-environment.ts';
import { entityTag, stale } from '../preconditions.ts';
import { problemResponse } from '../problem.ts';
import { noSuch } from '../read-id.ts';

/** @param activityId what `POST /api/undo` takes; told in a header, for the body is the task */
export function taskAnswer(
  c: Context<HttpEnvironment>,
  task: Task,
  options: { readonly status?: 200 | 201; readonly activityId?: string | null } = {},
): Response {
  const { status = 200, activityId = null } = options;
  return answerJson(c, JSON.stringify(task), {
    status,
    headers: {
      etag: entityTag(task.version),
      ...(status === 201 && { location: `/api/tasks/${task.id}` }),
      ...(activityId !== null && { [activityHeader]: activityId }),
    },
  });
}

export function refused(c: Context<HttpEnvironment>, refusal: Refusal): Response {
  return problemResponse(c, {
    code: 'validation-failed',
    detail: 'The body does not fit; "errors" names each member that does not',
    errors: [{ pointer: refusal.pointer, detail: refusal.detail }],
  });
}

/** @param done what is answered once it happened */
export function changeAnswer(
  c: Context<HttpEnvironment>,
  outcome: ChangeOutcome,
  done: (changed: Extract<ChangeOutcome, { status: 'changed' }>) => Response,
): Response {
  switch (outcome.status) {
    case 'changed':
      return done(outcome);
    case 'not-found':
      return noSuch(c, 'task');
    case 'stale':
      return stale(c);
    case 'refused':
      return refused(c, outcome);
  }
}
