import { describe, expect, it } from 'vitest';
import { createMemoryProofs } from '../../test/fixtures/memory-proofs.ts';
import { createTestClock } from '../../test/fixtures/test-clock.ts';
import { configurationSchema } from '../model/configuration.ts';
import { allGates } from './all-gates.ts';
import type { GateContext } from './gate-context.ts';
import { runGates } from './run-gates.ts';

const configuration = {
  ...configurationSchema.parse({
    version: 1,
    application: 'shop',
    release: { name: 'shop', namespace: 'dev', chart: 'chart' },
    images: [
      { name: 'api', dockerfile: 'Dockerfile', context: '.', values: 'api.image', port: 80, path: '/' },
    ],
    services: [{ name: 'api', service: 'shop-api', port: 80, path: '/' }],
  }),
  root: '/repo',
};

const context: GateContext = {
  configuration,
  runId: 'run-1',
  cluster: null,
  noClusterBecause: 'no root, no Docker',
  engine: null,
  images: () => Promise.reject(new Error('not asked for')),
  settled: async () => undefined,
  proofs: createMemoryProofs(),
  fetch: () => Promise.reject(new Error('not asked for')),
  randomHex: (bytes) => '0'.repeat(2 * bytes),
  keepLine: () => undefined,
  calibrations: new Map(),
  buildSecrets: {},
  clock: createTestClock(),
  progress: () => undefined,
};

describe('the gates without a cluster', () => {
  it('are every one unknown, and say why', async () => {
    const selected = allGates.map(({ number }) => number);
    const { results } = await runGates({ gates: allGates, selected, context });
    expect(results.map(({ verdict }) => verdict)).toEqual(selected.map(() => 'unknown'));
    for (const { summary } of results) expect(summary).toContain('no root, no Docker');
  });

  it('stand in their order, each named as its file', () => {
    expect(allGates.map(({ number, name }) => `${number} ${name}`)).toEqual([
      '1 container-build',
      '2 kubernetes-deploy',
      '3 pod-health',
      '4 service-access',
      '5 replica-scaling',
      '6 failure-recovery',
      '7 helm-upgrade',
      '8 helm-rollback',
    ]);
  });
});
