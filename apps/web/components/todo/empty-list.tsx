import type { TaskStatus } from '@todo-chatbot/contracts';
import { CheckIcon, SunriseIcon } from '../icons.tsx';
import { ListMessage } from './list-message.tsx';

const hint = 'max-w-sm text-muted text-sm';

/** No tasks at all, or none that the filter shows. */
export function EmptyList({ filter, hasTasks }: { readonly filter: TaskStatus; readonly hasTasks: boolean }) {
  if (!hasTasks) {
    return (
      <ListMessage icon={<SunriseIcon className="size-6" />} title="Nothing here yet">
        <p className={hint}>Write down the first thing on your mind and press Enter.</p>
      </ListMessage>
    );
  }
  return filter === 'completed' ? (
    <ListMessage icon={<CheckIcon className="size-6" />} title="Nothing completed yet">
      <p className={hint}>What you tick off appears here.</p>
    </ListMessage>
  ) : (
    <ListMessage icon={<CheckIcon className="size-6" />} title="All done">
      <p className={hint}>Nothing is waiting for you.</p>
    </ListMessage>
  );
}
