/** Owns the connections to the API: kept-alive ones for reads, a new one for each write. */

import http from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';

export type ApiAgents = {
  /** Pools connections. A pooled one may be closed by the API at the moment it is used. */
  readonly pooled: http.Agent;
  /** Opens a connection per request: nothing can be lost on a stale one. */
  readonly fresh: http.Agent;
  close(): void;
};

/** A pooled connection stays with one API pod: ending it after this time lets new pods get their share. */
const maxConnectionAgeMs = 10_000;

/** Ends idle connections after this time; one that the API announces (`Keep-Alive: timeout=`) wins if it is shorter. */
const idleTimeoutMs = 30_000;

/**
 * @param options.protocol `http:` or `https:`
 * @param options.now      a monotonic clock, milliseconds
 */
export function createApiAgents(options: {
  readonly protocol: string;
  readonly now: () => number;
}): ApiAgents {
  const Agent = options.protocol === 'https:' ? https.Agent : http.Agent;
  const pooled = new Agent({
    keepAlive: true,
    maxFreeSockets: 128,
    timeout: idleTimeoutMs,
    scheduling: 'lifo',
  });
  const fresh = new Agent({ keepAlive: false });
  limitAge(pooled, options.now);
  return {
    pooled,
    fresh,
    close: () => {
      pooled.destroy();
      fresh.destroy();
    },
  };
}

/** `keepSocketAlive` is the agent's documented hook (typed without its result): false ends the connection instead. */
function limitAge(agent: http.Agent, now: () => number): void {
  const firstReturned = new WeakMap<object, number>();
  const keepSocketAlive = agent.keepSocketAlive.bind(agent) as (socket: Duplex) => unknown;
  agent.keepSocketAlive = (socket): boolean => {
    const since = firstReturned.get(socket) ?? now();
    firstReturned.set(socket, since);
    return now() - since < maxConnectionAgeMs && keepSocketAlive(socket) !== false;
  };
}
