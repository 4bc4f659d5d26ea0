import { type KeyboardEvent, type RefObject, useId } from 'react';
import { filterPriorities, statusesOf, statusNames, statusParameter } from '../../lib/filter.ts';
import { addressWith, goTo } from '../../lib/place.ts';
import { type Filter, ownStatus, type View } from '../../lib/views.ts';
import { priorityNames, priorityTexts } from '../app/colours.ts';
import { CheckIcon, FlagIcon } from '../icons.tsx';
import { menuEntry, menuSurface, usePopoverMenu } from '../menu/use-popover-menu.ts';

const margin = 8;

/** The filters of a list, each with one choice. It stays open for another one; Enter chooses and closes. */
export function FilterMenu(props: {
  readonly anchor: RefObject<HTMLButtonElement | null>;
  readonly view: View;
  readonly filter: Filter;
  readonly close: () => void;
}) {
  const { anchor, view, filter, close } = props;
  const { menu, leave, onBlur } = usePopoverMenu({ anchor, close, first: '[aria-checked=true]', place });

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const { key } = event;
    const entries = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=menuitemradio]')];
    const at = entries.indexOf(document.activeElement as HTMLElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[key];
    if (next !== undefined) entries.at(next % entries.length)?.focus();
    else if (key === 'Enter') {
      entries[at]?.click();
      leave();
    } else if (key === 'Escape' || key === 'Tab') leave();
    // The keys of the application rest; the space bar chooses, as on any button.
    else if (key.length > 1 || key === ' ' || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
  };

  const statuses = statusesOf(view);
  return (
    <div
      ref={menu}
      popover="manual"
      role="menu"
      tabIndex={-1}
      aria-label="Filter"
      onKeyDown={onKeyDown}
      onBlur={onBlur}
      className={`${menuSurface} absolute max-h-[calc(100dvh-1rem)] w-56 overflow-y-auto outline-none`}
    >
      <Choices
        title="Priority"
        chosen={filter.priority}
        choose={(priority) => goTo(addressWith({ priority }))}
        entries={[
          { value: null, name: 'Any priority' },
          ...filterPriorities.map((value) => ({
            value,
            name: priorityNames[value],
            icon: value !== 'p4' && <FlagIcon className={`size-4 ${priorityTexts[value]}`} />,
          })),
        ]}
      />
      {statuses.length > 0 && (
        <div className="mt-1 border-line border-t pt-1">
          <Choices
            title="Status"
            chosen={filter.status ?? ownStatus(view)}
            choose={(status) => goTo(addressWith(statusParameter(view, status)))}
            entries={statuses.map((value) => ({ value, name: statusNames[value] }))}
          />
        </div>
      )}
    </div>
  );
}

/** Below its button, in the document's own coordinates: it moves with the button when the page scrolls. */
function place(menu: HTMLElement, anchor: DOMRect): void {
  const { offsetWidth, offsetHeight } = menu;
  const { clientWidth } = document.documentElement;
  const left = Math.max(margin, Math.min(anchor.left, clientWidth - offsetWidth - margin));
  const top = Math.max(margin, Math.min(anchor.bottom + 4, window.innerHeight - offsetHeight - margin));
  menu.style.left = `${left + window.scrollX}px`;
  menu.style.top = `${top + window.scrollY}px`;
}

/** One question of the menu and its answers, of which one holds. */
function Choices<Value extends string | null>(props: {
  readonly title: string;
  readonly chosen: Value;
  readonly choose: (value: Value) => void;
  readonly entries: readonly {
    readonly value: Value;
    readonly name: string;
    readonly icon?: React.ReactNode;
  }[];
}) {
  const { title, chosen, choose, entries } = props;
  const titleId = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is not a part of a menu
    <div role="group" aria-labelledby={titleId}>
      <p id={titleId} className="px-2.5 pt-1.5 pb-1 font-medium text-muted text-xs">
        {title}
      </p>
      {entries.map(({ value, name, icon }) => (
        <button
          key={name}
          type="button"
          role="menuitemradio"
          aria-checked={value === chosen}
          tabIndex={-1}
          onClick={() => {
            if (value !== chosen) choose(value);
          }}
          className={menuEntry}
        >
          <span className="grid size-4 shrink-0 place-items-center">
            {value === chosen && <CheckIcon className="size-4 text-accent" />}
          </span>
          <span className="flex-1">{name}</span>
          {icon}
        </button>
      ))}
    </div>
  );
}
