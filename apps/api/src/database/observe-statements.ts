/** Owns telling of each statement that ends, in Kysely's words; without anybody to tell, Kysely takes no times. */

import type { Logger } from 'kysely';
import type { StatementObserver } from '../tracing/tracing.ts';

export function observeStatements(observer: StatementObserver | undefined): { log?: Logger } {
  if (observer === undefined) return {};
  return {
    log: (event) =>
      observer({
        text: event.query.sql,
        durationMs: event.queryDurationMillis,
        error: event.level === 'error' ? event.error : null,
      }),
  };
}
