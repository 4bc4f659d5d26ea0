/** Owns the task as it travels over HTTP, and what a client may send about one. */

import { z } from 'zod';
import { due, dueInput } from './due.ts';
import { labelName } from './label.ts';
import { projectId, projectName } from './project.ts';
import { recurrence } from './recurrence.ts';
import { lineOfText, paragraphs } from './text.ts';
import { instant } from './time.ts';

/** Longest title, in UTF-16 code units after trimming. */
export const titleMaxLength = 500;
/** Longest notes, in UTF-16 code units. */
export const notesMaxLength = 10_000;
/** Most subtasks of one task. */
export const subtasksMax = 100;
/** Most labels of one task. */
export const labelsMax = 20;

const title = lineOfText(titleMaxLength);
const notes = paragraphs(notesMaxLength);

export const taskId = z.uuid('Must be a UUID');

/** `p1` is the most urgent; `p4` is what a task has that nobody gave one. */
export const priorities = ['p1', 'p2', 'p3', 'p4'] as const;
export const priority = z.enum(priorities, `Must be one of: ${priorities.join(', ')}`);
export type Priority = z.infer<typeof priority>;

/** A step of a task. The order of the list is their order. */
export const subtask = z
  .object({ id: z.uuid(), title: z.string().min(1), completed: z.boolean() })
  .meta({ id: 'Subtask' });
export type Subtask = z.infer<typeof subtask>;

export const task = z
  .object({
    id: taskId,
    title: z.string().min(1).max(titleMaxLength),
    notes: z.string().nullable(),
    due: due.nullable(),
    priority,
    /** `null`: the inbox. */
    projectId: projectId.nullable(),
    /** Names of labels, in the order they were given. */
    labels: z.array(z.string()),
    subtasks: z.array(subtask),
    /** Only with a due date. Completing the task moves it on to its next date instead. */
    recurrence: recurrence.nullable(),
    completed: z.boolean(),
    /** `null` exactly when the task is not completed. */
    completedAt: instant.nullable(),
    createdAt: instant,
    updatedAt: instant,
    /** Rises with every change; the ETag is this in quotes. */
    version: z.int().min(1),
  })
  .meta({ id: 'Task' });
export type Task = z.infer<typeof task>;

/** Without an id it is a new one; with the id of one that the task has, it is that one. */
const subtaskInput = z.strictObject({
  id: z.uuid().optional(),
  title,
  completed: z.boolean().default(false),
});
const subtasks = z
  .array(subtaskInput)
  .max(subtasksMax, `Must have at most ${subtasksMax} subtasks`)
  .refine(distinctIds, 'Must not name a subtask twice');
const labels = z.array(labelName).max(labelsMax, `Must have at most ${labelsMax} labels`);

const oneProject = (value: { readonly projectId?: unknown; readonly projectName?: unknown }) =>
  value.projectId === undefined || value.projectName === undefined;
const oneProjectIssue = { path: ['projectName'], message: 'Must not stand beside projectId' };

/**
 * The body of `POST /api/tasks`. Unknown members are refused, so that a typing error is not silently lost. Labels, and a
 * project given by its name, are made when the account has none of that name. A recurrence without a due date begins
 * with its first date from today on.
 */
export const newTask = z
  .strictObject({
    title,
    notes: notes.default(null),
    due: dueInput.nullable().default(null),
    priority: priority.default('p4'),
    projectId: projectId.nullable().optional(),
    projectName: projectName.optional(),
    labels: labels.default([]),
    subtasks: subtasks.default([]),
    recurrence: z.union([recurrence, z.null()]).default(null),
  })
  .refine(oneProject, oneProjectIssue)
  .meta({ id: 'NewTask' });
export type NewTask = z.infer<typeof newTask>;
/** What a client may write: everything but the title may be left out. */
export type NewTaskInput = z.input<typeof newTask>;

/**
 * The body of `PATCH /api/tasks/{id}`: at least one member; what is absent stays as it is. `labels` and `subtasks` replace
 * the whole list. Taking the due date away ends the recurrence.
 */
export const taskChanges = z
  .strictObject({
    title,
    notes,
    due: dueInput.nullable(),
    priority,
    projectId: projectId.nullable(),
    projectName,
    labels,
    subtasks,
    recurrence: z.union([recurrence, z.null()]),
    completed: z.boolean(),
  })
  .partial()
  .refine((changes) => Object.values(changes).some((value) => value !== undefined), {
    message:
      'Must change at least one of: title, notes, due, priority, projectId, projectName, labels, subtasks, recurrence, completed',
  })
  .refine(oneProject, oneProjectIssue)
  .meta({ id: 'TaskChanges' });
export type TaskChanges = z.infer<typeof taskChanges>;
export type TaskChangesInput = z.input<typeof taskChanges>;

function distinctIds(list: readonly { readonly id?: string | undefined }[]): boolean {
  const ids = list.flatMap(({ id }) => (id === undefined ? [] : [id]));
  return new Set(ids).size === ids.length;
}
