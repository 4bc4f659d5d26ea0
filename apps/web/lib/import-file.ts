/** Owns what a chosen file holds, as far as the browser can tell before it is imported. Pure; the API judges it. */

import { counted } from './wait-words.ts';

export type ImportFile =
  | { readonly ok: true; readonly text: string; readonly mediaType: string; readonly holds: string }
  | { readonly ok: false; readonly detail: string };

/** @param file its name tells a table (`.csv`) from an export */
export function readImportFile(file: { readonly name: string; readonly text: string }): ImportFile {
  const text = file.text.replace(/^\uFEFF/, '');
  if (text.trim() === '') return { ok: false, detail: 'The file is empty.' };
  if (/\.csv$/i.test(file.name))
    return { ok: true, text, mediaType: 'text/csv', holds: counted(rowsOf(text) - 1, 'task') };
  const document = parse(text);
  if (document?.format !== 'todo-chatbot' || !Array.isArray(document.tasks))
    return { ok: false, detail: 'This is neither an export of Todo Chatbot (JSON) nor a table (CSV).' };
  const parts = (['task', 'project', 'label'] as const).flatMap((noun) => {
    const list = document[`${noun}s`];
    return Array.isArray(list) && (list.length > 0 || noun === 'task') ? [counted(list.length, noun)] : [];
  });
  return { ok: true, text, mediaType: 'application/json', holds: parts.join(', ') };
}

function parse(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** Lines of a table: one that ends within quotes goes on in the next, empty ones do not count (RFC 4180). */
function rowsOf(text: string): number {
  let rows = 0;
  let isQuoted = false;
  for (const line of text.split(/\r?\n/)) {
    if (!isQuoted && line !== '') rows += 1;
    if (line.split('"').length % 2 === 0) isQuoted = !isQuoted;
  }
  return rows;
}
