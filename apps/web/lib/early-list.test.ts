import vm from 'node:vm';
import { afterEach, expect, it, vi } from 'vitest';
import { createApiClient } from './api-client.ts';
import { zoneHere } from './clocks.ts';
import { momentAt } from './due-dates.ts';
import { earlyListScript, listPath, pageSize, withEarlyList } from './early-list.ts';
import { zoneKey } from './time-zone.ts';
import { fixedViews, noFilter, queryOf, type View } from './views.ts';

afterEach(() => {
  globalThis.earlyList = undefined;
  vi.unstubAllGlobals();
});

/** Runs the script of a page as a browser would. @returns what it asked for */
function run(view: View, search = '', zone: string | null = null): string[] {
  const asked: string[] = [];
  const fetch = (path: string) => {
    asked.push(path);
    return Promise.resolve(Response.json({ tasks: [] }));
  };
  vm.runInNewContext(earlyListScript(view) ?? '', {
    Temporal: globalThis.Temporal,
    Intl,
    Date,
    AbortController,
    fetch,
    location: { search },
    localStorage: { getItem: (key: string) => (key === zoneKey ? zone : null) },
  });
  return asked;
}

/** What the list asks for. */
function expected(kind: (typeof fixedViews)[number]): string {
  const timeZone = zoneHere();
  const { today } = momentAt(Date.now(), timeZone);
  const query = queryOf({ kind }, { sort: 'newest', filter: noFilter, timeZone, today });
  return listPath({ ...query, limit: pageSize });
}

it.each(fixedViews)('asks for the list of %s in a browser without Temporal too', (kind) => {
  vi.stubGlobal('Temporal', undefined);
  expect(run({ kind })).toEqual([expected(kind)]);
});

it.each(fixedViews)('asks for exactly what the list of %s will ask for', (kind) => {
  expect(run({ kind })).toEqual([expected(kind)]);
});

it.each([
  ['Pacific/Kiritimati', 'with'],
  ['Pacific/Pago_Pago', 'with'],
  ['Pacific/Kiritimati', 'without'],
  ['Pacific/Pago_Pago', 'without'],
])('asks by the clock of the account, in %s, %s Temporal', (timeZone, has) => {
  if (has === 'without') vi.stubGlobal('Temporal', undefined);
  const { today } = momentAt(Date.now(), timeZone);
  const query = queryOf({ kind: 'today' }, { sort: 'newest', filter: noFilter, timeZone, today });
  expect(run({ kind: 'today' }, '', timeZone)).toEqual([listPath({ ...query, limit: pageSize })]);
});

it('asks for nothing by a clock that the browser does not know', () => {
  expect(run({ kind: 'today' }, '', 'Mars/Olympus')).toEqual([]);
});

it('asks for nothing where the address alone says what is shown, or which of it in which order', () => {
  expect(earlyListScript({ kind: 'project', id: '' })).toBeNull();
  expect(earlyListScript({ kind: 'label', name: '' })).toBeNull();
  expect(earlyListScript({ kind: 'search', words: '' })).toBeNull();
  expect(run({ kind: 'all' }, '?sort=due')).toEqual([]);
  expect(run({ kind: 'all' }, '?priority=p1')).toEqual([]);
  expect(run({ kind: 'all' }, '?chat=new&status=all')).toEqual([]);
  expect(run({ kind: 'all' }, '?task=1&chat=new')).toHaveLength(1);
});

function early(path: string, answer: Promise<Response> = Promise.resolve(Response.json({ tasks: [] }))) {
  const abort = vi.fn();
  globalThis.earlyList = { path, answer, abort };
  const late = vi.fn(async () => Response.json({ tasks: [] }));
  return { abort, late, api: createApiClient(withEarlyList(late)) };
}
const query = { status: 'pending', limit: pageSize } as const;
const { signal } = new AbortController();

it('gives the early answer to the first request for the same list, and to no second one', async () => {
  const { api, late } = early(listPath(query));
  expect(await api.listTasks(query, { signal })).toEqual({ tasks: [] });
  expect(late).not.toHaveBeenCalled();
  await api.listTasks(query, { signal });
  expect(late).toHaveBeenCalledOnce();
});

it('breaks off what nobody asks for', async () => {
  const { api, late, abort } = early(listPath({ status: 'completed' }));
  await api.listTasks(query, { signal });
  expect(late).toHaveBeenCalledOnce();
  expect(abort).toHaveBeenCalledOnce();
});

it('lets other requests pass', async () => {
  const { api, late } = early(listPath(query));
  late.mockResolvedValueOnce(Response.json({ pending: 1 }));
  await api.countTasks('UTC', { signal });
  expect(late).toHaveBeenCalledOnce();
  expect(globalThis.earlyList).toBeDefined();
});

it('says what went wrong with the early answer as with any other', async () => {
  const { api } = early(listPath(query), Promise.reject(new TypeError('no connection')));
  await expect(api.listTasks(query, { signal })).rejects.toMatchObject({ kind: 'unreachable' });
});

it('breaks off when its caller does', async () => {
  const { api, abort } = early(listPath(query));
  const caller = new AbortController();
  await api.listTasks(query, { signal: caller.signal });
  caller.abort();
  expect(abort).toHaveBeenCalledOnce();
});
