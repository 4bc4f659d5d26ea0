/** Owns reading a file that is to be imported, as far as it can be read; what of it cannot be is named by its place. */

import { importMax, type ProblemError, transferEnvelope, transferredTask } from '@todo-chatbot/contracts';
import type { Context } from 'hono';
import type { ImportContent } from '../../todos/imports.ts';
import type { Refusal } from '../../todos/planning/plan.ts';
import { fromCsv } from '../../transfer/csv.ts';
import type { HttpEnvironment } from '../http-environment.ts';
import { describeIssue, type JsonOutcome, readJson } from '../read-json.ts';

export type ImportFile = {
  readonly content: ImportContent;
  readonly problems: readonly ProblemError[];
  /** Tasks that cannot be read; 1 for a file that is none. */
  readonly unreadable: number;
  /** What stands against a task of the content, by its place in the file. */
  readonly problemOf: (refusal: Refusal & { readonly index: number }) => ProblemError;
};

/** @returns an answer where the body is neither a document nor a table at all */
export async function readImport(c: Context<HttpEnvironment>): Promise<JsonOutcome<ImportFile>> {
  if (isCsv(c)) return { ok: true, value: readTable(await c.req.text()) };
  const envelope = await readJson(c, transferEnvelope);
  return envelope.ok ? { ok: true, value: readDocument(envelope.value) } : envelope;
}

function isCsv(c: Context<HttpEnvironment>): boolean {
  return c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase() === 'text/csv';
}

function readTable(text: string): ImportFile {
  const table = fromCsv(text);
  if (!table.ok) return unreadable(lineProblem(table.problem.line, table.problem.detail));
  const { tasks, lines, problems } = table;
  if (tasks.length > importMax) return unreadable(lineProblem(1, `Must have at most ${importMax} tasks`));
  return {
    content: { projects: [], labels: [], tasks: [...tasks] },
    problems: problems.map(({ line, detail }) => lineProblem(line, detail)),
    unreadable: new Set(problems.map(({ line }) => line)).size,
    problemOf: ({ index, pointer, detail }) =>
      lineProblem(lines[index] ?? 1, `${pointer.slice(1).replaceAll('/', '.')}: ${detail}`),
  };
}

function readDocument(document: ReturnType<typeof transferEnvelope.parse>): ImportFile {
  const read = document.tasks.map((task, index) => ({ index, outcome: transferredTask.safeParse(task) }));
  const good = read.flatMap(({ index, outcome }) => (outcome.success ? [{ index, task: outcome.data }] : []));
  const bad = read.flatMap(({ index, outcome }) =>
    outcome.success ? [] : [{ index, issues: outcome.error.issues }],
  );
  return {
    content: { projects: document.projects, labels: document.labels, tasks: good.map(({ task }) => task) },
    problems: bad.flatMap(({ index, issues }) =>
      issues
        .flatMap((issue) => describeIssue(issue, ['tasks', index]))
        .map(({ pointer, detail }) => taskProblem(index, pointer, detail)),
    ),
    unreadable: bad.length,
    problemOf: ({ index, pointer, detail }) => {
      const place = good[index]?.index ?? 0;
      return taskProblem(place, `/tasks/${place}${pointer}`, detail);
    },
  };
}

const unreadable = (problem: ProblemError): ImportFile => ({
  content: { projects: [], labels: [], tasks: [] },
  problems: [problem],
  unreadable: 1,
  problemOf: () => problem,
});

const lineProblem = (line: number, detail: string): ProblemError => ({
  pointer: `/${line}`,
  detail: `Line ${line}: ${detail}`,
});

/** @param pointer `/tasks/6/title`; what it names is told to the person as well */
function taskProblem(index: number, pointer: string, detail: string): ProblemError {
  const member = pointer.split('/').slice(3).join('.');
  return { pointer, detail: `Task ${index + 1}: ${member === '' ? '' : `${member}: `}${detail}` };
}
