/** Owns the headings inside a list: what is overdue above today, and one for each day that comes. Pure. */

import type { Task } from '@todo-chatbot/contracts';
import { dayHeading, dueDay, isOverdue, type Moment } from './due-dates.ts';
import { isSortable, type View } from './views.ts';

export type TaskGroup = {
  readonly key: string;
  readonly title: string | null;
  readonly tasks: readonly Task[];
};

export function groupTasks(view: View, tasks: readonly Task[], moment: Moment): readonly TaskGroup[] {
  const titleOf = (task: Task): string | null => {
    const day = task.due === null ? null : dueDay(task.due, moment.timeZone);
    if (view.kind === 'today') return isOverdue(task, moment) ? 'Overdue' : 'Today';
    if (view.kind === 'upcoming' && day !== null) return dayHeading(day, moment.today);
    if (isSortable(view)) return task.completed ? 'Completed' : null;
    return null;
  };
  // The API's order is by what the clocks of each task's own zone show, which elsewhere may be another day.
  const dayOf = (task: Task) => (task.due === null ? '' : dueDay(task.due, moment.timeZone));
  const ordered =
    view.kind === 'upcoming' ? tasks.toSorted((a, b) => dayOf(a).localeCompare(dayOf(b))) : tasks;
  const found = Map.groupBy(ordered, titleOf);
  const overdue = view.kind === 'today' ? found.get('Overdue') : undefined;
  const groups = overdue === undefined ? found : new Map([['Overdue', overdue], ...found]);
  // What is done comes last, however it is sorted.
  const done = isSortable(view) ? groups.get('Completed') : undefined;
  if (done !== undefined && groups.delete('Completed')) groups.set('Completed', done);
  const isOnlyToday = view.kind === 'today' && groups.size === 1 && groups.has('Today');
  return [...groups].map(([title, list]) => ({
    key: title ?? 'all',
    title: isOnlyToday ? null : title,
    tasks: list,
  }));
}

/** The first tasks of a list, under their headings. @param count of tasks, over all groups */
export function firstOfGroups(groups: readonly TaskGroup[], count: number): readonly TaskGroup[] {
  let left = count;
  return groups.flatMap((group) => {
    const tasks = left >= group.tasks.length ? group.tasks : group.tasks.slice(0, left);
    left -= tasks.length;
    return tasks.length === 0 ? [] : [tasks === group.tasks ? group : { ...group, tasks }];
  });
}
