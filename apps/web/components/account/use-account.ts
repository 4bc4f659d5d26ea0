/** Owns what the settings know of the account: read when they are opened, and read again after each change. */

import { type QueryKey, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { createAccountClient } from '../../lib/account-client.ts';
import { accountKey } from '../../lib/account-query.ts';
import { forgetNotifications } from '../../lib/notifications.ts';
import { forgetReminders } from '../../lib/reminder-record.ts';
import { browserMemory, forgetTimeZone } from '../../lib/time-zone.ts';
import { useTaskServices } from '../todo/task-services.tsx';

export const accountKeys = {
  session: ['session'],
  account: accountKey,
  tokens: ['tokens'],
  feed: ['feed'],
} as const;

export function useAccountClient() {
  const { fetch } = useTaskServices();
  const [api] = useState(() => createAccountClient(fetch));
  return api;
}

/** Who is signed in, and whether that is needed at all. */
export function useSession() {
  const api = useAccountClient();
  return useQuery({ queryKey: accountKeys.session, queryFn: ({ signal }) => api.session({ signal }) });
}

/** Signs out, and begins with a new page: nothing of the account is left in it, and the API asks for somebody to sign in. */
export function useSignOut(where: 'here' | 'everywhere') {
  const api = useAccountClient();
  return useMutation({
    mutationFn: where === 'here' ? api.signOut : api.signOutEverywhere,
    onSuccess: () => {
      const memory = browserMemory();
      forgetTimeZone(memory);
      forgetReminders(memory);
      forgetNotifications(memory);
      window.location.assign('/');
    },
  });
}

/** A change, after which what stands under the key is read again. */
export function useChange<Input, Output>(key: QueryKey, change: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => client.invalidateQueries({ queryKey: key }),
  });
}
