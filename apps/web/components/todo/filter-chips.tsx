import { filterParts, isFiltered, statusNames, withoutFilter } from '../../lib/filter.ts';
import type { Filter } from '../../lib/views.ts';
import { priorityNames } from '../app/colours.ts';
import { CloseIcon } from '../icons.tsx';
import { removeFilter } from './filter-control.tsx';

/** What the list is narrowed to; each part can be taken away. */
export function FilterChips({ filter }: { readonly filter: Filter }) {
  if (!isFiltered(filter)) return null;
  return (
    <ul aria-label="Filters" className="mt-1 flex flex-wrap gap-1.5">
      {filterParts.map((part) => {
        const name = nameOf(filter, part);
        if (name === null) return null;
        return (
          <li
            key={part}
            className="flex min-h-8 items-center gap-1 rounded-lg bg-accent-soft pr-0.5 pl-2.5 text-accent-strong text-sm"
          >
            {name}
            <button
              type="button"
              onClick={() => removeFilter({ [part]: null })}
              aria-label={`Remove the filter “${name}”`}
              className="grid size-7 shrink-0 place-items-center rounded-md hover:bg-accent/15"
            >
              <CloseIcon className="size-3.5" />
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** In the place of a list in which nothing is left. */
export function ClearFilter() {
  return (
    <button
      type="button"
      onClick={() => removeFilter(withoutFilter)}
      className="mt-2 rounded-xl border border-line bg-surface px-4 py-2 font-medium text-sm hover:border-control"
    >
      Clear the filter
    </button>
  );
}

function nameOf({ priority, status }: Filter, part: keyof Filter): string | null {
  if (part === 'priority') return priority && priorityNames[priority];
  return status && statusNames[status];
}
