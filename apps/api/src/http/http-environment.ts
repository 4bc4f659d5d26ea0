/** Owns what travels with a request through the handlers. */

import type { Log } from '../log.ts';

export type HttpEnvironment = {
  Variables: {
    /** Finds the request's lines in the log; the client's own X-Request-Id where it sent one. */
    requestId: string;
    /** Only where the request is traced. */
    traceId?: string;
    /** Of the whole service; `logOf` gives the request's own. */
    log: Log;
    /** What every answer has. */
    commonHeaders: Readonly<Record<string, string>>;
    /** The answer was made with them. */
    hasCommonHeaders?: boolean;
    /** Whose request it is. */
    account?: { readonly id: string; readonly timeZone: string };
    /** The secret of the session that the request came with; only where there is one. */
    sessionSecret?: string;
  };
};
