/** Owns the wiring of the page: one API client, one store, one set of notices, given to the components below. */

import { notifyManager, QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import {
  createContext,
  type ReactNode,
  use,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import { accountQuery } from '../../lib/account-query.ts';
import { type ApiClient, createApiClient } from '../../lib/api-client.ts';
import { type ChangeSender, createChangeSender } from '../../lib/change-sender.ts';
import { zoneHere } from '../../lib/clocks.ts';
import { type Moment, momentAt } from '../../lib/due-dates.ts';
import { withEarlyList } from '../../lib/early-list.ts';
import { followChanges } from '../../lib/live.ts';
import { createNotices, type Notices } from '../../lib/notices.ts';
import { createSignInState, type SignInState } from '../../lib/sign-in-state.ts';
import { createTaskActions, type TaskActions } from '../../lib/task-actions.ts';
import { browserMemory, createTimeZoneState, type TimeZoneState } from '../../lib/time-zone.ts';
import { whenIdle } from '../../lib/when-idle.ts';

export type TaskServices = {
  readonly api: ApiClient;
  readonly client: QueryClient;
  readonly notices: Notices;
  readonly changes: ChangeSender;
  readonly actions: TaskActions;
  /** Where the person's "today" is. */
  readonly timeZone: string;
  readonly zone: TimeZoneState;
  readonly signIn: SignInState;
  /** For what asks the API beside {@link api}. */
  readonly fetch: typeof globalThis.fetch;
};

const TaskServicesContext = createContext<TaskServices | null>(null);
const MomentContext = createContext<Moment | null>(null);

const clockMs = 30_000;

export function useTaskServices(): TaskServices {
  const services = use(TaskServicesContext);
  if (services === null) throw new Error('There is no TaskServicesProvider above this component.');
  return services;
}

/** Now, renewed every half minute: at midnight today becomes another day. */
export function useMoment(): Moment {
  const moment = use(MomentContext);
  if (moment === null) throw new Error('There is no TaskServicesProvider above this component.');
  return moment;
}

export function TaskServicesProvider({ children }: { readonly children: ReactNode }) {
  const [services] = useState(createServices);
  const { api, client, zone } = services;
  const timeZone = useSyncExternalStore(zone.subscribe, zone.current, zone.current);
  const [now, setNow] = useState(Date.now);
  const moment = useMemo(() => momentAt(now, timeZone), [now, timeZone]);
  const shared = useMemo(() => ({ ...services, timeZone }), [services, timeZone]);
  const { data: account } = useQuery(accountQuery(api, zone.here), client);

  useEffect(() => {
    if (account !== undefined) zone.learn(account.timeZone);
  }, [account, zone]);

  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), clockMs);
    const ending = new AbortController();
    const whenEnded = (end: () => void) => ending.signal.addEventListener('abort', end);
    // The stream begins by asking for everything once more: the first list comes before that.
    whenEnded(
      whenIdle(() => {
        const open = (address: string) => new EventSource(address);
        whenEnded(followChanges({ client: services.client, open }));
        void import('../../lib/remind.ts').then(({ remind }) => {
          if (!ending.signal.aborted) whenEnded(remind(services));
        }, ignore);
      }),
    );
    // Nobody is signed in any more: there is nothing to follow.
    const stop = () => ending.abort();
    const unsubscribe = services.signIn.subscribe(stop);
    const closePage = () => services.notices.closePage();
    window.addEventListener('pagehide', closePage);
    return () => {
      clearInterval(timer);
      unsubscribe();
      stop();
      window.removeEventListener('pagehide', closePage);
    };
  }, [services]);

  return (
    <QueryClientProvider client={services.client}>
      <TaskServicesContext value={shared}>
        <MomentContext value={moment}>{children}</MomentContext>
      </TaskServicesContext>
    </QueryClientProvider>
  );
}

/** Of a file that could not be loaded: a newer version is being served, and the next page has it. */
const ignore = () => {};

function createServices(): Omit<TaskServices, 'timeZone'> {
  // In the same task as the click: a ticked box would be unticked for an instant otherwise.
  notifyManager.setScheduler(queueMicrotask);
  // `always`: a browser that believes to be offline still reaches a server on the same machine.
  const defaults = { networkMode: 'always', retry: false } as const;
  const client = new QueryClient({ defaultOptions: { queries: defaults, mutations: defaults } });
  const signIn = createSignInState();
  const watched = signIn.watch(withEarlyList((input, init) => fetch(input, init)));
  const api = createApiClient(watched);
  const notices = createNotices();
  const zone = createTimeZoneState(zoneHere(), browserMemory());
  const changes = createChangeSender({ api, client, notices });
  const actions = createTaskActions({
    api,
    client,
    notices,
    changes,
    now: Date.now,
    timeZone: zone.current,
    // randomUUID exists in secure contexts alone; a cluster on a laptop is often reached without TLS.
    newKey: () =>
      Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
        byte.toString(16).padStart(2, '0'),
      ).join(''),
  });
  return { api, client, notices, changes, actions, zone, signIn, fetch: watched };
}
