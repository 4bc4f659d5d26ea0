import { type KeyboardEvent, lazy, Suspense, useRef, useState } from 'react';
import type { FilingKind } from '../../lib/api-client.ts';
import type { FiledItem } from '../../lib/filing-actions.ts';
import { addressOf, type View, viewWith } from '../../lib/views.ts';
import { MoreIcon, PlusIcon, TagIcon } from '../icons.tsx';
import { filedColours } from './colours.ts';
import { ViewLink } from './view-link.tsx';

const FilingMenu = lazy(async () => ({ default: (await import('../filing/filing-menu.tsx')).FilingMenu }));

/** What is to be done to a project or a label. */
export type FilingRequest =
  | { readonly action: 'add'; readonly kind: FilingKind }
  | { readonly action: 'edit' | 'delete'; readonly kind: FilingKind; readonly item: FiledItem };
export type ManageFiling = (request: FilingRequest) => void;

export const link =
  'flex h-9 items-center gap-2.5 rounded-lg px-2.5 text-sm transition-colors hover:bg-sunken aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-accent-strong max-lg:h-11 max-lg:text-base';
const round =
  'grid size-9 shrink-0 place-items-center rounded-lg text-muted transition-[opacity,color] hover:text-ink max-lg:size-11';

/** The projects or the labels: links to each, a button to add one, and a menu with what can be done to it. */
export function FiledList(props: {
  readonly kind: FilingKind;
  readonly items: readonly FiledItem[];
  readonly view: View;
  /** Its tasks that are to be done. */
  readonly countOf: (item: FiledItem) => number | undefined;
  readonly manage: ManageFiling;
}) {
  const { kind, items, view, countOf, manage } = props;
  const isProjects = kind === 'projects';
  return (
    <>
      <div className="mt-5 flex items-center justify-between">
        <h2 className="px-2.5 font-medium text-muted text-xs">{isProjects ? 'Projects' : 'Labels'}</h2>
        <button
          type="button"
          aria-label={isProjects ? 'New project' : 'New label'}
          onClick={() => manage({ action: 'add', kind })}
          className={round}
        >
          <PlusIcon className="size-4" />
        </button>
      </div>
      <ul className="grid grid-cols-1 gap-0.5">
        {items.map((item) => {
          const place = viewWith(kind, item);
          return (
            <FiledRow
              key={item.id}
              {...{ kind, item, place, manage }}
              isCurrent={addressOf(view) === addressOf(place)}
              count={countOf(item)}
            />
          );
        })}
      </ul>
    </>
  );
}

function FiledRow(props: {
  readonly kind: FilingKind;
  readonly item: FiledItem;
  readonly place: View;
  readonly isCurrent: boolean;
  readonly count: number | undefined;
  readonly manage: ManageFiling;
}) {
  const { kind, item, place, isCurrent, count, manage } = props;
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const act = (action: 'edit' | 'delete') => {
    setOpen(false);
    button.current?.focus();
    manage({ action, kind, item });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'F2' && event.key !== 'Delete') return;
    event.preventDefault();
    act(event.key === 'F2' ? 'edit' : 'delete');
  };
  return (
    <li className="group relative" onKeyDown={onKeyDown}>
      <ViewLink view={place} isCurrent={isCurrent} className={`${link} pointer-coarse:pr-11`}>
        <span className={`grid size-5 shrink-0 place-items-center ${filedColours[item.colour]}`}>
          {kind === 'projects' ? (
            <span className="size-2.5 rounded-full bg-current" />
          ) : (
            <TagIcon className="size-5" />
          )}
        </span>
        <span className="min-w-0 flex-1 truncate">{item.name}</span>
        <span className="pointer-fine:group-focus-within:opacity-0 pointer-fine:group-hover:opacity-0">
          <Count number={count} />
        </span>
      </ViewLink>
      <button
        ref={button}
        type="button"
        aria-label={`Manage ${item.name}`}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className={`${round} absolute top-0 right-0 pointer-fine:opacity-0 pointer-fine:focus-visible:opacity-100 pointer-fine:group-focus-within:opacity-100 pointer-fine:group-hover:opacity-100`}
      >
        <MoreIcon />
      </button>
      {isOpen && (
        <Suspense>
          <FilingMenu anchor={button} label={item.name} close={() => setOpen(false)} act={act} />
        </Suspense>
      )}
    </li>
  );
}

/** How many tasks there are to be done. */
export function Count({
  number,
  isUrgent = false,
}: {
  readonly number: number | undefined;
  readonly isUrgent?: boolean;
}) {
  if (number === undefined || number === 0) return null;
  return (
    <span className={`text-xs tabular-nums ${isUrgent ? 'font-medium text-danger' : 'text-muted'}`}>
      {number}
      <span className="sr-only"> {number === 1 ? 'task' : 'tasks'}</span>
    </span>
  );
}
