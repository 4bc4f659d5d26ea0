/** Owns changing many tasks at once: all of them or none, and one entry to undo. */

import { z } from 'zod';
import { newTask, task, taskChanges, taskId } from './task.ts';

/** Most tasks of one bulk operation. */
export const bulkMax = 500;

const ids = z
  .array(taskId)
  .min(1, 'Must name at least one task')
  .max(bulkMax, `Must name at most ${bulkMax} tasks`)
  .refine(
    (list) => new Set(list.map((id) => id.toLowerCase())).size === list.length,
    'Must not name a task twice',
  );

/** The body of `POST /api/tasks/bulk`. */
export const bulkRequest = z
  .discriminatedUnion('action', [
    z.strictObject({
      action: z.literal('create'),
      tasks: z
        .array(newTask)
        .min(1, 'Must have at least one task')
        .max(bulkMax, `Must have at most ${bulkMax} tasks`),
    }),
    z.strictObject({ action: z.literal('update'), ids, changes: taskChanges }),
    z.strictObject({ action: z.literal('complete'), ids }),
    z.strictObject({ action: z.literal('reopen'), ids }),
    z.strictObject({ action: z.literal('delete'), ids }),
  ])
  .meta({ id: 'BulkRequest' });
export type BulkRequest = z.output<typeof bulkRequest>;
export type BulkRequestInput = z.input<typeof bulkRequest>;

/** The answer: the tasks as they are now, in the order of the request; those deleted are not among them. */
export const bulkResult = z
  .object({
    /** What `POST /api/undo` takes; `null` when nothing had to change. */
    activityId: z.string().nullable(),
    tasks: z.array(task),
    deletedIds: z.array(taskId),
  })
  .meta({ id: 'BulkResult' });
export type BulkResult = z.infer<typeof bulkResult>;
