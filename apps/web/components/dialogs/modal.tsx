import { type ReactNode, useLayoutEffect, useRef } from 'react';

const shapes = {
  /** In the middle of the upper half. */
  centre: 'mx-auto mt-[12vh] mb-auto w-[min(36rem,calc(100vw-2rem))] max-h-[76vh] rounded-2xl',
  /** From the left edge, over the whole height. */
  drawer: 'mr-auto ml-0 h-dvh max-h-dvh w-[min(20rem,85vw)]',
  /** From below, nearly the whole window: a phone's way of showing details; on a tablet a panel at the right edge. */
  sheet:
    'mx-auto mt-auto mb-0 h-[92dvh] max-h-[92dvh] w-full rounded-t-2xl sm:mt-0 sm:mr-0 sm:h-dvh sm:max-h-dvh sm:w-112 sm:rounded-none',
} as const;

/** The browser's own dialog: it keeps the focus inside, closes on Escape, and gives the focus back. */
export function Modal(props: {
  readonly label: string;
  readonly shape: keyof typeof shapes;
  readonly close: () => void;
  readonly children: ReactNode;
}) {
  const { label, shape, close, children } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  // As a layout effect: closed while it is still in the document, or the focus would not go back.
  useLayoutEffect(() => {
    const element = dialog.current;
    if (element !== null && !element.open) element.showModal();
    return () => element?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside it closes it; Escape does the same by the browser
    <dialog
      ref={dialog}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) close();
      }}
      className={`enter-rise fixed inset-0 max-w-none overflow-y-auto overscroll-contain border border-line bg-canvas p-0 text-ink shadow-2xl backdrop:bg-black/40 ${shapes[shape]}`}
    >
      {children}
    </dialog>
  );
}
