/** Owns what the built-in assistant says once its tools have run: what happened, and what did not. Pure. */

import type { ListedTask, TaskOutcome } from '@todo-chatbot/contracts';
import type { DoneCall } from './read-prompt.ts';
import { type Clock, sayDue } from './when.ts';
import { countTasks, quoteTitles } from './wording.ts';

type Touched = TaskOutcome & { readonly due?: string | null };

export type ListAnswer = 'list' | 'count' | 'check';

/** Tasks that a list names one by one. */
const shownMax = 30;

export function reportOutcomes(
  done: readonly DoneCall[],
  options: { readonly clock: Clock; readonly answer: ListAnswer },
): string {
  return done.map((call) => reportCall(call, options)).join('\n');
}

function reportCall(
  { name, input, output }: DoneCall,
  { clock, answer }: { readonly clock: Clock; readonly answer: ListAnswer },
): string {
  if (output === undefined) return 'All right, I left it as it was.';
  if (hasError(output)) return `That did not work: ${output.error}`;
  if (name === 'list_tasks') return reportList(output as ListOutput, input, { clock, answer });
  const tasks = touchedOf(output);
  const missing = tasks.filter(({ status }) => status === 'not_found');
  if (missing.length > 0) return 'That task is not there any more. Nothing was changed.';
  const titles = quoteTitles(tasks.map(({ title }) => title));
  const [first] = tasks;
  switch (name) {
    case 'add_task':
    case 'add_tasks':
      return `Added ${titles}${dueOf(first, tasks, clock, ', due ')}.`;
    case 'complete_task':
      return (input as { completed?: boolean } | undefined)?.completed === false
        ? `${titles} is open again.`
        : `Done: ${titles}.`;
    case 'delete_task':
      return `Deleted ${titles}. Say “undo that” to bring it back.`;
    case 'update_task':
      return `Changed ${titles}.`;
    case 'reschedule_task':
      return first?.due === null
        ? `${titles} has no due date now.`
        : `Moved ${titles}${dueOf(first, tasks, clock, ' to ')}.`;
    case 'update_tasks':
      return reportMany((input as { action?: string } | undefined)?.action, tasks.length, titles);
    case 'undo':
      return reportUndo(output, titles);
    default:
      return 'Done.';
  }
}

function reportUndo(output: unknown, titles: string): string {
  const { undone, subject } = output as {
    undone?: string;
    subject?: { readonly type: string; readonly name: string };
  };
  if (subject === undefined) return `Undone${titles === '' ? '' : `: ${titles}`}.`;
  const what = `Undone: the ${subject.type} ${quoteTitles([subject.name])}`;
  if (undone === 'deleted') return `${what} is back, with its tasks.`;
  return undone === 'created' ? `${what} is gone again.` : `${what} is as it was.`;
}

function reportMany(action: string | undefined, count: number, titles: string): string {
  switch (action) {
    case 'delete':
      return `Deleted ${countTasks(count)}: ${titles}. Say “undo that” to bring them back.`;
    case 'complete':
      return `Done: ${titles}.`;
    case 'reopen':
      return `Open again: ${titles}.`;
    default:
      return `Changed ${countTasks(count)}: ${titles}.`;
  }
}

type ListOutput = { readonly tasks: readonly ListedTask[]; readonly more: boolean };

function reportList(
  { tasks, more }: ListOutput,
  input: unknown,
  { clock, answer }: { readonly clock: Clock; readonly answer: ListAnswer },
): string {
  const status = (input as { status?: string } | undefined)?.status ?? 'pending';
  const kind = status === 'all' ? '' : status;
  if (answer === 'check') {
    if (tasks.length === 0) return 'No, I found nothing like that on your list.';
    const lines = tasks.slice(0, shownMax).map((task, index) => line(task, index, clock));
    return `Yes:\n${lines.join('\n')}`;
  }
  if (tasks.length === 0) return `There are no ${kind === '' ? '' : `${kind} `}tasks like that.`;
  const count = more ? `more than ${countTasks(tasks.length, kind)}` : countTasks(tasks.length, kind);
  if (answer === 'count') return `You have ${count}.`;
  const lines = tasks.slice(0, shownMax).map((task, index) => line(task, index, clock));
  const rest = tasks.length - lines.length;
  return `You have ${count}:\n${lines.join('\n')}${rest > 0 ? `\n… and ${rest} more.` : ''}`;
}

function line(task: ListedTask, index: number, clock: Clock): string {
  const facts = [
    ...(task.completed_at !== null ? [`done ${sayDue(task.completed_at, clock)}`] : []),
    ...(task.due !== null && task.completed_at === null ? [sayDue(task.due, clock)] : []),
    ...(task.priority !== 'p4' ? [task.priority] : []),
    ...(task.project !== null ? [`#${task.project}`] : []),
  ];
  return `${index + 1}. ${task.title}${facts.length === 0 ? '' : ` (${facts.join(', ')})`}`;
}

function dueOf(first: Touched | undefined, tasks: readonly Touched[], clock: Clock, before: string): string {
  if (tasks.length !== 1 || typeof first?.due !== 'string') return '';
  return `${before}${sayDue(first.due, clock)}`;
}

function touchedOf(output: unknown): readonly Touched[] {
  const { tasks } = output as { tasks?: readonly Touched[] };
  return tasks ?? [output as Touched];
}

function hasError(output: unknown): output is { readonly error: string } {
  return typeof output === 'object' && output !== null && 'error' in output;
}
