/** Owns the question "which tasks?" and its answer. */

import { z } from 'zod';
import { labelName } from './label.ts';
import { projectId } from './project.ts';
import { priority, task } from './task.ts';
import { day, timeZone } from './time.ts';

export const taskStatuses = ['all', 'pending', 'completed'] as const;
export const taskStatus = z.enum(taskStatuses, `Must be one of: ${taskStatuses.join(', ')}`);
export type TaskStatus = z.infer<typeof taskStatus>;

/**
 * `today`: due on this day, whatever the time. `upcoming`: due on a day after it. `overdue`: due on a day before it, or at
 * a time of it that is past. `inbox`: in no project. `undated`: without a due date.
 */
export const taskViews = ['today', 'upcoming', 'overdue', 'inbox', 'undated'] as const;
export const taskView = z.enum(taskViews, `Must be one of: ${taskViews.join(', ')}`);
export type TaskView = z.infer<typeof taskView>;

/**
 * `due`: soonest first, those without last. `priority`: p1 first, and among the same the soonest due. `completed`: latest
 * first, those that are not last. What is the same comes in the order of its creation.
 */
export const taskSorts = ['newest', 'oldest', 'due', 'priority', 'title', 'completed'] as const;
export const taskSort = z.enum(taskSorts, `Must be one of: ${taskSorts.join(', ')}`);
export type TaskSort = z.infer<typeof taskSort>;

/** A place in a list, from the answer before; says nothing to a client, and belongs to the same sort. */
export const cursor = z.string().min(1).max(1000);

/** Tasks of a page: as many as a client asks for, up to the maximum. */
export const pageSize = { default: 50, max: 200 } as const;

const limit = z.coerce
  .number('Must be a number')
  .int('Must be a whole number')
  .min(1, `Must be from 1 to ${pageSize.max}`)
  .max(pageSize.max, `Must be from 1 to ${pageSize.max}`)
  .default(pageSize.default);

/** The query of `GET /api/tasks`. Conditions are all to be met. */
export const taskQuery = z.object({
  /** Default: `pending` with the views today, upcoming and overdue, `all` otherwise. */
  status: taskStatus.optional(),
  view: taskView.optional(),
  /** Where "today" is; the account's own when absent. */
  timeZone: timeZone.optional(),
  projectId: projectId.optional(),
  label: labelName.optional(),
  priority: priority.optional(),
  /** First and last day that the task may be due on: a time is on the day that the clocks of the time zone show. */
  dueFrom: day.optional(),
  dueTo: day.optional(),
  /** Words that title, notes or subtasks contain, each by its beginning: `gro mil` finds "Buy milk and groceries". */
  q: z.string().trim().max(200).optional(),
  /** Default: `due` with the views today, upcoming and overdue, `completed` with the status completed, `newest` otherwise. */
  sort: taskSort.optional(),
  limit,
  cursor: cursor.optional(),
});
export type TaskQuery = z.infer<typeof taskQuery>;
export type TaskQueryInput = z.input<typeof taskQuery>;

/** The answer of `GET /api/tasks`. */
export const taskList = z
  .object({
    tasks: z.array(task),
    /** Gives the next page as the parameter `cursor`; `null` when this was the last. */
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'TaskList' });
export type TaskList = z.infer<typeof taskList>;

/** The query of `GET /api/tasks/counts`. */
export const taskCountsQuery = z.object({ timeZone: timeZone.optional() });

/** The answer of `GET /api/tasks/counts`: how many pending tasks each view has. */
export const taskCounts = z
  .object({
    pending: z.int(),
    inbox: z.int(),
    today: z.int(),
    upcoming: z.int(),
    overdue: z.int(),
    /** By the project's id; projects without a pending task are absent. */
    projects: z.record(z.string(), z.int()),
    /** By the label's name; labels without a pending task are absent. */
    labels: z.record(z.string(), z.int()),
  })
  .meta({ id: 'TaskCounts' });
export type TaskCounts = z.infer<typeof taskCounts>;
