import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useId, useState } from 'react';
import type { FilingKind } from '../../lib/api-client.ts';
import { chooseAppearance } from '../../lib/appearance.ts';
import type { FiledItem } from '../../lib/filing-actions.ts';
import { filterOf, isFiltered, withoutFilter } from '../../lib/filter.ts';
import { goTo } from '../../lib/place.ts';
import { labelsQuery, projectsQuery } from '../../lib/task-query.ts';
import { addressOf, fixedViews, viewNames, viewOf } from '../../lib/views.ts';
import { useSession, useSignOut } from '../account/use-account.ts';
import type { ManageFiling } from '../app/filed-list.tsx';
import { openFilter, removeFilter } from '../todo/filter-control.tsx';
import { useTaskServices } from '../todo/task-services.tsx';
import { Modal } from './modal.tsx';

type Command = { readonly name: string; readonly group: string; readonly run: () => void };

/** Every place and every command, found by a few letters of its name; what is no command can be searched for. */
export function CommandPalette(props: {
  readonly close: () => void;
  readonly quickAdd: () => void;
  readonly showChat: () => void;
  readonly showHelp: () => void;
  readonly showSettings: () => void;
  readonly manage: ManageFiling;
}) {
  const { close, quickAdd, showChat, showHelp, showSettings, manage } = props;
  const { api, actions } = useTaskServices();
  const { data: projects = [] } = useQuery(projectsQuery(api));
  const { data: labels = [] } = useQuery(labelsQuery(api));
  const { data: session } = useSession();
  const signOut = useSignOut('here');
  const [words, setWords] = useState('');
  const [index, setIndex] = useState(0);
  const listId = useId();

  const commands: readonly Command[] = [
    ...fixedViews.map((kind) => ({
      name: viewNames[kind],
      group: 'Go to',
      run: () => goTo(addressOf({ kind })),
    })),
    ...projects.map(({ id, name }) => ({
      name,
      group: 'Project',
      run: () => goTo(addressOf({ kind: 'project', id })),
    })),
    ...labels.map(({ name }) => ({
      name,
      group: 'Label',
      run: () => goTo(addressOf({ kind: 'label', name })),
    })),
    { name: 'Add a task', group: 'Do', run: quickAdd },
    { name: 'Filter by priority or status', group: 'Do', run: openFilter },
    ...(isFiltered(filterOf(window.location.search, viewOf(window.location)))
      ? [{ name: 'Clear the filter', group: 'Do', run: () => removeFilter(withoutFilter) }]
      : []),
    { name: 'New project', group: 'Do', run: () => manage({ action: 'add', kind: 'projects' }) },
    { name: 'New label', group: 'Do', run: () => manage({ action: 'add', kind: 'labels' }) },
    { name: 'Chat with the assistant', group: 'Do', run: showChat },
    { name: 'Take back the last change', group: 'Do', run: actions.undoLatest },
    { name: 'Settings', group: 'Do', run: showSettings },
    ...(session?.authentication === 'on'
      ? [{ name: 'Sign out', group: 'Do', run: () => signOut.mutate() }]
      : []),
    { name: 'Show the keyboard shortcuts', group: 'Do', run: showHelp },
    {
      name: 'Export everything as JSON',
      group: 'Do',
      run: () => window.location.assign('/api/export?format=json'),
    },
    {
      name: 'Export everything as CSV',
      group: 'Do',
      run: () => window.location.assign('/api/export?format=csv'),
    },
    { name: 'Light appearance', group: 'Do', run: () => chooseAppearance('light') },
    { name: 'Dark appearance', group: 'Do', run: () => chooseAppearance('dark') },
    { name: 'Appearance of the system', group: 'Do', run: () => chooseAppearance('system') },
  ];
  const manageEach = (kind: FilingKind, items: readonly FiledItem[]): readonly Command[] =>
    items.flatMap((item) =>
      (['edit', 'delete'] as const).map((action) => ({
        name: `${action === 'edit' ? 'Edit' : 'Delete'} ${item.name}`,
        group: kind === 'projects' ? 'Project' : 'Label',
        run: () => manage({ action, kind, item }),
      })),
    );
  const wanted = words.trim().toLowerCase();
  const search: Command = {
    name: `Search for “${words.trim()}”`,
    group: 'Search',
    run: () => goTo(addressOf({ kind: 'search', words: words.trim() })),
  };
  // Only once something is typed: they would hide the places to go.
  const managing =
    wanted === '' ? [] : [...manageEach('projects', projects), ...manageEach('labels', labels)];
  const isNamed = ({ name }: Command) => name.toLowerCase().includes(wanted);
  // What has the words in its name comes before what is only of that kind.
  const places = commands.filter((each) => `${each.group} ${each.name}`.toLowerCase().includes(wanted));
  const found = [
    ...places.filter(isNamed),
    ...managing.filter(isNamed),
    ...places.filter((each) => !isNamed(each)),
    ...(wanted === '' ? [] : [search]),
  ];
  const current = Math.min(index, found.length - 1);

  const run = (command: Command | undefined) => {
    close();
    // After the dialog has given the focus back, or a command could not move it.
    if (command !== undefined) requestAnimationFrame(command.run);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setIndex((current + step + found.length) % found.length);
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      run(found[current]);
    }
  };

  return (
    <Modal label="Commands" shape="centre" close={close}>
      <input
        // biome-ignore lint/a11y/noAutofocus: a dialog that was asked for begins in its field
        autoFocus
        type="text"
        role="combobox"
        aria-label="Go to or do"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={`${listId}-${current}`}
        autoComplete="off"
        placeholder="Go to, or do…"
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value);
          setIndex(0);
        }}
        onKeyDown={onKeyDown}
        className="sticky top-0 h-14 w-full border-line border-b bg-canvas px-5 text-base outline-none placeholder:text-muted"
      />
      <div id={listId} role="listbox" aria-label="Commands" className="p-2">
        {found.map((command, at) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keyboard
          <div
            key={`${command.group} ${command.name}`}
            id={`${listId}-${at}`}
            role="option"
            tabIndex={-1}
            aria-selected={at === current}
            ref={(element) => {
              if (at === current) element?.scrollIntoView({ block: 'nearest' });
            }}
            onClick={() => run(command)}
            className="flex h-10 cursor-pointer items-center justify-between gap-4 rounded-lg px-3 text-sm aria-selected:bg-accent-soft hover:bg-sunken"
          >
            <span className="truncate">{command.name}</span>
            <span className="text-muted text-xs">{command.group}</span>
          </div>
        ))}
      </div>
    </Modal>
  );
}
