import { type FocusEvent, type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';
import { PencilIcon, TrashIcon } from '../icons.tsx';

const entry =
  'flex h-9 w-full items-center gap-2.5 rounded-lg px-2.5 text-left text-sm outline-none hover:bg-sunken focus:bg-sunken max-lg:h-11';

/** What can be done to a project or a label, beside the button that opened it. */
export function FilingMenu(props: {
  readonly anchor: RefObject<HTMLButtonElement | null>;
  /** Of what it is. */
  readonly label: string;
  readonly close: () => void;
  readonly act: (action: 'edit' | 'delete') => void;
}) {
  const { anchor, label, close, act } = props;
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = menu.current;
    const place = anchor.current?.getBoundingClientRect();
    if (element === null || place === undefined) return;
    element.showPopover();
    const { offsetWidth, offsetHeight } = element;
    const left = Math.min(place.left, window.innerWidth - offsetWidth - 8);
    const isBelow = place.bottom + offsetHeight + 8 <= window.innerHeight;
    element.style.left = `${Math.max(8, left)}px`;
    element.style.top = `${isBelow ? place.bottom + 4 : place.top - offsetHeight - 4}px`;
    element.querySelector<HTMLElement>('[role=menuitem]')?.focus();
  }, [anchor]);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // It is its own: the row below has keys as well.
    event.stopPropagation();
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      anchor.current?.focus();
      close();
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const entries = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=menuitem]')];
    const at = entries.indexOf(document.activeElement as HTMLElement);
    entries[(at + step + entries.length) % entries.length]?.focus();
  };
  const onBlur = (event: FocusEvent<HTMLElement>) => {
    const next = event.relatedTarget;
    if (next !== anchor.current && !event.currentTarget.contains(next)) close();
  };

  return (
    <div
      ref={menu}
      popover="manual"
      role="menu"
      tabIndex={-1}
      aria-label={label}
      onKeyDown={onKeyDown}
      onBlur={onBlur}
      className="fixed inset-auto m-0 w-48 rounded-xl border border-line bg-raised p-1 text-ink shadow-xl"
    >
      <button type="button" role="menuitem" className={entry} onClick={() => act('edit')}>
        <PencilIcon className="size-4.5 text-muted" />
        Name and colour
      </button>
      <button type="button" role="menuitem" className={`${entry} text-danger`} onClick={() => act('delete')}>
        <TrashIcon className="size-4.5" />
        Delete
      </button>
    </div>
  );
}
