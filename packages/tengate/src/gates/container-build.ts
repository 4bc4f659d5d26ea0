/** Gate 1: the images build from pinned bases, are small, turn healthy alone, do not run as root, and hold no secret. */

import { readFile } from 'node:fs/promises';
import type { ImageConfiguration } from '../model/configuration.ts';
import type { Finding } from '../model/evidence.ts';
import { redact } from '../model/redact.ts';
import type { ContainerEngine } from '../ports/container-engine.ts';
import type { DeployedImage } from '../steps/build-images.ts';
import { allEnded } from './all-ended.ts';
import { baseImages } from './container-build/base-pins.ts';
import { imageFacts } from './container-build/image-facts.ts';
import { imageReport } from './container-build/image-report.ts';
import type { Gate, GateOutcome } from './gate.ts';
import type { GateContext } from './gate-context.ts';
import { type GatePart, joined, unmeasured, verdictOf } from './gate-outcomes.ts';

export const containerBuild: Gate<GateContext> = {
  number: 1,
  name: 'container-build',
  title: 'Container build',
  promise:
    'every image builds from pinned bases, is smaller than its limit, turns healthy when run alone, does not run as root, and holds no secret in any layer, its variables or its history',
  measure,
};

async function measure(context: GateContext): Promise<GateOutcome> {
  const { engine, configuration } = context;
  if (configuration.images.length === 0) return unmeasured('tengate.yaml names no image to build');
  if (engine === null)
    return unmeasured(`not measured, nothing here builds images: ${context.noClusterBecause}`);
  const built = await context.images();
  if (!built.ok) return failedBuild(built.error);
  const { images } = built;
  // The images are run at the same time: most of it is waiting for their health checks.
  const parts = await allEnded<GatePart[]>(
    configuration.images.map((image) => measureImage({ context, engine, image, images })),
  );
  const { measurements, findings, evidence } = joined(parts);
  return {
    verdict: verdictOf(measurements, findings),
    summary: summaryOf(parts.length, findings),
    measurements,
    findings,
    evidence,
  };
}

async function measureImage(options: {
  readonly context: GateContext;
  readonly engine: ContainerEngine;
  readonly image: ImageConfiguration;
  readonly images: readonly DeployedImage[];
}): Promise<GatePart> {
  const { context, engine, image, images } = options;
  const built = images.find(({ name }) => name === image.name);
  const description = built === undefined ? null : await engine.inspect(`${built.repository}:${built.tag}`);
  if (built === undefined || description === null)
    return {
      measurements: [
        { name: `${image.name}: in the image store`, value: false, bound: 'true', verdict: 'unknown' },
      ],
      findings: [],
      evidence: [],
    };
  const bases = baseImages(await readFile(image.dockerfile, 'utf8'), image.buildArgs);
  const facts = await imageFacts({ context, engine, image, description });
  return imageReport({ image, description, bases, facts, buildMs: built.buildMs });
}

function failedBuild(error: {
  readonly code: string;
  readonly message: string;
  readonly todo: string;
}): GateOutcome {
  return {
    verdict: 'failed',
    summary: 'an image does not build',
    measurements: [{ name: 'images built', value: false, bound: 'exit 0', verdict: 'failed' }],
    findings: [redact({ code: error.code, subject: 'build', what: error.message, todo: error.todo })],
    evidence: [],
  };
}

function summaryOf(images: number, findings: readonly Finding[]): string {
  return findings.length === 0
    ? `${images} images: pinned, small, healthy alone, not root, no secret`
    : `${findings.length} findings in ${images} images: ${[...new Set(findings.map(({ code }) => code))].join(', ')}`;
}
