import { useQuery } from '@tanstack/react-query';
import type { ApiToken, NewApiToken } from '@todo-chatbot/contracts';
import { dangerButton } from '../buttons.ts';
import { useTaskServices } from '../todo/task-services.tsx';
import { ProblemAlert } from './problem-alert.tsx';
import { SecretField } from './secret-field.tsx';
import { Setting } from './setting.tsx';
import { TokenForm } from './token-form.tsx';
import { accountKeys, useAccountClient, useChange } from './use-account.ts';

/** The personal tokens by which programs act for the account. */
export function TokenSetting() {
  const api = useAccountClient();
  const { timeZone } = useTaskServices();
  const tokens = useQuery({ queryKey: accountKeys.tokens, queryFn: ({ signal }) => api.tokens({ signal }) });
  const add = useChange(accountKeys.tokens, (token: NewApiToken) => api.addToken(token));
  const remove = useChange(accountKeys.tokens, (id: string) => api.removeToken(id));
  const made = add.data !== undefined && tokens.data?.some(({ id }) => id === add.data.id) !== false;
  return (
    <Setting title="Personal tokens" hint="Programs act for you with one: Authorization: Bearer todo_…">
      {made && add.data !== undefined && (
        <SecretField key={add.data.id} label={`Token ${add.data.name}`} value={add.data.token} />
      )}
      {tokens.data !== undefined && tokens.data.length > 0 && (
        <ul aria-label="Tokens" className="grid grid-cols-1 gap-2">
          {tokens.data.map((token) => (
            <li
              key={token.id}
              className="flex flex-wrap items-center justify-between gap-2 rounded-xl border border-line bg-surface py-2 pr-2 pl-3"
            >
              <div className="min-w-0">
                <p className="wrap-anywhere font-medium text-sm">{token.name}</p>
                <p className="text-muted text-xs">{factsOf(token, timeZone)}</p>
              </div>
              <button
                type="button"
                aria-label={`Revoke ${token.name}`}
                onClick={() => remove.mutate(token.id)}
                className={dangerButton}
              >
                Revoke
              </button>
            </li>
          ))}
        </ul>
      )}
      <ProblemAlert error={remove.error ?? tokens.error} />
      <TokenForm
        isBusy={add.isPending}
        error={add.error}
        make={(token, done) => add.mutate(token, { onSuccess: done })}
      />
    </Setting>
  );
}

function factsOf({ scopes, lastUsedAt, expiresAt }: ApiToken, timeZone: string): string {
  const dayOf = (instant: string) =>
    new Date(instant).toLocaleDateString('en-GB', {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      timeZone,
    });
  const used = lastUsedAt === null ? 'never used' : `last used ${dayOf(lastUsedAt)}`;
  const valid = expiresAt === null ? 'valid until revoked' : `valid until ${dayOf(expiresAt)}`;
  return [scopes.join(', '), used, valid].join(' · ');
}
