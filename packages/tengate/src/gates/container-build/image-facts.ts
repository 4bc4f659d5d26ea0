/** Measures what depends on an image's content alone, or takes it over from the run that measured the same content. */

import { z } from 'zod';
import type { ImageConfiguration } from '../../model/configuration.ts';
import { redact } from '../../model/redact.ts';
import type { ContainerEngine, ImageDescription } from '../../ports/container-engine.ts';
import { allEnded } from '../all-ended.ts';
import { type GateContext, gateStep } from '../gate-context.ts';
import { rulesVersion } from '../secret-scan/rules.ts';
import { type ImageScan, scanImage } from '../secret-scan/scan-image.ts';
import { type HealthRun, healthRun } from './health-run.ts';

export type ImageFacts = {
  readonly health: HealthRun;
  readonly scan: ImageScan;
  /** The run that measured it. */
  readonly runId: string;
  readonly reused: boolean;
};

const match = z.object({
  code: z.string(),
  what: z.string(),
  path: z.string(),
  at: z.string(),
  fixture: z.boolean(),
});
const proof = z.object({
  version: z.literal(1),
  rulesVersion: z.literal(rulesVersion),
  digest: z.string(),
  env: z.record(z.string(), z.string()),
  runId: z.string(),
  health: z.object({
    status: z.literal('healthy'),
    afterSeconds: z.number(),
    userId: z.int().positive(),
    attempts: z.array(z.object({ atSeconds: z.number(), exitCode: z.int().nullable(), output: z.string() })),
    logs: z.string(),
  }),
  scan: z.object({
    files: z.int(),
    bytes: z.number(),
    // Only a clean image is proven.
    matches: z.tuple([]),
    fixtures: z.array(match),
  }),
});

/**
 * The facts of the same digest, run with the same variables and scanned by the same rules, hold: content does not change
 * under its digest. Only facts that pass are kept; everything else is measured anew.
 */
export async function imageFacts(options: {
  readonly context: GateContext;
  readonly engine: ContainerEngine;
  readonly image: ImageConfiguration;
  readonly description: ImageDescription;
}): Promise<ImageFacts> {
  const { context, image, description } = options;
  const key = `images/${description.digest.replace(':', '-')}`;
  const earlier = proof.safeParse(await context.proofs.read(key));
  if (
    earlier.success &&
    earlier.data.digest === description.digest &&
    sameVariables(earlier.data.env, image.env)
  ) {
    const { health, scan, runId } = earlier.data;
    return { health, scan, runId, reused: true };
  }
  const facts = await measureFacts(options);
  const candidate = {
    version: 1,
    rulesVersion,
    digest: description.digest,
    env: image.env,
    runId: context.runId,
    ...redact({ health: facts.health, scan: facts.scan }),
  };
  if (proof.safeParse(candidate).success) await context.proofs.write(key, candidate);
  return facts;
}

async function measureFacts(options: {
  readonly context: GateContext;
  readonly engine: ContainerEngine;
  readonly image: ImageConfiguration;
  readonly description: ImageDescription;
}): Promise<ImageFacts> {
  const { context, engine, image, description } = options;
  const { clock, signal, runId } = context;
  const say = (text: string): void =>
    context.progress({ kind: 'detail', id: gateStep(1), text: `${image.name}: ${text}` });
  say('runs alone, its layers are searched for secrets');
  const [health, scan] = await allEnded<[HealthRun, ImageScan]>([
    healthRun({
      engine,
      reference: description.reference,
      healthcheck: description.healthcheck,
      env: image.env,
      clock,
      signal,
    }),
    scanImage({
      engine,
      description,
      onProgress: (files, bytes) => say(`${files} files, ${Math.round(bytes / 1_000_000)} MB searched`),
      signal,
    }),
  ]);
  return { health, scan, runId, reused: false };
}

function sameVariables(
  one: Readonly<Record<string, string>>,
  other: Readonly<Record<string, string>>,
): boolean {
  const sorted = (values: Readonly<Record<string, string>>) => JSON.stringify(Object.entries(values).sort());
  return sorted(one) === sorted(other);
}
