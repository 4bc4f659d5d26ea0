import { useQuery } from '@tanstack/react-query';
import type { Task } from '@todo-chatbot/contracts';
import { memo, useCallback } from 'react';
import { addressWith, goTo } from '../../lib/place.ts';
import { firstOfGroups, type TaskGroup } from '../../lib/task-groups.ts';
import { projectsQuery } from '../../lib/task-query.ts';
import type { View } from '../../lib/views.ts';
import { focusAfter } from './row-focus.ts';
import { TaskRow } from './task-row.tsx';
import { useMoment, useTaskServices } from './task-services.tsx';
import { useDrawnRows } from './use-drawn-rows.ts';
import type { Selection } from './use-selection.ts';

const open = ({ id }: Task) => goTo(addressWith({ task: id }));

/** The tasks under their headings; no row repeats the project or label that the view is of. When one leaves the list, the focus goes to its neighbour. */
export const TaskList = memo(function TaskList(props: {
  readonly view: View;
  readonly groups: readonly TaskGroup[];
  readonly openTask: string | null;
  readonly selection: Selection;
}) {
  const { view, groups, openTask, selection } = props;
  const { api, actions } = useTaskServices();
  const moment = useMoment();
  const { data: projects = [] } = useQuery(projectsQuery(api));

  const drawnRows = useDrawnRows();

  const act = useCallback(
    (action: 'complete' | 'reopen' | 'delete', task: Task) => {
      focusAfter(task.id);
      actions.act(action, [task]);
    },
    [actions],
  );

  return firstOfGroups(groups, drawnRows).map(({ key, title, tasks }) => (
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
            project={view.kind === 'project' ? undefined : projects.find(({ id }) => id === task.projectId)}
            viewLabel={view.kind === 'label' ? view.name : null}
            moment={moment}
            isOpen={openTask === task.id}
            isSelecting={selection.isOn}
            isSelected={selection.ids.has(task.id)}
            open={open}
            select={selection.toggle}
            act={act}
          />
        ))}
      </ul>
    </section>
  ));
});
