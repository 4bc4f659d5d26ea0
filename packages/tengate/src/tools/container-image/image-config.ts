/** Owns reading an image's configuration (OCI image-spec with Docker's Healthcheck) and manifest. */

import { z } from 'zod';
import type { ImageDescription } from '../../ports/container-engine.ts';

const nanosecondsPerMillisecond = 1_000_000;
/** Docker's defaults where a HEALTHCHECK leaves a value out. */
const defaultHealth = { intervalMs: 30_000, timeoutMs: 30_000, startPeriodMs: 0, retries: 3 };

const keys = z.record(z.string(), z.unknown()).nullish();

export const imageConfigSchema = z.object({
  config: z
    .object({
      User: z.string().nullish(),
      ExposedPorts: keys,
      Env: z.array(z.string()).nullish(),
      Labels: z.record(z.string(), z.string()).nullish(),
      Healthcheck: z
        .object({
          Test: z.array(z.string()).nullish(),
          Interval: z.number().nullish(),
          Timeout: z.number().nullish(),
          StartPeriod: z.number().nullish(),
          Retries: z.number().nullish(),
        })
        .nullish(),
    })
    .nullish(),
  history: z.array(z.object({ created_by: z.string().nullish(), comment: z.string().nullish() })).nullish(),
});

export type ImageConfig = z.output<typeof imageConfigSchema>;

const descriptor = z.object({
  mediaType: z.string().optional(),
  digest: z.string(),
  size: z.number(),
  platform: z.object({ architecture: z.string(), os: z.string() }).optional(),
});

/** A manifest, or an index of several. */
export const manifestSchema = z.union([
  z.object({ config: descriptor, layers: z.array(descriptor) }),
  z.object({ manifests: z.array(descriptor) }),
]);

export type ManifestDocument = z.output<typeof manifestSchema>;

/** What the configuration alone tells of an image. */
export function describeConfig(
  document: ImageConfig,
): Pick<ImageDescription, 'user' | 'exposedPorts' | 'env' | 'labels' | 'healthcheck' | 'history'> {
  const config = document.config ?? {};
  return {
    user: config.User ?? '',
    exposedPorts: Object.keys(config.ExposedPorts ?? {}),
    env: config.Env ?? [],
    labels: config.Labels ?? {},
    healthcheck: healthcheckOf(config.Healthcheck),
    history: (document.history ?? []).map((step) => step.created_by ?? step.comment ?? ''),
  };
}

type Healthcheck = NonNullable<ImageConfig['config']>['Healthcheck'];

function healthcheckOf(declared: Healthcheck): ImageDescription['healthcheck'] {
  const test = declared?.Test ?? [];
  if (declared === null || declared === undefined || test.length === 0 || test[0] === 'NONE') return null;
  // Docker writes 0 for what was left out.
  const milliseconds = (value: number | null | undefined, otherwise: number): number =>
    value ? value / nanosecondsPerMillisecond : otherwise;
  return {
    test,
    intervalMs: milliseconds(declared.Interval, defaultHealth.intervalMs),
    timeoutMs: milliseconds(declared.Timeout, defaultHealth.timeoutMs),
    startPeriodMs: milliseconds(declared.StartPeriod, defaultHealth.startPeriodMs),
    retries: declared.Retries || defaultHealth.retries,
  };
}
