/** Owns the record of what was done, by whichever of the account's clients, and taking it back. */

import { z } from 'zod';
import { task, taskId } from './task.ts';
import { cursor, pageSize } from './task-query.ts';
import { instant } from './time.ts';

export const activityKinds = ['created', 'updated', 'completed', 'reopened', 'deleted', 'undone'] as const;
export const activityKind = z.enum(activityKinds, `Must be one of: ${activityKinds.join(', ')}`);
export type ActivityKind = z.infer<typeof activityKind>;

/** Who did it: the web application, the assistant, an MCP client, or another program. */
export const clientKinds = ['web', 'assistant', 'mcp', 'api'] as const;
export const clientKind = z.enum(clientKinds);
export type ClientKind = z.infer<typeof clientKind>;

export const activityId = z.string().regex(/^\d{1,18}$/, 'Must be the id of an activity');

/** The project or the label that an activity changed. */
export const activitySubject = z
  .object({
    type: z.enum(['project', 'label']),
    id: z.uuid(),
    /** As it was afterwards; of a deletion as it was before. */
    name: z.string(),
    /** The tasks that were changed with it: moved to the inbox, given a new name of a label, put back. */
    taskCount: z.int().min(0),
  })
  .meta({ id: 'ActivitySubject' });
export type ActivitySubject = z.infer<typeof activitySubject>;

export const activity = z
  .object({
    id: z.string(),
    kind: activityKind,
    client: clientKind,
    at: instant,
    /** The tasks it changed, with the titles that they had then; for a deletion the ones that are gone. */
    tasks: z.array(z.object({ id: taskId, title: z.string() })),
    /** The project or label that it changed; with it, `tasks` is empty. `null` when it changed tasks alone. */
    subject: activitySubject.nullable(),
    /** When it was taken back; `null` when it stands. */
    undoneAt: instant.nullable(),
    /** Of kind `undone`: what it took back. */
    undoes: z.string().nullable(),
  })
  .meta({ id: 'Activity' });
export type Activity = z.infer<typeof activity>;

/** The query of `GET /api/activity`. */
export const activityQuery = z.object({
  kind: activityKind.optional(),
  /** Not before, and before: moments with an offset or `Z`. */
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  limit: z.coerce.number().int().min(1).max(pageSize.max).default(pageSize.default),
  cursor: cursor.optional(),
});
export type ActivityQuery = z.infer<typeof activityQuery>;
export type ActivityQueryInput = z.input<typeof activityQuery>;

/** The answer of `GET /api/activity`, latest first. */
export const activityList = z
  .object({ activities: z.array(activity), nextCursor: z.string().nullable() })
  .meta({ id: 'ActivityList' });
export type ActivityList = z.infer<typeof activityList>;

/** The body of `POST /api/undo`: without an id, the latest that was not undone. */
export const undoRequest = z.strictObject({ activityId: activityId.optional() }).meta({ id: 'UndoRequest' });
export type UndoRequest = z.infer<typeof undoRequest>;

/**
 * The answer: what was taken back, and the tasks as they are now. Of a project or a label no tasks are named, for there may
 * be any number of them: lists are to be read again. What changed since and cannot be merged is a problem
 * with status 409 and code `undo-conflict`; nothing to undo is one with code `nothing-to-undo`,
 * and what only a newer version of the API can take back one with `undo-unknown`.
 */
export const undoResult = z
  .object({ undone: activity, tasks: z.array(task), deletedIds: z.array(taskId) })
  .meta({ id: 'UndoResult' });
export type UndoResult = z.infer<typeof undoResult>;
