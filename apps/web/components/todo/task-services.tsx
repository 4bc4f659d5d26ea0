/** Owns the wiring of the page: one API client, one list, one set of notices, given to the components below. */

import { notifyManager, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useEffect, useState } from 'react';
import { type ApiClient, createApiClient } from '../../lib/api-client.ts';
import { createNotices, type Notices } from '../../lib/notices.ts';
import { createTaskActions, type TaskActions } from '../../lib/task-actions.ts';

export type TaskServices = {
  readonly api: ApiClient;
  readonly notices: Notices;
  readonly actions: TaskActions;
};

const TaskServicesContext = createContext<TaskServices | null>(null);

export function useTaskServices(): TaskServices {
  const services = use(TaskServicesContext);
  if (services === null) throw new Error('There is no TaskServicesProvider above this component.');
  return services;
}

export function TaskServicesProvider({ children }: { readonly children: ReactNode }) {
  const [{ client, services }] = useState(createServices);

  useEffect(() => {
    const closePage = () => services.notices.closePage();
    window.addEventListener('pagehide', closePage);
    return () => window.removeEventListener('pagehide', closePage);
  }, [services]);

  return (
    <QueryClientProvider client={client}>
      <TaskServicesContext value={services}>{children}</TaskServicesContext>
    </QueryClientProvider>
  );
}

function createServices() {
  // In the same task as the click: a ticked box would be unticked for an instant otherwise.
  notifyManager.setScheduler(queueMicrotask);
  // `always`: a browser that believes to be offline still reaches a server on the same machine.
  const defaults = { networkMode: 'always', retry: false } as const;
  const client = new QueryClient({ defaultOptions: { queries: defaults, mutations: defaults } });
  const api = createApiClient((input, init) => fetch(input, init));
  const notices = createNotices();
  const actions = createTaskActions({ api, client, notices, now: Date.now });
  return { client, services: { api, notices, actions } };
}
