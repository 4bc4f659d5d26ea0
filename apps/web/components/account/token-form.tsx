import type { NewApiToken, TokenScope } from '@todo-chatbot/contracts';
import { type FormEvent, useState } from 'react';
import { plainButton } from '../buttons.ts';
import { FormField } from './form-field.tsx';
import { errorOf, ProblemAlert } from './problem-alert.tsx';

const scopes: Readonly<Record<TokenScope, string>> = {
  read: 'Read tasks',
  write: 'Change tasks',
  chat: 'Chat with the assistant',
  mcp: 'AI clients (MCP)',
};
const scopeNames = Object.keys(scopes) as TokenScope[];
/** Days; `0`: for ever. */
const lifetimes = [
  [30, '30 days'],
  [90, '90 days'],
  [365, 'A year'],
  [0, 'Until it is revoked'],
] as const;

const noScope = 'Choose at least one thing that it may do.';

/** What a new token is called, what it may do, and for how long. */
export function TokenForm(props: {
  readonly isBusy: boolean;
  readonly error: Error | null;
  /** @param done empties the form */
  readonly make: (token: NewApiToken, done: () => void) => void;
}) {
  const { isBusy, error, make } = props;
  const [isWithoutScope, setWithoutScope] = useState(false);
  const nameError = errorOf(error, '/name');

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    const chosen = scopeNames.filter((scope) => fields.getAll('scope').includes(scope));
    setWithoutScope(chosen.length === 0);
    if (isBusy || chosen.length === 0) return;
    const days = Number(fields.get('days'));
    const token = { name: String(fields.get('name')), scopes: chosen };
    make(days === 0 ? token : { ...token, expiresInDays: days }, () => form.reset());
  };

  return (
    <form onSubmit={submit} noValidate className="grid grid-cols-1 gap-3">
      <FormField
        label="Name"
        name="name"
        type="text"
        autoComplete="off"
        placeholder="Script on my laptop"
        maxLength={100}
        error={nameError}
      />
      <fieldset aria-describedby={isWithoutScope ? 'token-scopes' : undefined}>
        <legend className="font-medium text-sm">It may</legend>
        <div className="mt-1 grid gap-x-4 sm:grid-cols-2">
          {scopeNames.map((scope) => (
            <label
              key={scope}
              className="flex min-h-11 cursor-pointer items-center gap-2.5 text-sm sm:min-h-8"
            >
              <input
                type="checkbox"
                name="scope"
                value={scope}
                defaultChecked={scope === 'read'}
                className="size-4 accent-accent"
              />
              {scopes[scope]}
            </label>
          ))}
        </div>
        {isWithoutScope && (
          <p id="token-scopes" role="alert" className="mt-1 font-medium text-danger text-xs">
            {noScope}
          </p>
        )}
      </fieldset>
      <div className="flex flex-wrap items-end gap-3">
        <label className="grid flex-1 gap-1 font-medium text-sm">
          Valid for
          <select
            name="days"
            defaultValue={90}
            className="h-11 rounded-xl border border-control bg-surface px-3 font-normal text-sm sm:h-10"
          >
            {lifetimes.map(([days, name]) => (
              <option key={days} value={days}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" aria-disabled={isBusy} className={plainButton}>
          Make a token
        </button>
      </div>
      <ProblemAlert error={nameError === undefined ? error : null} />
    </form>
  );
}
