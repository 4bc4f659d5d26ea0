/** Owns what the page knows of the account: read with the first list, and again when the API says that it has changed. */

import { queryOptions } from '@tanstack/react-query';
import type { ApiClient } from './api-client.ts';

export const accountKey = ['account'] as const;

/** An account whose time zone nobody has chosen takes the browser's. @param here the browser's time zone */
export const accountQuery = (api: Pick<ApiClient, 'getAccount' | 'changeTimeZone'>, here: string) =>
  queryOptions({
    queryKey: accountKey,
    queryFn: async ({ signal }) => {
      const account = await api.getAccount({ signal });
      // An API of the version before does not say.
      return account.timeZoneChosen === false ? await api.changeTimeZone(here) : account;
    },
    retry: 2,
    staleTime: 30_000,
  });
