/** The tools `add_task` and `add_tasks`. */

import { hash } from 'node:crypto';
import { type NewTask, newTask, type ToolInput, type ToolOutput } from '@todo-chatbot/contracts';
import type { ToolContext } from '../tool-context.ts';
import { failure, touched } from './answer.ts';

export async function addTask(
  input: ToolInput<'add_task'>,
  context: ToolContext,
): Promise<ToolOutput<'add_task'>> {
  const { domain, scope } = context;
  const outcome = await domain.tasks.add(scope, wanted(input), creationKey(context, input));
  switch (outcome.status) {
    case 'added':
    case 'replayed':
      return touched(outcome.task);
    case 'key-reused':
      return { error: 'This call was made before with another content.' };
    case 'refused':
      return failure(outcome);
  }
}

export async function addTasks(
  input: ToolInput<'add_tasks'>,
  context: ToolContext,
): Promise<ToolOutput<'add_tasks'>> {
  const { domain, scope } = context;
  const outcome = await domain.tasks.addMany(
    scope,
    input.tasks.map(wanted),
    creationKey(context, input.tasks),
  );
  switch (outcome.status) {
    case 'added':
    case 'replayed':
      return { tasks: outcome.tasks.map(touched) };
    case 'key-reused':
      return { error: 'This call was made before with another content.' };
    case 'refused':
      return failure(outcome);
  }
}

function wanted({ project, ...task }: ToolInput<'add_task'>): NewTask {
  return newTask.parse({ ...task, ...(project !== undefined && { projectName: project }) });
}

/** A reply that was cut and is tried again runs the same call: it must not add twice. */
function creationKey({ callId }: ToolContext, input: unknown) {
  return {
    key: `assistant-${hash('sha256', callId, 'base64url')}`,
    fingerprint: hash('sha256', JSON.stringify(input), 'base64url'),
  };
}
