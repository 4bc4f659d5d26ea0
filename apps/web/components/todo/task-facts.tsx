import type { Project, Task } from '@todo-chatbot/contracts';
import type { ReactNode } from 'react';
import { dueWords, elsewhereWords, isOverdue, type Moment } from '../../lib/due-dates.ts';
import { recurrenceWords } from '../../lib/recurrence-words.ts';
import { filedColours, priorityNames } from '../app/colours.ts';
import { CalendarIcon, RepeatIcon, StepsIcon, TagIcon } from '../icons.tsx';

/** Labels that a row names; the others are in the details. */
const shownLabels = 3;

/** The small line under a title: due date, repetition, steps, project, labels. Nothing where there is nothing to say. */
export function TaskFacts(props: {
  readonly task: Task;
  readonly project: Project | undefined;
  readonly viewLabel: string | null;
  readonly moment: Moment;
}) {
  const { task, project, viewLabel, moment } = props;
  const labels = task.labels.filter((label) => label.toLowerCase() !== viewLabel?.toLowerCase());
  const facts: ReactNode[] = [];
  if (task.due !== null) {
    const elsewhere = elsewhereWords(task.due, moment.timeZone);
    facts.push(
      <span key="due" className={`flex items-center gap-1 ${isOverdue(task, moment) ? 'text-danger' : ''}`}>
        <CalendarIcon className="size-3.5" />
        {isOverdue(task, moment) && <span className="sr-only">Overdue: </span>}
        {dueWords(task.due, moment)}
        {elsewhere !== null && ` (${elsewhere})`}
      </span>,
    );
  }
  if (task.recurrence !== null)
    facts.push(
      <span key="recurrence" className="flex items-center gap-1">
        <RepeatIcon className="size-3.5" />
        {recurrenceWords(task.recurrence)}
      </span>,
    );
  if (task.subtasks.length > 0)
    facts.push(
      <span key="steps" className="flex items-center gap-1 tabular-nums">
        <StepsIcon className="size-3.5" />
        <span className="sr-only">Steps done: </span>
        {task.subtasks.filter(({ completed }) => completed).length}/{task.subtasks.length}
      </span>,
    );
  if (project !== undefined)
    facts.push(
      <span key="project" className="flex min-w-0 items-center gap-1.5">
        <span className={`size-2 shrink-0 rounded-full bg-current ${filedColours[project.colour]}`} />
        <span className="truncate">{project.name}</span>
      </span>,
    );
  for (const label of labels.slice(0, shownLabels))
    facts.push(
      <span key={`label-${label}`} className="flex min-w-0 items-center gap-1">
        <TagIcon className="size-3.5 shrink-0" />
        <span className="truncate">{label}</span>
      </span>,
    );
  if (labels.length > shownLabels)
    facts.push(
      <span key="more-labels">
        +{labels.length - shownLabels}
        <span className="sr-only"> labels</span>
      </span>,
    );
  if (task.priority !== 'p4')
    facts.push(
      <span key="priority" className="sr-only">
        {priorityNames[task.priority]}
      </span>,
    );
  if (facts.length === 0) return null;
  return (
    <span className="mt-0.5 flex flex-wrap items-center gap-x-3 gap-y-0.5 text-muted text-xs">{facts}</span>
  );
}
