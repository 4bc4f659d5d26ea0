/** Owns what the prober is told to do: the streams of requests, each at its own constant rate. */

import { z } from 'zod';

export const connectionKinds = ['fresh', 'kept'] as const;

/** `${run}`, `${uuid}` and `${sequence}` in a header or the body are replaced for every request. */
const requestSchema = z.strictObject({
  method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']),
  headers: z.record(z.string(), z.string()),
  body: z.string().nullable(),
});

const streamSchema = z.strictObject({
  /** `web fresh`, `api kept`, `api writes`: unique. */
  name: z.string().min(1),
  /** Service that is asked, for the gap in which nobody could be served. */
  target: z.string().min(1),
  url: z.url({ protocol: /^http$/ }),
  /** A new connection for each request, or connections that stay open. */
  connections: z.enum(connectionKinds),
  ratePerSecond: z.number().positive().max(5_000),
  request: requestSchema,
  /** Empty: any 2xx. */
  expectStatus: z.array(z.int()),
  timeoutMs: z.int().positive().max(60_000),
  /** Acknowledged sequence numbers are reported. */
  write: z.boolean(),
});

export const loadPlanSchema = z.strictObject({
  version: z.literal(1),
  runId: z.string().min(1),
  /** Header in which an answer names the pod that gave it. */
  answeredByHeader: z.string().min(1),
  streams: z.array(streamSchema).min(1),
  /** The load ends by itself after this long, milliseconds. */
  limitMs: z
    .int()
    .positive()
    .max(60 * 60_000),
});

export type LoadPlan = z.output<typeof loadPlanSchema>;
export type LoadStream = LoadPlan['streams'][number];
