/** Owns the views of the list: the address of each, the question that it asks the API, and what belongs in it. Pure. */

import type { Priority, Task, TaskQueryInput, TaskSort, TaskStatus } from '@todo-chatbot/contracts';
import type { FilingKind } from './api-client.ts';
import { dueDay, isOverdue, type Moment } from './due-dates.ts';

export const fixedViews = ['all', 'today', 'upcoming', 'overdue', 'inbox', 'completed'] as const;
export type FixedView = (typeof fixedViews)[number];

export type View =
  | { readonly kind: FixedView }
  | { readonly kind: 'project'; readonly id: string }
  | { readonly kind: 'label'; readonly name: string }
  | { readonly kind: 'search'; readonly words: string };

/** The view of a project or a label. */
export const viewWith = (
  kind: FilingKind,
  { id, name }: { readonly id: string; readonly name: string },
): View => (kind === 'projects' ? { kind: 'project', id } : { kind: 'label', name });

export const viewNames: Readonly<Record<FixedView, string>> = {
  all: 'All tasks',
  today: 'Today',
  upcoming: 'Upcoming',
  overdue: 'Overdue',
  inbox: 'Inbox',
  completed: 'Completed',
};

/** What narrows a view; `null` leaves it as it is. */
export type Filter = {
  readonly priority: Priority | null;
  /** Never the one that the view has anyway. */
  readonly status: TaskStatus | null;
};
export const noFilter: Filter = { priority: null, status: null };

/** Sorts that a person can choose from; those of a view that has an order of its own are none. */
export const sortNames = {
  newest: 'Newest first',
  oldest: 'Oldest first',
  due: 'Due date',
  priority: 'Priority',
  title: 'Title',
} as const satisfies Partial<Record<TaskSort, string>>;
export type ChosenSort = keyof typeof sortNames;

export const isSortable = ({ kind }: View): boolean =>
  kind === 'all' || kind === 'inbox' || kind === 'project' || kind === 'label' || kind === 'search';

/** What the view shows unless a filter says otherwise. */
export function ownStatus({ kind }: View): TaskStatus {
  if (kind === 'search') return 'all';
  return kind === 'completed' ? 'completed' : 'pending';
}

export function addressOf(view: View): string {
  switch (view.kind) {
    case 'all':
      return '/';
    case 'project':
      return `/projects/${encodeURIComponent(view.id)}`;
    case 'label':
      return `/labels/${encodeURIComponent(view.name)}`;
    case 'search':
      return view.words === '' ? '/search' : `/search?${new URLSearchParams({ q: view.words })}`;
    default:
      return `/${view.kind}`;
  }
}

/** The view of an address; all tasks where it names none. */
export function viewOf(location: { readonly pathname: string; readonly search: string }): View {
  const [first = '', second = ''] = location.pathname.split('/').filter(Boolean).map(decode);
  if (first === 'projects' && second !== '') return { kind: 'project', id: second };
  if (first === 'labels' && second !== '') return { kind: 'label', name: second };
  if (first === 'search')
    return { kind: 'search', words: new URLSearchParams(location.search).get('q') ?? '' };
  return { kind: fixedViews.find((kind) => kind === first) ?? 'all' };
}

export function sortOf(search: string): ChosenSort {
  const wanted = new URLSearchParams(search).get('sort');
  return wanted !== null && Object.hasOwn(sortNames, wanted) ? (wanted as ChosenSort) : 'newest';
}

/** The view of today asks for what is overdue as well: it stands above. */
export function queryOf(
  view: View,
  options: {
    readonly sort: ChosenSort;
    readonly filter: Filter;
    readonly timeZone: string;
    readonly today: string;
  },
) {
  const { sort, filter, timeZone, today } = options;
  const status = filter.status ?? ownStatus(view);
  const query = (): TaskQueryInput => {
    switch (view.kind) {
      case 'all':
        return { status, sort };
      case 'today':
        return { status: 'pending', dueTo: today, sort: 'due' };
      case 'upcoming':
        return { view: 'upcoming' };
      case 'overdue':
        return { view: 'overdue' };
      case 'inbox':
        return { view: 'inbox', status, sort };
      case 'completed':
        return { status: 'completed' };
      case 'project':
        return { projectId: view.id, status, sort };
      case 'label':
        return { label: view.name, status, sort };
      case 'search':
        return { q: view.words, status, sort };
    }
  };
  const { priority } = filter;
  return { ...query(), ...(priority !== null && { priority }), timeZone } satisfies TaskQueryInput;
}

/** Whether a task is shown, as far as the browser can tell: a change that takes it out is seen before the API has answered. */
export function belongs(
  list: { readonly view: View; readonly filter: Filter },
  task: Task,
  moment: Moment,
): boolean {
  const { view, filter } = list;
  const status = filter.status ?? ownStatus(view);
  if (status !== 'all' && task.completed !== (status === 'completed')) return false;
  if (filter.priority !== null && task.priority !== filter.priority) return false;
  const day = task.due === null ? null : dueDay(task.due, moment.timeZone);
  switch (view.kind) {
    case 'completed':
    case 'search':
    case 'all':
      return true;
    case 'inbox':
      return task.projectId === null;
    case 'project':
      return task.projectId === view.id;
    case 'label':
      return task.labels.some((label) => label.toLowerCase() === view.name.toLowerCase());
    case 'today':
      return day !== null && day <= moment.today;
    case 'upcoming':
      return day !== null && day > moment.today;
    case 'overdue':
      return isOverdue(task, moment);
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
