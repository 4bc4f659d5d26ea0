/** The tools `update_tasks` and `undo`. */

import type { BulkRequest, ToolInput, ToolOutput } from '@todo-chatbot/contracts';
import type { ToolContext } from '../tool-context.ts';
import { deleted, failure, notFound, touched } from './answer.ts';
import { toChanges } from './change.ts';

export async function updateTasks(
  { task_ids, action, changes = {} }: ToolInput<'update_tasks'>,
  { domain, scope }: ToolContext,
): Promise<ToolOutput<'update_tasks'>> {
  const ids = [...new Set(task_ids.map((id) => id.toLowerCase()))];
  let request: Exclude<BulkRequest, { action: 'create' }>;
  if (action === 'update') {
    const wanted = toChanges(changes);
    if ('error' in wanted) return wanted;
    request = { action, ids, changes: wanted.changes };
  } else {
    request = { action, ids };
  }
  const outcome = await domain.tasks.bulk(scope, request);
  switch (outcome.status) {
    case 'changed':
      return {
        tasks: outcome.tasks.map((task) =>
          action === 'delete'
            ? deleted(task)
            : { ...touched(task), ...(action === 'complete' && { status: 'completed' as const }) },
        ),
      };
    case 'not-found':
      return { tasks: outcome.ids.map(notFound) };
    case 'stale':
    case 'refused':
      return failure(outcome);
  }
}

export async function undo(
  _input: ToolInput<'undo'>,
  { domain, scope }: ToolContext,
): Promise<ToolOutput<'undo'>> {
  const outcome = await domain.tasks.undo(scope);
  switch (outcome.status) {
    case 'undone': {
      const { subject } = outcome.undone;
      const gone = outcome.undone.tasks.filter(({ id }) => outcome.deletedIds.includes(id));
      return {
        undone: outcome.undone.kind,
        tasks: [...outcome.tasks.map(touched), ...gone.map(deleted)],
        ...(subject !== null && { subject: { type: subject.type, name: subject.name } }),
      };
    }
    case 'unknown':
    case 'nothing-to-undo':
      return { error: outcome.detail };
    case 'not-found':
      return { error: 'There is nothing to undo.' };
    case 'conflict':
      if (outcome.detail !== undefined) return { error: `${outcome.detail}; nothing was taken back.` };
      return { error: `${outcome.titles.join(', ')} changed since; nothing was taken back.` };
  }
}
