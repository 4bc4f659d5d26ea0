import { QueryClient } from '@tanstack/react-query';
import type { Account } from '@todo-chatbot/contracts';
import { expect, it, vi } from 'vitest';
import { accountQuery } from './account-query.ts';

const account = { timeZone: 'UTC', timeZoneChosen: true } as Account;

it('takes the time zone that was chosen, wherever the browser is', async () => {
  const api = { getAccount: vi.fn(async () => account), changeTimeZone: vi.fn() };
  expect(await new QueryClient().fetchQuery(accountQuery(api, 'Asia/Karachi'))).toEqual(account);
  expect(api.changeTimeZone).not.toHaveBeenCalled();
});

it('leaves the zone alone where the API does not say whether it was chosen', async () => {
  const { timeZoneChosen: _, ...older } = account;
  const api = { getAccount: async () => older as Account, changeTimeZone: vi.fn() };
  expect(await new QueryClient().fetchQuery(accountQuery(api, 'Asia/Karachi'))).toEqual(older);
  expect(api.changeTimeZone).not.toHaveBeenCalled();
});

it('tells an account of which nobody has chosen one where the browser is', async () => {
  const api = {
    getAccount: async () => ({ ...account, timeZoneChosen: false }),
    changeTimeZone: vi.fn(async (timeZone: string) => ({ ...account, timeZone })),
  };
  const known = await new QueryClient().fetchQuery(accountQuery(api, 'Asia/Karachi'));
  expect(known).toEqual({ ...account, timeZone: 'Asia/Karachi' });
  expect(api.changeTimeZone).toHaveBeenCalledOnce();
});
