import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFakeCluster } from '../../../test/fixtures/fake-cluster.ts';
import { createTestClock } from '../../../test/fixtures/test-clock.ts';
import type { ClusterReader } from '../../ports/cluster-reader.ts';
import { createExistingProvider } from './existing-provider.ts';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'existing-'));
});
afterEach(() => rmSync(home, { recursive: true }));

function writeConfig(file: string, current: string, contexts: Readonly<Record<string, string>>): string {
  mkdirSync(join(file, '..'), { recursive: true });
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': current,
    clusters: Object.entries(contexts).map(([name, server]) => ({ name, cluster: { server } })),
    users: [{ name: 'me', user: {} }],
    contexts: Object.keys(contexts).map((name) => ({ name, context: { cluster: name, user: 'me' } })),
  };
  writeFileSync(file, JSON.stringify(config));
  return file;
}

function provider(options: { context?: string; KUBECONFIG?: string; version?: string | null } = {}) {
  const fake = createFakeCluster();
  fake.put('nodes', {
    metadata: { name: 'n' },
    status: { addresses: [{ type: 'InternalIP', address: '10.0.0.7' }] },
  } as never);
  const reader: ClusterReader = { ...fake.reader, version: async () => options.version ?? null };
  return createExistingProvider({
    environment: { KUBECONFIG: options.KUBECONFIG },
    home,
    context: options.context,
    clock: createTestClock(),
    engine: null,
    connect: () => reader,
  });
}

const progress = () => undefined;

describe('an existing cluster', () => {
  it('is not available without a kubeconfig, and says where one was looked for', async () => {
    const availability = await provider().available();
    expect(availability).toMatchObject({
      available: false,
      why: expect.stringContaining(join(home, '.kube/config')),
    });
    await expect(provider().up({ name: 'x', progress })).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('lists the contexts there are when the one asked for is none', async () => {
    writeConfig(join(home, '.kube/config'), 'a', { a: 'https://127.0.0.1:1', b: 'https://127.0.0.1:2' });
    expect(await provider({ context: 'c' }).available()).toMatchObject({
      available: false,
      why: expect.stringContaining('there is no context "c"'),
      todo: 'Give --context one of: a, b',
    });
  });

  it('is not available when its server does not answer', async () => {
    writeConfig(join(home, '.kube/config'), 'a', { a: 'https://127.0.0.1:1' });
    expect(await provider({ version: null }).available()).toMatchObject({
      available: false,
      why: expect.stringContaining('https://127.0.0.1:1'),
    });
    expect((await provider({ version: null }).status('x')).state).toBe('absent');
  });

  it('is found through the current context, and never said to be started or stopped by Tengate', async () => {
    const file = writeConfig(join(home, '.kube/config'), 'a', { a: 'https://127.0.0.1:1' });
    const found = provider({ version: 'v1.36.3' });
    expect(await found.up({ name: 'x', progress })).toEqual({
      created: false,
      handle: {
        provider: 'existing',
        name: 'a',
        kubeconfig: file,
        context: 'a',
        nodeAddress: '127.0.0.1',
        engine: null,
      },
    });
    expect(await found.down({ name: 'x', progress, deleteData: true })).toEqual({ stopped: false });
  });

  it('takes the first of several files that knows the context, and asks a remote one for its node address', async () => {
    const first = writeConfig(join(home, 'one'), 'a', { a: 'https://127.0.0.1:1' });
    const second = writeConfig(join(home, 'two'), 'b', { b: 'https://cluster.example:6443' });
    const KUBECONFIG = `${first}:${second}:${join(home, 'absent')}`;
    expect(await provider({ KUBECONFIG, context: 'b', version: 'v1.36.3' }).find('x')).toMatchObject({
      kubeconfig: second,
      nodeAddress: '10.0.0.7',
    });
  });
});
