/** Owns the label: a word that tasks carry. Tasks name labels by their names. */

import { z } from 'zod';
import { colour } from './project.ts';
import { lineOfText } from './text.ts';
import { instant } from './time.ts';

export const labelId = z.uuid('Must be a UUID');
/** Longest name of a label, in UTF-16 code units after trimming. */
export const labelNameMaxLength = 60;
/** Without spaces and commas, so that `@name` in quick add and lists of names are unambiguous. */
export const labelName = lineOfText(labelNameMaxLength).regex(
  /^[^\s,@#"]+$/,
  'Must not contain spaces, commas, quotes, @ or #',
);

export const label = z
  .object({
    id: labelId,
    /** Once per account, whatever the case of its letters. */
    name: z.string(),
    colour,
    createdAt: instant,
    updatedAt: instant,
    /** Rises with every change; the ETag is this in quotes. */
    version: z.int().min(1),
  })
  .meta({ id: 'Label' });
export type Label = z.infer<typeof label>;

/** The body of `POST /api/labels`. */
export const newLabel = z
  .strictObject({ name: labelName, colour: colour.default('grey') })
  .meta({ id: 'NewLabel' });
export type NewLabel = z.infer<typeof newLabel>;
export type NewLabelInput = z.input<typeof newLabel>;

/** The body of `PATCH /api/labels/{id}`: a new name goes to every task that carries the old one. */
export const labelChanges = z
  .strictObject({ name: labelName, colour })
  .partial()
  .refine((changes) => Object.values(changes).some((value) => value !== undefined), {
    message: 'Must change at least one of: name, colour',
  })
  .meta({ id: 'LabelChanges' });
export type LabelChanges = z.infer<typeof labelChanges>;

/** The answer of `GET /api/labels`, by name. */
export const labelList = z.object({ labels: z.array(label) }).meta({ id: 'LabelList' });
export type LabelList = z.infer<typeof labelList>;
