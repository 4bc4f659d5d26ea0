/** Owns the task as it travels over HTTP, and what a client may send about one. */

import { z } from 'zod';

/** Longest title, in UTF-16 code units after trimming. */
export const titleMaxLength = 500;
/** Longest notes, in UTF-16 code units. */
export const notesMaxLength = 10_000;

// PostgreSQL's text cannot hold U+0000; refusing it here keeps that a client's error and not the database's.
const withoutNul = (text: string) => !text.includes('\u0000');
const nulMessage = 'Must not contain the character U+0000';

const title = z
  .string()
  .trim()
  .min(1, 'Must not be empty')
  .max(titleMaxLength, `Must have at most ${titleMaxLength} characters`)
  .refine(withoutNul, nulMessage);

/** Empty notes are no notes. */
const notes = z
  .string()
  .max(notesMaxLength, `Must have at most ${notesMaxLength} characters`)
  .refine(withoutNul, nulMessage)
  .transform((text) => (text.trim() === '' ? null : text))
  .nullable();

export const taskId = z.uuid('Must be a UUID');

/** A point in time as the API writes it: ISO 8601 in UTC, `2026-11-20T23:34:40.123Z`. */
const instant = z.iso.datetime();

export const task = z.object({
  id: taskId,
  title: z.string().min(1).max(titleMaxLength),
  notes: z.string().nullable(),
  completed: z.boolean(),
  /** `null` exactly when the task is not completed. */
  completedAt: instant.nullable(),
  createdAt: instant,
  updatedAt: instant,
});
export type Task = z.infer<typeof task>;

/** The body of `POST /api/tasks`. Unknown members are refused, so that a typing error is not silently lost. */
export const newTask = z.strictObject({ title, notes: notes.default(null) });
export type NewTask = z.infer<typeof newTask>;
/** What a client may write: notes may be left out. */
export type NewTaskInput = z.input<typeof newTask>;

/** The body of `PATCH /api/tasks/{id}`: at least one member; what is absent stays as it is. */
export const taskChanges = z
  .strictObject({ title, notes, completed: z.boolean() })
  .partial()
  .refine((changes) => Object.values(changes).some((value) => value !== undefined), {
    message: 'Must change at least one of: title, notes, completed',
  });
export type TaskChanges = z.infer<typeof taskChanges>;
export type TaskChangesInput = z.input<typeof taskChanges>;

export const taskStatuses = ['all', 'pending', 'completed'] as const;
export const taskStatus = z.enum(taskStatuses, `Must be one of: ${taskStatuses.join(', ')}`);
export type TaskStatus = z.infer<typeof taskStatus>;

/** The query of `GET /api/tasks`. */
export const taskQuery = z.object({ status: taskStatus.default('all') });
export type TaskQuery = z.infer<typeof taskQuery>;

/** The answer of `GET /api/tasks`, newest first. */
export const taskList = z.object({ tasks: z.array(task) });
export type TaskList = z.infer<typeof taskList>;
