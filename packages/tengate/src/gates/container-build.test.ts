import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGateFixture } from '../../test/fixtures/gate-fixture.ts';
import { TengateError } from '../model/tengate-error.ts';
import type { ContainerEngine, ImageDescription } from '../ports/container-engine.ts';
import { containerBuild } from './container-build.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gate-1-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function fixtureWith(options: {
  readonly from?: string;
  readonly user?: number;
  readonly files?: Readonly<Record<string, string>>;
  readonly healthcheck?: null;
  readonly unpackedBytes?: number;
}) {
  const dockerfile = join(folder, 'Dockerfile');
  await writeFile(dockerfile, `FROM ${options.from ?? 'node:26.10.0-bookworm-slim'}\n`);
  let runs = 0;
  const description: ImageDescription = {
    reference: 'docker.io/library/shop-api:1',
    digest: `sha256:${'a'.repeat(64)}`,
    user: '65532',
    exposedPorts: [],
    env: ['NODE_ENV=production'],
    labels: {},
    healthcheck:
      options.healthcheck === null
        ? null
        : { test: ['CMD', 'x'], intervalMs: 1_000, timeoutMs: 1_000, startPeriodMs: 0, retries: 3 },
    history: [],
    compressedBytes: 40e6,
    unpackedBytes: options.unpackedBytes ?? 140e6,
    layers: ['sha256:l1'],
  };
  const engine = {
    inspect: async () => description,
    layerFiles: async (_reference: string, visit: (file: unknown) => Promise<void>) => {
      for (const [path, text] of Object.entries(options.files ?? {}))
        await visit({ layer: 'sha256:l1', path, size: text.length, content: async () => Buffer.from(text) });
    },
    run: async () => {
      runs += 1;
      return {
        exec: async () => ({ exitCode: 0, output: '' }),
        userId: async () => options.user ?? 65532,
        state: async () => ({ running: true, exitCode: null }),
        logs: async () => '',
        remove: async () => undefined,
      };
    },
  } as unknown as ContainerEngine;
  const fixture = createGateFixture({ dockerfile, engine });
  return { ...fixture, runs: () => runs };
}

describe('gate 1', () => {
  it('passes with a pinned, small, healthy image without root or secret', async () => {
    const { context } = await fixtureWith({ files: { 'app/main.js': 'console.log(1)' } });
    const outcome = await containerBuild.measure(context);
    expect(outcome).toMatchObject({ verdict: 'passed', findings: [] });
  });

  it.each([
    ['runs-as-root', { user: 0 }],
    ['base-not-pinned', { from: 'node:latest' }],
    ['health-check-missing', { healthcheck: null }],
    ['image-too-large', { unpackedBytes: 600e6 }],
    ['secret-environment-file', { files: { 'app/.env': 'A=1' } }],
  ])('fails with %s', async (code, options) => {
    const { context } = await fixtureWith(options);
    const outcome = await containerBuild.measure(context);
    expect(outcome.verdict).toBe('failed');
    expect(outcome.findings.map((finding) => finding.code)).toEqual([code]);
  });

  it('takes over what was proven of the same digest, and names the run that proved it', async () => {
    const { context, runs } = await fixtureWith({});
    await containerBuild.measure(context);
    const again = await containerBuild.measure({ ...context, runId: 'run-3' });
    expect(runs()).toBe(1);
    expect(again.verdict).toBe('passed');
    expect(again.evidence[0]?.data).toMatchObject({ measuredInRun: 'run-2', reused: true });
  });

  it('proves nothing for later with an image that fails', async () => {
    const { context, runs } = await fixtureWith({ user: 0 });
    await containerBuild.measure(context);
    await containerBuild.measure(context);
    expect(runs()).toBe(2);
  });

  it('fails where an image does not build, with what the builder said', async () => {
    const { context } = await fixtureWith({});
    const error = new TengateError({ code: 'build-failed', what: 'npm ci failed', todo: 'read it' });
    const outcome = await containerBuild.measure({ ...context, images: async () => ({ ok: false, error }) });
    expect(outcome).toMatchObject({
      verdict: 'failed',
      findings: [{ code: 'build-failed', what: 'npm ci failed' }],
    });
  });
});
