/** Owns what a chosen file is, and what the API says about importing it, in words. Pure. */

import type { ImportPreview } from '@todo-chatbot/contracts';
import { counted } from './wait-words.ts';

export type ImportFile =
  | { readonly ok: true; readonly text: string; readonly mediaType: string }
  | { readonly ok: false; readonly detail: string };

/** @param file its name tells a table (`.csv`) from an export */
export function readImportFile(file: { readonly name: string; readonly text: string }): ImportFile {
  const text = file.text.replace(/^\uFEFF/, '');
  if (text.trim() === '') return { ok: false, detail: 'The file is empty.' };
  if (/\.csv$/i.test(file.name)) return { ok: true, text, mediaType: 'text/csv' };
  const document = parse(text);
  if (document?.format !== 'todo-chatbot' || !Array.isArray(document.tasks))
    return { ok: false, detail: 'This is neither an export of Todo Chatbot (JSON) nor a table (CSV).' };
  return { ok: true, text, mediaType: 'application/json' };
}

/** `42 tasks, 3 new projects, 1 new label`. */
export function previewWords({ tasks, newProjects, newLabels }: ImportPreview): string {
  const parts = [
    counted(tasks, 'task'),
    ...(newProjects.length > 0 ? [counted(newProjects.length, 'new project')] : []),
    ...(newLabels.length > 0 ? [counted(newLabels.length, 'new label')] : []),
  ];
  return parts.join(', ');
}

/** The first names of a list, and how many more: `Home, Work and 3 more`. */
export function someOf(names: readonly string[], most = 5): string {
  const rest = names.length - most;
  if (rest <= 0) return names.join(', ');
  return `${names.slice(0, most).join(', ')} and ${rest} more`;
}

function parse(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
