/** Owns the rules that every short text of a client obeys. */

import { z } from 'zod';

// PostgreSQL's text cannot hold U+0000; refusing it here keeps that a client's error and not the database's. A lone
// surrogate is no character either: UTF-8 cannot carry it.
const storable = (text: string) => !text.includes('\u0000') && text.isWellFormed();
const storableMessage = 'Must not contain the character U+0000 or half of a surrogate pair';

/** One line: trimmed, not empty. @param maxLength in UTF-16 code units after trimming */
export const lineOfText = (maxLength: number) =>
  z
    .string()
    .trim()
    .min(1, 'Must not be empty')
    .max(maxLength, `Must have at most ${maxLength} characters`)
    .refine(storable, storableMessage);

/** Any number of lines; blank text is none. @param maxLength in UTF-16 code units */
export const paragraphs = (maxLength: number) =>
  z
    .string()
    .max(maxLength, `Must have at most ${maxLength} characters`)
    .refine(storable, storableMessage)
    .transform((text) => (text.trim() === '' ? null : text))
    .nullable();
