import { useQuery } from '@tanstack/react-query';
import type { Task } from '@todo-chatbot/contracts';
import { addressWith, goTo } from '../../lib/place.ts';
import type { TaskGroup } from '../../lib/task-groups.ts';
import { projectsQuery } from '../../lib/task-query.ts';
import { focusAfter } from './row-focus.ts';
import { TaskRow } from './task-row.tsx';
import { useMoment, useTaskServices } from './task-services.tsx';
import type { Selection } from './use-selection.ts';

/** The tasks under their headings. When one leaves the list, the focus goes to its neighbour. */
export function TaskList(props: {
  readonly groups: readonly TaskGroup[];
  readonly openTask: string | null;
  readonly selection: Selection;
}) {
  const { groups, openTask, selection } = props;
  const { api, actions } = useTaskServices();
  const moment = useMoment();
  const { data: projects = [] } = useQuery(projectsQuery(api));

  const act = (action: 'complete' | 'reopen' | 'delete', task: Task) => {
    focusAfter(task.id);
    actions.act(action, [task]);
  };

  return groups.map(({ key, title, tasks }) => (
    <section key={key} aria-label={title ?? undefined} className="mt-5 first:mt-0">
      {title !== null && (
        <h2 className={`mb-2 px-1 font-medium text-sm ${title === 'Overdue' ? 'text-danger' : 'text-muted'}`}>
          {title}
        </h2>
      )}
      <ul className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-surface shadow-lifted">
        {tasks.map((task) => (
          <TaskRow
            key={task.id}
            task={task}
            project={projects.find(({ id }) => id === task.projectId)}
            moment={moment}
            isOpen={openTask === task.id}
            isSelecting={selection.isOn}
            isSelected={selection.ids.has(task.id)}
            open={() => goTo(addressWith({ task: task.id }))}
            select={() => selection.toggle(task.id)}
            setCompleted={(completed) => act(completed ? 'complete' : 'reopen', task)}
            remove={() => act('delete', task)}
          />
        ))}
      </ul>
    </section>
  ));
}
