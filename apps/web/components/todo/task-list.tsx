import type { Task, TaskStatus } from '@todo-chatbot/contracts';
import { undoTimeMs } from '../../lib/notices.ts';
import { quoteTitle } from '../../lib/quote-title.ts';
import { checkboxId, TaskItem } from './task-item.tsx';
import { useTaskServices } from './task-services.tsx';

/** The tasks. When one leaves the list, the focus goes to its neighbour, so that the keyboard's place is not lost. */
export function TaskList(props: {
  readonly tasks: readonly Task[];
  readonly filter: TaskStatus;
  /** Where the focus goes when the last task has left. */
  readonly focusField: () => void;
}) {
  const { tasks, filter, focusField } = props;
  const { actions, notices } = useTaskServices();

  const focusNeighbour = (index: number) => {
    const neighbour = tasks[index + 1] ?? tasks[index - 1];
    requestAnimationFrame(() => {
      const checkbox = neighbour && document.getElementById(checkboxId(neighbour));
      if (checkbox) checkbox.focus();
      else focusField();
    });
  };

  const setCompleted = (task: Task, index: number, completed: boolean) => {
    actions.setCompleted(task, completed);
    if (filter === 'all') return;
    focusNeighbour(index);
    notices.show({
      tone: 'neutral',
      text: `${completed ? 'Completed' : 'Reopened'} ${quoteTitle(task.title)}`,
      offer: { label: 'Undo' },
      lifetimeMs: undoTimeMs,
      ended: (how) => {
        if (how === 'acted') actions.setCompleted({ ...task, completed }, !completed);
      },
    });
  };

  return (
    <ul className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-surface shadow-lifted">
      {tasks.map((task, index) => (
        <TaskItem
          key={task.id}
          task={task}
          setCompleted={(completed) => setCompleted(task, index, completed)}
          remove={() => {
            actions.remove(task);
            focusNeighbour(index);
          }}
        />
      ))}
    </ul>
  );
}
