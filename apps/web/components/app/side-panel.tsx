import { lazy, Suspense } from 'react';
import { useIsWide } from './use-is-wide.ts';

const Modal = lazy(async () => ({ default: (await import('../dialogs/modal.tsx')).Modal }));
const TaskDetails = lazy(async () => ({
  default: (await import('../detail/task-details.tsx')).TaskDetails,
}));

/** What stands beside the list where there is room, and over it as a sheet where there is none. Loaded when it is opened. */
export function SidePanel({ task, close }: { readonly task: string; readonly close: () => void }) {
  const isWide = useIsWide();
  if (isWide) {
    return (
      <aside
        aria-label="Details"
        className="sticky top-0 h-dvh w-96 overflow-y-auto border-line border-l bg-surface"
      >
        <Suspense>
          <TaskDetails key={task} id={task} close={close} />
        </Suspense>
      </aside>
    );
  }
  return (
    <Suspense>
      <Modal label="Details" shape="sheet" close={close}>
        <TaskDetails key={task} id={task} close={close} />
      </Modal>
    </Suspense>
  );
}
