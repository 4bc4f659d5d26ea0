import { lazy, type ReactNode, Suspense } from 'react';
import { useIsWide } from './use-is-wide.ts';

const Modal = lazy(async () => ({ default: (await import('../dialogs/modal.tsx')).Modal }));

/** What stands beside the list where there is room, and over it as a sheet where there is none. Loaded when it is opened. */
export function SidePanel(props: {
  readonly label: string;
  readonly close: () => void;
  readonly children: ReactNode;
}) {
  const { label, close, children } = props;
  const isWide = useIsWide();
  if (isWide) {
    return (
      <aside
        aria-label={label}
        className="sticky top-0 h-dvh w-96 overflow-y-auto border-line border-l bg-surface"
      >
        <Suspense>{children}</Suspense>
      </aside>
    );
  }
  return (
    <Suspense>
      <Modal label={label} shape="sheet" close={close}>
        {children}
      </Modal>
    </Suspense>
  );
}
