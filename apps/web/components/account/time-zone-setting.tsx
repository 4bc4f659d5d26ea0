import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { accountQuery } from '../../lib/account-query.ts';
import { plainButton } from '../buttons.ts';
import { useTaskServices } from '../todo/task-services.tsx';
import { ProblemAlert } from './problem-alert.tsx';
import { Setting } from './setting.tsx';
import { accountKeys, useAccountClient, useChange } from './use-account.ts';

/** The clock that decides what is due today: in this page, in the calendar feed, and for programs that name no other. */
export function TimeZoneSetting() {
  const { changeAccount } = useAccountClient();
  const {
    api,
    zone: { here },
  } = useTaskServices();
  const account = useQuery(accountQuery(api, here));
  const change = useChange(accountKeys.account, (timeZone: string) => changeAccount({ timeZone }));
  const zone = change.isPending ? change.variables : account.data?.timeZone;
  const zones = useMemo(
    () => [...new Set([...(zone === undefined ? [] : [zone]), here, ...Intl.supportedValuesOf('timeZone')])],
    [zone, here],
  );
  return (
    <Setting
      title="Time zone"
      hint={`What is due today, overdue and at which time: here, on your other devices, and for programs that name no other zone.${
        zone === undefined || zone === here ? '' : ` This browser is in ${here}.`
      }`}
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
