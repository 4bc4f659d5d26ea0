/** Owns how a stored run record is read back: a file that another version wrote, or a person edited, is not trusted. */

import { z } from 'zod';
import { type RunRecord, runRecordVersion } from '../model/run-record.ts';
import { verdicts } from '../model/verdict.ts';
import { evidenceSchema } from './evidence-schema.ts';

const verdict = z.enum(verdicts);

const gateResult = z.object({
  gate: z.union(
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((number) =>
      z.literal(number as 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10),
    ),
  ),
  name: z.string(),
  title: z.string(),
  verdict,
  summary: z.string(),
  measurements: z.array(
    z.object({
      name: z.string(),
      value: z.union([z.number(), z.string(), z.boolean(), z.null()]),
      unit: z.string().exactOptional(),
      bound: z.string().exactOptional(),
      verdict: verdict.exactOptional(),
    }),
  ),
  findings: z.array(z.object({ code: z.string(), subject: z.string(), what: z.string(), todo: z.string() })),
  evidence: z.array(evidenceSchema),
  startedAt: z.string(),
  durationMs: z.number(),
});

export const runRecordSchema: z.ZodType<RunRecord> = z.object({
  version: z.literal(runRecordVersion),
  id: z.string(),
  command: z.string(),
  application: z.string(),
  startedAt: z.string(),
  durationMs: z.number(),
  machine: z.object({
    os: z.string(),
    kernel: z.string(),
    architecture: z.string(),
    cpus: z.number(),
    memoryMiB: z.number(),
  }),
  versions: z.record(z.string(), z.string()),
  cluster: z.object({ provider: z.string(), name: z.string() }).nullable(),
  steps: z.array(
    z.object({
      name: z.string(),
      outcome: z.enum(['done', 'unchanged', 'failed', 'cancelled']),
      durationMs: z.number(),
      summary: z.string(),
    }),
  ),
  gates: z.array(gateResult),
  verdict,
  addresses: z.array(z.object({ name: z.string(), url: z.string() })),
});
