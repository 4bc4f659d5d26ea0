/** Owns the project: a list that a task may lie in. A task without one lies in the inbox. */

import { z } from 'zod';
import { lineOfText } from './text.ts';
import { instant } from './time.ts';

export const projectId = z.uuid('Must be a UUID');
/** Longest name of a project, in UTF-16 code units after trimming. */
export const projectNameMaxLength = 120;
export const projectName = lineOfText(projectNameMaxLength);

export const colours = [
  'grey',
  'red',
  'orange',
  'yellow',
  'green',
  'teal',
  'blue',
  'purple',
  'pink',
] as const;
export const colour = z.enum(colours, `Must be one of: ${colours.join(', ')}`);
export type Colour = z.infer<typeof colour>;

export const project = z
  .object({
    id: projectId,
    /** Once per account, whatever the case of its letters. */
    name: z.string(),
    colour,
    /** Where it stands among the projects, ascending. */
    position: z.int(),
    createdAt: instant,
    updatedAt: instant,
    /** Rises with every change; the ETag is this in quotes. */
    version: z.int().min(1),
  })
  .meta({ id: 'Project' });
export type Project = z.infer<typeof project>;

const position = z.int().min(0).max(1_000_000);

/** The body of `POST /api/projects`. */
export const newProject = z
  .strictObject({ name: projectName, colour: colour.default('grey'), position: position.optional() })
  .meta({ id: 'NewProject' });
export type NewProject = z.infer<typeof newProject>;
export type NewProjectInput = z.input<typeof newProject>;

/** The body of `PATCH /api/projects/{id}`. */
export const projectChanges = z
  .strictObject({ name: projectName, colour, position })
  .partial()
  .refine((changes) => Object.values(changes).some((value) => value !== undefined), {
    message: 'Must change at least one of: name, colour, position',
  })
  .meta({ id: 'ProjectChanges' });
export type ProjectChanges = z.infer<typeof projectChanges>;

/** The answer of `GET /api/projects`, by position and then name. */
export const projectList = z.object({ projects: z.array(project) }).meta({ id: 'ProjectList' });
export type ProjectList = z.infer<typeof projectList>;
