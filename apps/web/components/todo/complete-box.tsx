import type { Task } from '@todo-chatbot/contracts';
import { priorityRings } from '../app/colours.ts';
import { CheckIcon } from '../icons.tsx';
import { isRepeatedClick } from './repeated-click.ts';

/** The round box that completes a task; its ring tells the priority. */
export function CompleteBox(props: {
  readonly task: Task;
  readonly disabled?: boolean;
  readonly setCompleted: (completed: boolean) => void;
}) {
  const { task, disabled = false, setCompleted } = props;
  return (
    <label className="relative -m-2.5 grid size-11 shrink-0 cursor-pointer place-items-center">
      <input
        type="checkbox"
        aria-label={task.title}
        checked={task.completed}
        disabled={disabled}
        onChange={({ currentTarget, nativeEvent }) => {
          if (!isRepeatedClick(nativeEvent)) setCompleted(currentTarget.checked);
        }}
        className={`peer size-5.5 cursor-pointer appearance-none rounded-full border-2 transition-colors checked:border-accent checked:bg-accent disabled:cursor-default ${priorityRings[task.priority]}`}
      />
      <CheckIcon className="pointer-events-none absolute size-3.5 scale-50 stroke-[3] text-on-accent opacity-0 transition peer-checked:scale-100 peer-checked:opacity-100" />
    </label>
  );
}
