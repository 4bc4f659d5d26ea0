/** Holds what was measured of one image against its bounds. */

import type { ImageConfiguration } from '../../model/configuration.ts';
import type { Evidence, Finding, Measurement } from '../../model/evidence.ts';
import { inSeconds } from '../../model/in-seconds.ts';
import { redact } from '../../model/redact.ts';
import type { ImageDescription } from '../../ports/container-engine.ts';
import type { GatePart } from '../gate-outcomes.ts';
import type { BaseImage } from './base-pins.ts';
import type { ImageFacts } from './image-facts.ts';

/** The product's bound; `tengate.yaml` may set stricter ones. Megabytes of 10⁶ bytes, as Docker prints them. */
const defaultUnpackedMB = 500;
const bytesPerMB = 1_000_000;

export function imageReport(options: {
  readonly image: ImageConfiguration;
  readonly description: ImageDescription;
  readonly bases: readonly BaseImage[];
  readonly facts: ImageFacts;
  readonly buildMs: number;
}): GatePart {
  const { image, description, bases, facts, buildMs } = options;
  return {
    measurements: [
      { name: `${image.name}: built`, value: true, bound: 'exit 0', verdict: 'passed' },
      { name: `${image.name}: build time`, value: inSeconds(buildMs), unit: 's' },
      ...sizes(image, description),
      pins(image, bases),
      ...measured(image, description, facts),
    ],
    findings: redact([
      ...sizeFindings(image, description),
      ...pinFindings(image, bases),
      ...factFindings(image, description, facts),
    ]),
    evidence: redact([evidenceOf(image, description, bases, facts)]),
  };
}

function sizes(image: ImageConfiguration, description: ImageDescription): readonly Measurement[] {
  return limitsOf(image, description).map(({ what, value, limit }) => ({
    name: `${image.name}: ${what} size`,
    value,
    unit: 'MB',
    ...(limit === null ? {} : { bound: `< ${limit} MB`, verdict: value < limit ? 'passed' : 'failed' }),
  }));
}

function sizeFindings(image: ImageConfiguration, description: ImageDescription): readonly Finding[] {
  return limitsOf(image, description).flatMap(({ what, value, limit }) =>
    limit === null || value < limit
      ? []
      : [
          {
            code: 'image-too-large',
            subject: `image ${image.name}`,
            what: `its ${what} size is ${value} MB, the limit ${limit} MB`,
            todo: 'leave build tools and unused files out of the last stage',
          },
        ],
  );
}

function limitsOf(image: ImageConfiguration, description: ImageDescription) {
  const megabytes = (bytes: number): number => Math.round(bytes / (bytesPerMB / 10)) / 10;
  return [
    {
      what: 'unpacked',
      value: megabytes(description.unpackedBytes),
      limit: image.limits.unpackedMB ?? defaultUnpackedMB,
    },
    {
      what: 'compressed',
      value: megabytes(description.compressedBytes),
      limit: image.limits.compressedMB ?? null,
    },
  ];
}

function pins(image: ImageConfiguration, bases: readonly BaseImage[]): Measurement {
  const loose = bases.filter(({ problem }) => problem !== null).length;
  return {
    name: `${image.name}: bases that are not pinned`,
    value: loose,
    unit: 'count',
    bound: '0',
    verdict: loose === 0 ? 'passed' : 'failed',
  };
}

function pinFindings(image: ImageConfiguration, bases: readonly BaseImage[]): readonly Finding[] {
  return bases.flatMap(({ line, reference, problem }) =>
    problem === null
      ? []
      : [
          {
            code: 'base-not-pinned',
            subject: `image ${image.name}`,
            what: `line ${line} of ${image.dockerfile} builds on ${reference}: ${problem}`,
            todo: 'name a version tag or a digest',
          },
        ],
  );
}

function measured(
  image: ImageConfiguration,
  description: ImageDescription,
  { health, scan }: ImageFacts,
): readonly Measurement[] {
  const declared = health.status !== 'not-declared';
  const { userId } = health;
  const secrets = scan.matches.length;
  return [
    {
      name: `${image.name}: health check declared`,
      value: declared,
      bound: 'true',
      verdict: declared ? 'passed' : 'failed',
    },
    {
      name: `${image.name}: healthy alone after`,
      value: health.status === 'healthy' ? health.afterSeconds : null,
      unit: 's',
      bound: 'turns healthy',
      verdict: health.status === 'healthy' ? 'passed' : 'failed',
    },
    {
      name: `${image.name}: user id of its process`,
      value: userId,
      bound: 'not 0',
      verdict: userId === null ? 'unknown' : userId === 0 ? 'failed' : 'passed',
    },
    { name: `${image.name}: user declared`, value: description.user === '' ? null : description.user },
    {
      name: `${image.name}: secrets in ${scan.files} files of its layers, variables and history`,
      value: secrets,
      unit: 'count',
      bound: '0',
      verdict: secrets === 0 ? 'passed' : 'failed',
    },
  ];
}

function factFindings(
  image: ImageConfiguration,
  description: ImageDescription,
  { health, scan }: ImageFacts,
): readonly Finding[] {
  const subject = `image ${image.name}`;
  const findings: Finding[] = scan.matches.map((match) => ({
    code: `secret-${match.code}`,
    subject,
    what: `${match.what} in ${match.path} (${match.at})${match.layer === null ? '' : `, layer ${match.layer}`}`,
    todo: 'keep it out of the build context, or pass it as a build secret; replace it where it was real: layers are public',
  }));
  if (health.userId === 0)
    findings.push({
      code: 'runs-as-root',
      subject,
      what: `its process runs as user 0 (USER ${description.user === '' ? 'is not set' : description.user})`,
      todo: 'set a numeric USER other than 0 in the last stage',
    });
  if (health.status === 'not-declared')
    findings.push({
      code: 'health-check-missing',
      subject,
      what: 'it declares no HEALTHCHECK',
      todo: 'declare one that asks the application itself',
    });
  if (health.status === 'unhealthy' || health.status === 'ended')
    findings.push({
      code: health.status === 'ended' ? 'ends-alone' : 'unhealthy-alone',
      subject,
      what:
        health.status === 'ended'
          ? `run alone it ended after ${health.afterSeconds} s`
          : `run alone its health check failed ${health.attempts.length} times: ${health.attempts.at(-1)?.output ?? ''}`,
      todo: 'run the image without any other service and read its log',
    });
  return findings;
}

function evidenceOf(
  image: ImageConfiguration,
  description: ImageDescription,
  bases: readonly BaseImage[],
  facts: ImageFacts,
): Evidence {
  const { digest, user, exposedPorts, healthcheck, history, layers } = description;
  return {
    kind: 'image',
    subject: description.reference,
    data: {
      name: image.name,
      digest,
      user,
      exposedPorts,
      healthcheck,
      history,
      layers,
      bases,
      health: facts.health,
      secrets: facts.scan,
      /** Run in which health, user and secrets of this very digest were measured. */
      measuredInRun: facts.runId,
      reused: facts.reused,
    },
  };
}
