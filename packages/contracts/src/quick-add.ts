/** Owns `POST /api/tasks/quick-add`: one line of text to a task. */

import { z } from 'zod';
import { task, titleMaxLength } from './task.ts';
import { lineOfText } from './text.ts';
import { timeZone } from './time.ts';

const span = z.strictObject({ start: z.int().min(0), end: z.int().min(0) });

export const quickAddRequest = z
  .strictObject({
    text: lineOfText(titleMaxLength * 2),
    /** Where the person's "tomorrow" is; the account's own when absent. */
    timeZone: timeZone.optional(),
    /** Phrases that the person dismissed, by their place in `text`: they stay in the title. */
    ignore: z.array(span).max(50).default([]),
  })
  .meta({ id: 'QuickAddRequest' });
export type QuickAddRequest = z.infer<typeof quickAddRequest>;
export type QuickAddRequestInput = z.input<typeof quickAddRequest>;

export const quickAddChip = z
  .object({
    kind: z.enum(['due', 'recurrence', 'priority', 'project', 'label', 'unread']),
    /** The phrase as typed, and where it stands in `text` (UTF-16 code units, end excluded). */
    text: z.string(),
    start: z.int(),
    end: z.int(),
  })
  .meta({ id: 'QuickAddChip' });

/** The answer, with status 201. `POST /api/undo` with `activityId` takes it back; it is `null` when the request was answered before under its idempotency key. */
export const quickAddResult = z
  .object({
    task,
    chips: z.array(quickAddChip),
    /** Phrases that look like a date or a recurrence but could not be read: they are in the title, and must be shown. */
    notUnderstood: z.array(z.string()),
    activityId: z.string().nullable(),
  })
  .meta({ id: 'QuickAddResult' });
export type QuickAddResult = z.infer<typeof quickAddResult>;
