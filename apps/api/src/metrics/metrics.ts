/** Owns what is measured of the running service, as Prometheus reads it. */

import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { PoolUse } from '../database/database.ts';
import type { Stores } from '../todos/domain.ts';

export type Metrics = {
  readonly contentType: string;
  /** What a scrape is answered with. */
  render(): Promise<string>;
  /** @param request.route as it was declared, with `:id` for an id: the number of series stays bounded */
  observeRequest(request: { method: string; route: string; status: number; seconds: number }): void;
  /** The same stores, with what is done to tasks counted. */
  counting(stores: Stores): Stores;
};

/** Seconds; from a read in memory to an assistant that thinks. */
const durations = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** @param options.poolUse of the database's connections; `null` for a database without a pool */
export function createMetrics(options: { readonly poolUse: () => PoolUse | null }): Metrics {
  const { poolUse } = options;
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from a request to the head of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: durations,
    registers: [registry],
  });
  const actions = new Counter({
    name: 'todo_task_changes_total',
    help: 'Changes of tasks by what was done and by which kind of client',
    labelNames: ['action', 'client'],
    registers: [registry],
  });
  if (poolUse() !== null) {
    new Gauge({
      name: 'database_pool_connections',
      help: 'Connections of the pool, and requests that wait for one',
      labelNames: ['state'],
      registers: [registry],
      collect() {
        for (const [state, count] of Object.entries(poolUse() ?? {})) this.set({ state }, count);
      },
    });
  }
  return {
    contentType: registry.contentType,
    render: () => registry.metrics(),
    observeRequest({ method, route, status, seconds }) {
      requests.observe({ method, route, status }, seconds);
    },
    counting,
  };

  function counting(stores: Stores): Stores {
    return {
      ...stores,
      tasks: {
        ...stores.tasks,
        async completeOnce(scope, id, at) {
          const completed = await stores.tasks.completeOnce(scope, id, at);
          if (completed !== null) actions.inc({ action: 'completed', client: scope.client });
          return completed;
        },
        async commit(scope, changeSet, keyed) {
          const outcome = await stores.tasks.commit(scope, changeSet, keyed);
          if (outcome.status === 'committed') {
            actions.inc(
              { action: changeSet.kind, client: scope.client },
              Math.max(1, changeSet.changes.length),
            );
          }
          return outcome;
        },
      },
      // Counted as it is done: what a failure takes back is counted too.
      together: (work) => stores.together((within) => work(counting(within))),
    };
  }
}
