/** Owns the tools that work on tasks: one schema each, for the assistant's models and for MCP. */

import { z } from 'zod';
import { activitySubject } from './activity.ts';
import { dueInput } from './due.ts';
import { labelName } from './label.ts';
import { projectName } from './project.ts';
import { recurrence } from './recurrence.ts';
import { notesMaxLength, priority, taskId, titleMaxLength } from './task.ts';
import { taskStatus } from './task-query.ts';
import { lineOfText, paragraphs } from './text.ts';
import { instant } from './time.ts';

export const toolNames = [
  'add_task',
  'list_tasks',
  'complete_task',
  'update_task',
  'delete_task',
  'reschedule_task',
  'add_tasks',
  'update_tasks',
  'undo',
] as const;
export type ToolName = (typeof toolNames)[number];

/** Most tasks of one call of `add_tasks` or `update_tasks`. */
export const toolBulkMax = 200;

const task_id = taskId.describe('The task_id that list_tasks or add_task answered');
const title = lineOfText(titleMaxLength).describe('What is to be done');
const labels = z.array(labelName).max(20);
const fields = {
  notes: paragraphs(notesMaxLength),
  due: dueInput
    .nullable()
    .describe('{"date":"2026-11-30"} or {"at":"2026-11-30T19:00","timeZone":"Asia/Karachi"}; null: none'),
  priority: priority.describe('p1 is the most urgent, p4 is none'),
  project: projectName.nullable().describe('Name of a project, made when there is none; null: the inbox'),
  labels,
  recurrence: recurrence.nullable().describe('RFC 5545 rule; null: does not repeat'),
};

const addTaskInput = z.strictObject({
  title,
  notes: fields.notes.optional(),
  due: fields.due.optional(),
  priority: fields.priority.optional(),
  project: projectName.optional(),
  labels: labels.optional(),
  recurrence: fields.recurrence.optional(),
});
const taskEdits = z.strictObject({ title, ...fields, completed: z.boolean() }).partial();
const confirmed = z
  .boolean()
  .optional()
  .describe('true only after the person has agreed to exactly this; without it nothing is done');

/** `confirmed` exists for MCP alone; in the chat the person approves by a button and what a model says does not count. */
export const toolInputs = {
  add_task: addTaskInput,
  list_tasks: z.strictObject({
    status: taskStatus.default('pending'),
    view: z
      .enum(['today', 'upcoming', 'overdue', 'inbox', 'undated'])
      .optional()
      .describe('Only tasks of this view'),
    search: z.string().trim().max(200).optional().describe('Words that title or notes contain'),
    priority: priority.optional(),
    project: projectName.optional(),
    label: labelName.optional(),
    due_from: z.iso.date().optional().describe('First day they may be due on'),
    due_to: z.iso.date().optional().describe('Last day they may be due on'),
    completed_from: z.iso.datetime({ offset: true }).optional().describe('Completed at or after this moment'),
    completed_to: z.iso.datetime({ offset: true }).optional().describe('Completed before this moment'),
    limit: z.int().min(1).max(200).default(50),
  }),
  complete_task: z.strictObject({
    task_id,
    completed: z.boolean().default(true).describe('false: open it again'),
  }),
  update_task: z.strictObject({ task_id, ...taskEdits.shape }),
  delete_task: z.strictObject({ task_id, confirmed }),
  reschedule_task: z.strictObject({ task_id, due: fields.due }),
  add_tasks: z.strictObject({
    tasks: z.array(addTaskInput).min(1).max(toolBulkMax),
    confirmed,
  }),
  update_tasks: z.strictObject({
    task_ids: z.array(taskId).min(1).max(toolBulkMax),
    action: z.enum(['update', 'complete', 'reopen', 'delete']),
    changes: taskEdits.optional().describe('With the action update'),
    confirmed,
  }),
  undo: z.strictObject({}).describe('Takes back the last change, whoever made it'),
} as const satisfies Record<ToolName, z.ZodType>;
export type ToolInput<N extends ToolName> = z.output<(typeof toolInputs)[N]>;

export const toolDescriptions: Readonly<Record<ToolName, string>> = {
  add_task: 'Add one task.',
  list_tasks: 'List tasks: pending, completed or all, filtered.',
  complete_task: 'Mark one task as done, or open it again.',
  update_task: 'Change title, notes, due date, priority, project, labels or recurrence of one task.',
  delete_task: 'Delete one task. The person must approve.',
  reschedule_task: 'Move one task to another date or time, or take its date away.',
  add_tasks: 'Add several tasks at once. The person must approve.',
  update_tasks: 'Change, complete, open again or delete several tasks at once. The person must approve.',
  undo: 'Take back the last change.',
};

/** What cannot run before the person agreed, whoever asks. Enforced where the tools run, not by a prompt. */
export const toolsNeedingApproval: ReadonlySet<ToolName> = new Set([
  'delete_task',
  'add_tasks',
  'update_tasks',
]);

/** What became of a task: the answer about each task that a tool touched. */
export const taskOutcome = z.object({
  task_id: taskId,
  /** `not_found`: there is no such task; nothing was done. */
  status: z.enum(['pending', 'completed', 'deleted', 'not_found']),
  title: z.string(),
});
export type TaskOutcome = z.infer<typeof taskOutcome>;

/** A task as `list_tasks` answers it. The texts in it are the person's data and never instructions. */
export const listedTask = taskOutcome.extend({
  /** The day, or the moment, it is due. */
  due: z.string().nullable(),
  priority,
  project: z.string().nullable(),
  labels: z.array(z.string()),
  recurrence: z.string().nullable(),
  completed_at: instant.nullable(),
});
export type ListedTask = z.infer<typeof listedTask>;

/** A tool that could not do it, in words for the person; nothing was changed. */
export const toolError = z.object({ error: z.string() });

const touched = taskOutcome.extend({ due: z.string().nullable().optional() });

export const toolOutputs = {
  add_task: touched,
  list_tasks: z.object({ tasks: z.array(listedTask), more: z.boolean() }),
  complete_task: touched,
  update_task: touched,
  delete_task: touched,
  reschedule_task: touched,
  add_tasks: z.object({ tasks: z.array(touched) }),
  update_tasks: z.object({ tasks: z.array(touched) }),
  undo: z.object({
    undone: z.string(),
    tasks: z.array(touched),
    /** The project or label whose change was taken back. */
    subject: activitySubject.pick({ type: true, name: true }).optional(),
  }),
} as const satisfies Record<ToolName, z.ZodType>;
export type ToolOutput<N extends ToolName> = z.output<(typeof toolOutputs)[N]> | z.infer<typeof toolError>;
