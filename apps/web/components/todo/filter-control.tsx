import { lazy, Suspense, useRef, useState } from 'react';
import { addressWith, goTo } from '../../lib/place.ts';
import type { Filter, View } from '../../lib/views.ts';
import { FilterIcon } from '../icons.tsx';

const FilterMenu = lazy(async () => ({ default: (await import('./filter-menu.tsx')).FilterMenu }));

const buttonId = 'filter';

/** The button that opens the menu of filters; it stays where it is whatever the list shows. */
export function FilterControl(props: {
  readonly view: View;
  readonly filter: Filter;
  readonly className: string;
}) {
  const { view, filter, className } = props;
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <button
        ref={button}
        id={buttonId}
        type="button"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-keyshortcuts="f"
        onClick={() => setOpen(!isOpen)}
        className={`${className} flex items-center justify-center gap-1.5`}
      >
        <FilterIcon className="size-4.5" />
        <span className="max-sm:sr-only">Filter</span>
      </button>
      {isOpen && (
        <Suspense>
          <FilterMenu anchor={button} view={view} filter={filter} close={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

/** For keys and commands. */
export const openFilter = (): void => document.getElementById(buttonId)?.click();

/** Takes parts of the filter away. What was pressed goes with them: the focus returns to the button. */
export function removeFilter(parts: Partial<Record<keyof Filter, null>>): void {
  goTo(addressWith(parts));
  document.getElementById(buttonId)?.focus();
}
