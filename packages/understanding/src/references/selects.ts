/** Owns whether a filter selects a task: the same question that the list answers, for the tasks at hand. */

import type { KnownTask, TaskFilter } from '../actions.ts';
import { stems } from './match-titles.ts';

/** "Overdue" is left to who knows the time: here it selects every open task with a due date before the period's end. */
export function selects(filter: TaskFilter, task: KnownTask): boolean {
  if (filter.status === 'pending' && task.completed) return false;
  if (filter.status === 'completed' && !task.completed) return false;
  if (filter.undated && task.due != null) return false;
  if (filter.priority !== null && task.priority !== filter.priority) return false;
  if (filter.project !== null && task.project?.toLowerCase() !== filter.project.toLowerCase()) return false;
  if (
    !filter.labels.every((label) =>
      (task.labels ?? []).some((other) => other.toLowerCase() === label.toLowerCase()),
    )
  )
    return false;
  if (filter.search !== null) {
    const said = stems(filter.search);
    const has = stems(task.title);
    if (!said.every((word) => has.some((other) => other === word || other.startsWith(word)))) return false;
  }
  if (filter.period === null || (filter.status === 'completed' && !filter.overdue)) return true;
  if (task.due == null) return false;
  const [start, end] = filter.period;
  return (start === null || task.due >= start) && (end === null || task.due < end);
}
