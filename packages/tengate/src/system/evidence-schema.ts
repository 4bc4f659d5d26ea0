/** Owns how the evidence of a stored run is read back: what the report draws is checked, raw material is kept as it is. */

import { z } from 'zod';
import { type Evidence, rawEvidenceKinds } from '../model/evidence.ts';

const moment = z.number().meta({ description: 'Milliseconds since 1970' });

const timeline = z.object({
  title: z.string(),
  from: moment,
  to: moment,
  series: z.array(
    z.object({
      name: z.string(),
      unit: z.string().meta({ description: '"count", "%" or "ms"' }),
      kind: z
        .enum(['step', 'line', 'bars'])
        .meta({ description: 'step: holds until the next point; bars: one bar a point' }),
      points: z.array(z.tuple([moment, z.number()])),
    }),
  ),
  events: z.array(z.object({ at: moment, text: z.string() })),
  spans: z.array(z.object({ name: z.string(), from: moment, to: moment })).exactOptional(),
});

const recovery = z.object({
  name: z.string(),
  seconds: z.number().nullable().meta({ description: 'null where it did not come back' }),
  boundSeconds: z.number(),
  failedRequests: z.number(),
});

const difference = z.object({
  object: z.string(),
  path: z.string().meta({ description: 'Of the field; empty for the object itself' }),
  expected: z.string(),
  actual: z.string(),
});

export const evidenceSchema: z.ZodType<Evidence> = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(rawEvidenceKinds), subject: z.string(), data: z.unknown() }),
  z.object({ kind: z.literal('timeline'), subject: z.string(), data: timeline }),
  z.object({ kind: z.literal('recoveries'), subject: z.string(), data: z.array(recovery) }),
  z.object({ kind: z.literal('differences'), subject: z.string(), data: z.array(difference) }),
]);
