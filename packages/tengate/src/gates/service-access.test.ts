import { describe, expect, it } from 'vitest';
import { createGateFixture } from '../../test/fixtures/gate-fixture.ts';
import { serviceAccess } from './service-access.ts';

const claim = {
  metadata: { name: 'data-shop-db-0', labels: { 'app.kubernetes.io/instance': 'shop' } },
};

async function withFreshClaim(fetch?: typeof globalThis.fetch) {
  const fixture = createGateFixture(fetch === undefined ? {} : { fetch });
  fixture.cluster.put('persistentvolumeclaims', claim);
  await fixture.context.proofs.write('installations/namespaces-dev/shop.1', {
    version: 1,
    runId: 'run-1',
    namespaceUid: 'namespaces-dev',
    release: 'shop',
    revision: 1,
    inputs: '0123456789abcdef',
    from: '2026-11-20T12:00:00.000Z',
    until: '2026-11-20T12:01:00.000Z',
    interruptions: 0,
    events: [],
    firstReady: {},
    freshClaims: ['persistentvolumeclaims-data-shop-db-0'],
  });
  return fixture;
}

const journeyKey = 'journeys/namespaces-dev/0123456789abcdef';

describe('gate 4', () => {
  it('passes where the services answer and the path works on the fresh live database, and keeps the proof', async () => {
    const { context } = await withFreshClaim();
    const outcome = await serviceAccess.measure(context);
    expect(outcome.verdict).toBe('passed');
    expect(outcome.summary).toContain('http://127.0.0.1:30860 answer from outside and inside');
    expect(await context.proofs.read(journeyKey)).toMatchObject({
      state: 'passed',
      where: 'live',
      runId: 'run-2',
    });
  });

  it('rests on the run that proved the same inputs with the same claim, and goes the path again', async () => {
    const asked: string[] = [];
    const { context } = await withFreshClaim(async (url) => {
      asked.push(String(url));
      return new Response('ok');
    });
    await serviceAccess.measure(context);
    asked.length = 0;
    const outcome = await serviceAccess.measure({ ...context, runId: 'run-3' });
    expect(outcome.summary).toContain('run run-2 went the path on a fresh database');
    expect(asked.at(-1)).toBe('http://127.0.0.1:30860/things');
  });

  it('fails where a service does not answer, and does not go the path', async () => {
    const { context } = await withFreshClaim(() =>
      Promise.reject(new TypeError('x', { cause: new Error('ECONNREFUSED') })),
    );
    const outcome = await serviceAccess.measure(context);
    expect(outcome.verdict).toBe('failed');
    expect(outcome.findings).toMatchObject([{ code: 'service-unreachable', subject: 'service api' }]);
    expect(await context.proofs.read(journeyKey)).toBeNull();
  });

  it('fails where a service answers from outside but not inside', async () => {
    const fixture = await withFreshClaim();
    fixture.cluster.exec = async () => ({ exitCode: 1, stdout: '', stderr: 'getaddrinfo EAI_AGAIN' });
    const outcome = await serviceAccess.measure(fixture.context);
    expect(outcome.findings).toMatchObject([{ code: 'service-unreachable-inside' }]);
  });

  it('fails where the path breaks, and takes that database for used from then on', async () => {
    const { context } = await withFreshClaim(async (url) =>
      String(url).endsWith('/things') ? new Response('no', { status: 500 }) : new Response('ok'),
    );
    const outcome = await serviceAccess.measure(context);
    expect(outcome.findings).toMatchObject([
      { code: 'path-broken', what: expect.stringContaining('got 500') },
    ]);
    expect(await context.proofs.read(journeyKey)).toMatchObject({ state: 'begun' });
  });

  it('fails where the Service has no NodePort', async () => {
    const fixture = await withFreshClaim();
    fixture.cluster.drop('services', 'shop-api');
    const outcome = await serviceAccess.measure(fixture.context);
    expect(outcome.findings).toMatchObject([
      { code: 'node-port-missing', what: 'there is no Service shop-api' },
    ]);
  });
});
