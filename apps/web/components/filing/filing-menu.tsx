import type { KeyboardEvent, RefObject } from 'react';
import { PencilIcon, TrashIcon } from '../icons.tsx';
import { menuEntry, menuSurface, usePopoverMenu } from '../menu/use-popover-menu.ts';

/** What can be done to a project or a label, beside the button that opened it. */
export function FilingMenu(props: {
  readonly anchor: RefObject<HTMLButtonElement | null>;
  /** Of what it is. */
  readonly label: string;
  readonly close: () => void;
  readonly act: (action: 'edit' | 'delete') => void;
}) {
  const { anchor, label, close, act } = props;
  const { menu, leave, onBlur } = usePopoverMenu({ anchor, close, first: '[role=menuitem]', place });
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // It is its own: the row below has keys as well.
    event.stopPropagation();
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      leave();
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const entries = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=menuitem]')];
    const at = entries.indexOf(document.activeElement as HTMLElement);
    entries[(at + step + entries.length) % entries.length]?.focus();
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
      className={`${menuSurface} fixed w-48`}
    >
      <button type="button" role="menuitem" className={menuEntry} onClick={() => act('edit')}>
        <PencilIcon className="size-4.5 text-muted" />
        Name and colour
      </button>
      <button
        type="button"
        role="menuitem"
        className={`${menuEntry} text-danger`}
        onClick={() => act('delete')}
      >
        <TrashIcon className="size-4.5" />
        Delete
      </button>
    </div>
  );
}

/** Below its button, or above it where there is no room. */
function place(menu: HTMLElement, anchor: DOMRect): void {
  const { offsetWidth, offsetHeight } = menu;
  const left = Math.min(anchor.left, window.innerWidth - offsetWidth - 8);
  const isBelow = anchor.bottom + offsetHeight + 8 <= window.innerHeight;
  menu.style.left = `${Math.max(8, left)}px`;
  menu.style.top = `${isBelow ? anchor.bottom + 4 : anchor.top - offsetHeight - 4}px`;
}
