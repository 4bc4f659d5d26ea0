import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { plainButton } from '../buttons.ts';
import { useTaskServices } from '../todo/task-services.tsx';
import { ProblemAlert } from './problem-alert.tsx';
import { Setting } from './setting.tsx';
import { accountKeys, useAccountClient, useChange } from './use-account.ts';

/** The clock that counts where no browser is asked. */
export function TimeZoneSetting() {
  const api = useAccountClient();
  const { timeZone: here } = useTaskServices();
  const account = useQuery({
    queryKey: accountKeys.account,
    queryFn: ({ signal }) => api.account({ signal }),
  });
  const change = useChange(accountKeys.account, (timeZone: string) => api.changeAccount({ timeZone }));
  const zone = change.isPending ? change.variables : account.data?.timeZone;
  const zones = useMemo(
    () => [...new Set([...(zone === undefined ? [] : [zone]), here, ...Intl.supportedValuesOf('timeZone')])],
    [zone, here],
  );
  return (
    <Setting
      title="Time zone"
      hint={`“Today” for your calendar feed, and for programs and AI clients that name no zone. This page follows the browser’s clock: ${here}.`}
    >
      <div className="flex flex-wrap gap-2">
        <select
          aria-label="Time zone of the account"
          disabled={zone === undefined}
          value={zone ?? here}
          onChange={({ currentTarget: { value } }) => change.mutate(value)}
          className="h-11 min-w-0 flex-1 basis-52 rounded-xl border border-control bg-surface px-3 text-sm sm:h-10"
        >
          {zones.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </select>
        {zone !== undefined && zone !== here && (
          <button type="button" onClick={() => change.mutate(here)} className={plainButton}>
            Use this browser’s
          </button>
        )}
      </div>
      <p role="status" className="text-muted text-xs empty:hidden">
        {change.isSuccess && 'Saved.'}
      </p>
      <ProblemAlert error={change.error ?? account.error} />
    </Setting>
  );
}
