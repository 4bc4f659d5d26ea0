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

/** More requests than a load may come to, and more than may wait for their answers at once: the prober's memory has an end. */
const mostRequests = 2_000_000;
const mostUnderWay = 20_000;

const loadPlanFields = z.strictObject({
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

/** Checked before it is handed to a pod: a plan has an end, in time and in requests, whatever the service does. */
export const loadPlanSchema = loadPlanFields.superRefine(({ streams, limitMs }, context) => {
  const names = streams.map(({ name }) => name);
  if (new Set(names).size < names.length)
    context.addIssue({ code: 'custom', path: ['streams'], message: 'two streams have the same name' });
  const rate = streams.reduce((sum, { ratePerSecond }) => sum + ratePerSecond, 0);
  if ((rate * limitMs) / 1_000 > mostRequests)
    context.addIssue({
      code: 'custom',
      path: ['limitMs'],
      message: `at ${rate} requests a second it comes to more than ${mostRequests} requests`,
    });
  const underWay = streams.reduce((sum, one) => sum + (one.ratePerSecond * one.timeoutMs) / 1_000, 0);
  if (underWay > mostUnderWay)
    context.addIssue({
      code: 'custom',
      path: ['streams'],
      message: `with these time-outs up to ${Math.round(underWay)} requests wait at once, the most is ${mostUnderWay}`,
    });
});

export type LoadPlan = z.output<typeof loadPlanSchema>;
export type LoadStream = LoadPlan['streams'][number];
