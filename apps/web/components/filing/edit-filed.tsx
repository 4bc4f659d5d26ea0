import { useQuery } from '@tanstack/react-query';
import type { Colour } from '@todo-chatbot/contracts';
import { type FormEvent, useId, useState } from 'react';
import type { FilingKind } from '../../lib/api-client.ts';
import { type FiledItem, nouns } from '../../lib/filing-actions.ts';
import { colours, labelNameMaxLength, labelNamePattern, projectNameMaxLength } from '../../lib/limits.ts';
import { labelsQuery, projectsQuery } from '../../lib/task-query.ts';
import { filedColours } from '../app/colours.ts';
import { plainButton, primaryButton } from '../buttons.ts';
import { Modal } from '../dialogs/modal.tsx';
import { CheckIcon } from '../icons.tsx';
import { useTaskServices } from '../todo/task-services.tsx';

/** Name and colour of a project or a label; of a new one where there is no `item`. */
export function EditFiled(props: {
  readonly kind: FilingKind;
  readonly item?: FiledItem;
  readonly close: () => void;
  readonly save: (wanted: { readonly name: string; readonly colour: Colour }) => void;
}) {
  const { kind, item, close, save } = props;
  const { api } = useTaskServices();
  const projects = useQuery(projectsQuery(api)).data ?? [];
  const labels = useQuery(labelsQuery(api)).data ?? [];
  const [name, setName] = useState(item?.name ?? '');
  const [colour, setColour] = useState<Colour>(item?.colour ?? 'grey');
  const [isAsked, setAsked] = useState(false);
  const id = useId();
  const noun = nouns[kind];
  const title = item === undefined ? `New ${noun}` : `Name and colour of “${item.name}”`;
  const others = (kind === 'projects' ? projects : labels).filter((each) => each.id !== item?.id);
  const fault = faultOf(kind, name.trim(), others);

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (fault !== null) return document.getElementById(`${id}-name`)?.focus();
    close();
    if (name.trim() !== item?.name || colour !== item.colour) save({ name: name.trim(), colour });
  };

  return (
    <Modal label={title} shape="centre" close={close}>
      <form noValidate onSubmit={onSubmit} className="grid gap-5 p-6">
        <h2 className="wrap-anywhere font-semibold text-lg tracking-tight">{title}</h2>
        <div className="grid gap-1.5">
          <label htmlFor={`${id}-name`} className="font-medium text-sm">
            Name
          </label>
          <input
            // biome-ignore lint/a11y/noAutofocus: a dialog that was asked for begins in its field
            autoFocus
            id={`${id}-name`}
            value={name}
            maxLength={kind === 'projects' ? projectNameMaxLength : labelNameMaxLength}
            autoComplete="off"
            aria-invalid={isAsked && fault !== null}
            aria-describedby={`${id}-fault`}
            onChange={({ currentTarget: { value } }) => setName(value)}
            className="h-11 rounded-xl border border-control bg-surface px-3 text-base outline-none focus:border-accent focus:ring-4 focus:ring-accent-soft"
          />
          <p id={`${id}-fault`} role="alert" className="min-h-5 text-danger text-sm">
            {isAsked && fault}
          </p>
        </div>
        <fieldset>
          <legend className="font-medium text-sm">Colour</legend>
          <div className="-ml-1.5 mt-1 flex flex-wrap">
            {colours.map((each) => (
              <label
                key={each}
                title={each}
                className={`relative grid size-11 cursor-pointer place-items-center ${filedColours[each]}`}
              >
                <input
                  type="radio"
                  name={`${id}-colour`}
                  aria-label={each}
                  checked={colour === each}
                  onChange={() => setColour(each)}
                  className="peer size-7 cursor-pointer appearance-none rounded-full bg-current ring-ink ring-offset-2 ring-offset-canvas checked:ring-2"
                />
                <CheckIcon className="pointer-events-none absolute size-4 stroke-[3] text-white opacity-0 peer-checked:opacity-100" />
              </label>
            ))}
          </div>
        </fieldset>
        <div className="flex justify-end gap-2">
          <button type="button" className={plainButton} onClick={close}>
            Cancel
          </button>
          <button type="submit" className={primaryButton}>
            {item === undefined ? 'Add' : 'Save'}
          </button>
        </div>
      </form>
    </Modal>
  );
}

function faultOf(
  kind: FilingKind,
  name: string,
  others: readonly { readonly name: string }[],
): string | null {
  if (name === '') return 'Give it a name.';
  if (kind === 'labels' && !labelNamePattern.test(name))
    return 'The name of a label has no spaces, commas, quotes, @ or #.';
  const isTaken = others.some((other) => other.name.toLowerCase() === name.toLowerCase());
  return isTaken ? `There is another ${nouns[kind]} with this name.` : null;
}
