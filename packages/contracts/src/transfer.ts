/** Owns the file in which tasks leave an account and come into one: everything by name, nothing by id. */

import { z } from 'zod';
import { labelName, newLabel } from './label.ts';
import { problemError } from './problem.ts';
import { newProject, projectName } from './project.ts';
import { newTask } from './task.ts';
import { instant } from './time.ts';

/** Most tasks of one import. */
export const importMax = 2_000;

const { projectId: _id, projectName: _name, ...content } = newTask.shape;

export const transferredTask = z
  .strictObject({
    ...content,
    /** Name of its project; `null`: the inbox. */
    project: projectName.nullable().default(null),
    labels: z.array(labelName).max(20).default([]),
    completedAt: instant.nullable().default(null),
    /** Absent: when it is imported. */
    createdAt: instant.optional(),
  })
  .meta({ id: 'TransferredTask' });
export type TransferredTask = z.output<typeof transferredTask>;

const whole = z.strictObject({
  format: z.literal('todo-chatbot'),
  version: z.literal(1),
  exportedAt: instant.optional(),
  projects: z.array(newProject.pick({ name: true, colour: true })).default([]),
  labels: z.array(newLabel.pick({ name: true, colour: true })).default([]),
  tasks: z.array(transferredTask),
});

/** What `GET /api/export?format=json` gives: all tasks, however many they are. */
export const exportedDocument = whole.meta({ id: 'ExportedDocument' });

/** What `POST /api/import` takes: the same, no more than `importMax` tasks at once. */
export const transferDocument = whole
  .extend({
    tasks: whole.shape.tasks.max(importMax, `Must have at most ${importMax} tasks`),
  })
  .meta({ id: 'TransferDocument' });
export type TransferDocument = z.output<typeof transferDocument>;

/** The same before its tasks are read, each of which is judged by itself. */
export const transferEnvelope = whole.extend({
  tasks: z.array(z.unknown()).max(importMax, `Must have at most ${importMax} tasks`),
});

export const transferFormats = ['json', 'csv'] as const;
export const exportQuery = z.object({
  format: z.enum(transferFormats, `Must be one of: ${transferFormats.join(', ')}`).default('json'),
});

/** Problems of one file that are named at once. */
export const importProblemsMax = 50;

/** The answer of `POST /api/import/preview`: what importing the same file would do. Nothing is written. */
export const importPreview = z
  .object({
    /** Tasks that can be read. Where there are problems, importing the file adds none of them. */
    tasks: z.int(),
    /** Names that are not there yet, as they would be made. */
    newProjects: z.array(z.string()),
    newLabels: z.array(z.string()),
    /** The first of what cannot be read: which line or task, and why. */
    problems: z.array(problemError).max(importProblemsMax),
    /** Tasks that cannot be read, those not named above included; 1 where it is the file as a whole. */
    unreadable: z.int(),
  })
  .meta({ id: 'ImportPreview' });
export type ImportPreview = z.infer<typeof importPreview>;

/** The answer of `POST /api/import`. */
export const importResult = z
  .object({
    imported: z.int(),
    /** What `POST /api/undo` takes; `null` when there was nothing to import. */
    activityId: z.string().nullable(),
  })
  .meta({ id: 'ImportResult' });
export type ImportResult = z.infer<typeof importResult>;
