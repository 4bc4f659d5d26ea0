/** Owns the line of quick add: what was recognised in it, and the task that it becomes. The reader itself is loaded on demand. */

import type { NewTaskInput, Priority, Task } from '@todo-chatbot/contracts';
import type { Chip, QuickAdd, Span } from '@todo-chatbot/understanding/quick-add';
import type { View } from './views.ts';

export type ReadLine = (
  text: string,
  options: { now: string; timeZone: string; ignore: readonly Span[] },
) => QuickAdd;

/** Twenty kilobytes that the list does not need to appear. */
export const loadReader = async (): Promise<ReadLine> =>
  (await import('@todo-chatbot/understanding/quick-add')).parseQuickAdd;

/**
 * Dismissed phrases by their place. An edit before a phrase moves it, an edit inside of it gives it another chance.
 *
 * @param before, after the text before and after the edit
 */
export function moveSpans(spans: readonly Span[], before: string, after: string): readonly Span[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  while (
    tail < before.length - head &&
    tail < after.length - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  )
    tail++;
  const by = after.length - before.length;
  return spans.flatMap((span) => {
    if (span.end <= head) return [span];
    if (span.start >= before.length - tail) return [{ start: span.start + by, end: span.end + by }];
    return [];
  });
}

/** What is sent, and what of it the lists can show before the answer. */
export function taskOf(
  line: QuickAdd,
  options: {
    readonly timeZone: string;
    /** Where it is added: a task without a project goes to the project that is shown. */
    readonly view: View;
    /** Of the filter: a task without a priority takes it, and so is shown. */
    readonly priority?: Priority | null;
    readonly today: string;
    readonly projects: readonly { readonly id: string; readonly name: string }[];
    readonly toInstant: (local: string, timeZone: string) => string;
  },
): { readonly task: NewTaskInput; readonly shown: Partial<Task> } {
  const { view, timeZone } = options;
  const { title, project, recurrence } = line;
  const priority = line.priority ?? options.priority;
  const local = line.due ?? (view.kind === 'today' && recurrence === null ? options.today : null);
  const due =
    local === null
      ? null
      : local.includes('T')
        ? { at: options.toInstant(local, timeZone), timeZone }
        : { date: local };
  const known = options.projects.find(({ name }) => name.toLowerCase() === project?.toLowerCase());
  const projectId = known?.id ?? (project === null && view.kind === 'project' ? view.id : null);
  const labels =
    view.kind === 'label' && !line.labels.includes(view.name) ? [...line.labels, view.name] : line.labels;
  const rule = recurrence && {
    rrule: recurrence.rrule,
    fromCompletion: recurrence.anchor === 'completion',
  };
  const shown = { due, labels: [...labels], projectId, ...(priority && { priority }), recurrence: rule };
  const { projectId: _, ...sent } = shown;
  return {
    shown,
    task: {
      title,
      ...sent,
      ...(projectId !== null ? { projectId } : project !== null && { projectName: project }),
    },
  };
}

/** A line of which nothing is read: what is added while the reader is not there. */
export const plainLine = (text: string): QuickAdd => ({
  title: text.trim(),
  chips: [],
  due: null,
  duePeriod: null,
  recurrence: null,
  priority: null,
  project: null,
  labels: [],
});

export type { Chip, QuickAdd, Span };
