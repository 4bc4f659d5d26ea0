import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { labelsQuery } from '../../lib/task-query.ts';
import { CloseIcon, TagIcon } from '../icons.tsx';
import { useTaskServices } from '../todo/task-services.tsx';
import { Fact, fieldStyle } from './fact.tsx';

/** The labels of a task: those it has, and a field that offers those that exist and makes new ones. */
export function LabelField(props: {
  readonly labels: readonly string[];
  readonly change: (labels: string[]) => void;
}) {
  const { labels, change } = props;
  const { api } = useTaskServices();
  const { data: known = [] } = useQuery(labelsQuery(api));
  const [text, setText] = useState('');
  const listId = useId();

  const add = (event: FormEvent) => {
    event.preventDefault();
    const name = text.replaceAll(/[\s,@#"]+/g, '');
    setText('');
    if (name === '' || labels.some((label) => label.toLowerCase() === name.toLowerCase())) return;
    change([...labels, name]);
  };

  return (
    <Fact icon={<TagIcon />} name="Labels">
      {labels.length > 0 && (
        <ul className="flex flex-wrap gap-1.5 px-2 py-1">
          {labels.map((label) => (
            <li
              key={label}
              className="flex min-h-7 max-w-full items-center rounded-lg bg-accent-soft pl-2 text-accent-strong text-sm"
            >
              <span className="truncate">{label}</span>
              <button
                type="button"
                aria-label={`Remove the label ${label}`}
                onClick={() => change(labels.filter((each) => each !== label))}
                className="grid size-7 place-items-center"
              >
                <CloseIcon className="size-3.5" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <form onSubmit={add}>
        <input
          type="text"
          aria-label="Add a label"
          placeholder="Add a label"
          list={listId}
          value={text}
          maxLength={60}
          autoComplete="off"
          onChange={({ currentTarget: { value } }) => setText(value)}
          className={`${fieldStyle} placeholder:text-muted`}
        />
        <datalist id={listId}>
          {known
            .filter(({ name }) => !labels.includes(name))
            .map(({ id, name }) => (
              <option key={id} value={name} />
            ))}
        </datalist>
      </form>
    </Fact>
  );
}
