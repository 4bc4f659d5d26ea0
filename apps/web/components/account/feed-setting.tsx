import { useQuery } from '@tanstack/react-query';
import { dangerButton, plainButton } from '../buttons.ts';
import { ProblemAlert } from './problem-alert.tsx';
import { SecretField } from './secret-field.tsx';
import { Setting } from './setting.tsx';
import { accountKeys, useAccountClient, useChange } from './use-account.ts';

/** The address by which a calendar shows the due tasks. */
export function FeedSetting() {
  const api = useAccountClient();
  const feed = useQuery({ queryKey: accountKeys.feed, queryFn: ({ signal }) => api.feed({ signal }) });
  const make = useChange(accountKeys.feed, () => api.makeFeed());
  const remove = useChange(accountKeys.feed, () => api.removeFeed());
  const isThere = feed.data !== undefined && feed.data.createdAt !== null;
  return (
    <Setting
      title="Calendar feed"
      hint="Your calendar subscribes to an address and shows the tasks that are due. Whoever knows the address can read them."
    >
      {make.data !== undefined && (
        <SecretField
          key={make.data.path}
          label="Address of the calendar feed"
          value={new URL(make.data.path, window.location.origin).href}
        />
      )}
      {isThere && make.data === undefined && (
        <p className="text-sm">There is an address. It is not shown again; a new one replaces it.</p>
      )}
      <div className="flex flex-wrap gap-2">
        <button
          type="button"
          aria-disabled={make.isPending}
          onClick={() => {
            if (!make.isPending) make.mutate();
          }}
          className={plainButton}
        >
          {isThere ? 'Make a new address' : 'Make an address'}
        </button>
        {isThere && (
          <button
            type="button"
            onClick={() => remove.mutate(undefined, { onSuccess: make.reset })}
            className={dangerButton}
          >
            Revoke the address
          </button>
        )}
      </div>
      <ProblemAlert error={make.error ?? remove.error ?? feed.error} />
    </Setting>
  );
}
