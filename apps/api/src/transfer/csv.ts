/** Pure: tasks as a table that spreadsheets open, and back. */

import { type TransferredTask, transferredTask } from '@todo-chatbot/contracts';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

/** In the order of the table. Lists stand in one cell, an item a line; a subtask begins with `[x]` or `[ ]`. */
export const csvColumns = [
  'title',
  'notes',
  'due',
  'time zone',
  'priority',
  'project',
  'labels',
  'subtasks',
  'repeat',
  'repeat from completion',
  'completed at',
  'created at',
] as const;
type Column = (typeof csvColumns)[number];
type Row = Readonly<Record<Column, string>>;

export function csvHeader(): string {
  return stringify([[...csvColumns]], { record_delimiter: 'windows' });
}

export function toCsv(tasks: readonly TransferredTask[]): string {
  return stringify(
    tasks.map((task) => csvColumns.map((column) => guarded(rowOf(task)[column]))),
    { record_delimiter: 'windows' },
  );
}

/** A row that cannot be a task; `line` is that of the file, the header being line 1. */
export type CsvProblem = { readonly line: number; readonly detail: string };
export type CsvOutcome =
  /** What could be read, each task with its line, and what could not. */
  | {
      readonly ok: true;
      readonly tasks: readonly TransferredTask[];
      readonly lines: readonly number[];
      readonly problems: readonly CsvProblem[];
    }
  /** It is no such table. */
  | { readonly ok: false; readonly problem: CsvProblem };

/** Columns may be missing and stand in any order; only `title` must be there. Unknown ones are refused, not lost. */
export function fromCsv(text: string): CsvOutcome {
  let rows: { record: Record<string, string>; info: { lines: number } }[];
  try {
    rows = parse(text, {
      bom: true,
      columns: true,
      info: true,
      skip_empty_lines: true,
      trim: false,
    }) as never;
  } catch (error) {
    const { message, lines = 1 } = error as Error & { lines?: number };
    return { ok: false, problem: { line: lines, detail: `Is no CSV: ${message}` } };
  }
  const [first] = rows;
  const unknown = Object.keys(first?.record ?? {}).filter((name) => !csvColumns.includes(name as Column));
  if (unknown.length > 0)
    return {
      ok: false,
      problem: {
        line: 1,
        detail: `There is no column ${unknown.join(', ')}; known: ${csvColumns.join(', ')}`,
      },
    };
  const parsed = rows.map(({ record, info }) => ({
    line: info.lines,
    outcome: transferredTask.safeParse(taskOf(record)),
  }));
  const problems = parsed.flatMap(({ line, outcome }) =>
    outcome.success
      ? []
      : outcome.error.issues.map(({ path, message }) => ({ line, detail: `${path.join('.')}: ${message}` })),
  );
  const read = parsed.flatMap(({ line, outcome }) => (outcome.success ? [{ line, task: outcome.data }] : []));
  return { ok: true, tasks: read.map(({ task }) => task), lines: read.map(({ line }) => line), problems };
}

function rowOf(task: TransferredTask): Row {
  const { due, recurrence } = task;
  return {
    title: task.title,
    notes: task.notes ?? '',
    due: due === null ? '' : 'date' in due ? due.date : due.at,
    'time zone': due !== null && 'timeZone' in due ? due.timeZone : '',
    priority: task.priority,
    project: task.project ?? '',
    labels: task.labels.join('\n'),
    subtasks: task.subtasks.map(({ title, completed }) => `${completed ? '[x]' : '[ ]'} ${title}`).join('\n'),
    repeat: recurrence?.rrule ?? '',
    'repeat from completion': recurrence?.fromCompletion === true ? 'yes' : '',
    'completed at': task.completedAt ?? '',
    'created at': task.createdAt ?? '',
  };
}

/** What the cells say, to be checked by the schema. */
function taskOf(record: Readonly<Record<string, string>>): unknown {
  const cell = (name: Column): string => unguarded(record[name] ?? '');
  const lines = (name: Column): readonly string[] =>
    cell(name)
      .split('\n')
      .map((line) => line.replace(/\r$/, ''))
      .filter((line) => line !== '');
  const due = cell('due');
  return {
    title: cell('title'),
    notes: cell('notes') === '' ? null : cell('notes'),
    due:
      due === ''
        ? null
        : due.includes('T')
          ? { at: due, timeZone: cell('time zone') || 'UTC' }
          : { date: due },
    ...(cell('priority') === '' ? {} : { priority: cell('priority') }),
    project: cell('project') === '' ? null : cell('project'),
    labels: lines('labels'),
    subtasks: lines('subtasks').map((line) => ({
      title: line.replace(/^\[[ x]\] /i, ''),
      completed: /^\[x\] /i.test(line),
    })),
    recurrence:
      cell('repeat') === ''
        ? null
        : { rrule: cell('repeat'), fromCompletion: /^(yes|true|1)$/i.test(cell('repeat from completion')) },
    completedAt: cell('completed at') === '' ? null : cell('completed at'),
    ...(cell('created at') === '' ? {} : { createdAt: cell('created at') }),
  };
}

/**
 * Spreadsheets run a cell that begins like a formula (OWASP, "CSV Injection"): an apostrophe before it makes it text, and is
 * taken away again. A text that begins with an apostrophe itself gets one more.
 */
function guarded(text: string): string {
  return /^['=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function unguarded(text: string): string {
  return /^'['=+\-@\t\r]/.test(text) ? text.slice(1) : text;
}
