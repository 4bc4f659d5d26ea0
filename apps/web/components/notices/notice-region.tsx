import { useSyncExternalStore } from 'react';
import type { ShownNotice } from '../../lib/notices.ts';
import { useTaskServices } from '../todo/task-services.tsx';
import { NoticeCard } from './notice-card.tsx';

const none: readonly ShownNotice[] = [];

/** The notices at the bottom of the window. Their time stands still under the pointer or with the focus inside. */
export function NoticeRegion() {
  const { notices } = useTaskServices();
  const shown = useSyncExternalStore(notices.subscribe, notices.current, () => none);
  return (
    <section
      aria-label="Notices"
      aria-live="polite"
      aria-relevant="additions"
      className="pointer-events-none fixed inset-x-0 bottom-0 z-10 flex max-h-dvh flex-col items-center gap-2 overflow-y-auto p-4 pb-[max(1rem,env(safe-area-inset-bottom))] empty:hidden"
    >
      {shown.map((notice) => (
        <NoticeCard
          key={notice.id}
          notice={notice}
          act={() => notices.act(notice.id)}
          actOtherwise={() => notices.actOtherwise(notice.id)}
          close={() => notices.close(notice.id)}
          pause={notices.pause}
          resume={notices.resume}
        />
      ))}
    </section>
  );
}
