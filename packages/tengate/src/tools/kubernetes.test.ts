import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { V1Pod } from '@kubernetes/client-node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../system/clock.ts';
import { createClusterReader } from './kubernetes.ts';
import { parseDuration } from './kubernetes-durations.ts';

let folder = '';
let server: Server;
let handle: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kubernetes-'));
  server = createServer((request, response) => handle(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await writeFile(
    join(folder, 'config'),
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'other',
      clusters: [
        { name: 'k', cluster: { server: `http://127.0.0.1:${port}`, 'insecure-skip-tls-verify': true } },
      ],
      users: [{ name: 'u', user: { token: 't' } }],
      contexts: [{ name: 'here', context: { cluster: 'k', user: 'u' } }],
    }),
  );
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

const reader = (context = 'here') =>
  createClusterReader({ kubeconfig: join(folder, 'config'), context, clock: systemClock });

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function pod(name: string, version: string) {
  return {
    metadata: { name, uid: name, resourceVersion: version, creationTimestamp: '2026-11-20T12:00:00Z' },
  };
}

describe('a reader of a cluster', () => {
  it('lists with kind and with timestamps as dates, and sends its credentials', async () => {
    let asked = '';
    handle = (request, response) => {
      asked = `${request.url} ${request.headers.authorization}`;
      json(response, 200, { metadata: { resourceVersion: '5' }, items: [pod('a', '1')] });
    };
    const [found] = await reader().list<V1Pod>('pods', 'dev', 'app=x');
    expect(asked).toBe('/api/v1/namespaces/dev/pods?labelSelector=app%3Dx Bearer t');
    expect(found).toMatchObject({
      kind: 'Pod',
      metadata: { creationTimestamp: new Date('2026-11-20T12:00:00Z') },
    });
  });

  it('gives null for what does not exist, and the words of a refusal', async () => {
    handle = (_request, response) => json(response, 404, { reason: 'NotFound' });
    expect(await reader().get('secrets', 'dev', 'x')).toBeNull();
    handle = (_request, response) => json(response, 403, { reason: 'Forbidden', message: 'no list for u' });
    await expect(reader().list('pods', 'dev')).rejects.toMatchObject({
      code: 'cluster-refused-forbidden',
      message: 'cannot list pods: the API server answered 403: no list for u',
    });
  });

  it('removes what is there and what is not', async () => {
    handle = (_request, response) => json(response, 404, { reason: 'NotFound' });
    await expect(reader().remove('pods', 'dev', 'x')).resolves.toBeUndefined();
  });

  it('says that no server answers', async () => {
    const here = reader();
    server.close();
    expect(await here.version(1_000)).toBeNull();
    await expect(here.list('pods', 'dev')).rejects.toMatchObject({
      code: 'cluster-unreachable',
      kind: 'unavailable',
    });
  });

  it('gives up on a server that hangs', async () => {
    handle = () => undefined;
    expect(await reader().version(200)).toBeNull();
  });

  it('has no metrics where the API is not served', async () => {
    handle = (_request, response) => json(response, 404, {});
    expect(await reader().podMetrics('dev')).toBeNull();
    handle = (_request, response) =>
      json(response, 200, {
        items: [{ metadata: { name: 'a' }, timestamp: '2026-11-20T12:00:00Z', window: '15.5s' }],
      });
    expect(await reader().podMetrics('dev')).toEqual([
      { pod: 'a', at: new Date('2026-11-20T12:00:00Z'), windowMs: 15_500 },
    ]);
  });

  it('names the contexts there are when asked for another one', () => {
    expect(() => reader('there')).toThrow('has no context "there"; it has: here');
  });
});

describe('a watch', () => {
  it('lists, follows, hands each version over once, and lists again after 410', async () => {
    let streams = 0;
    handle = (request, response) => {
      const url = new URL(request.url ?? '', 'http://x');
      if (!url.searchParams.has('watch')) {
        const items = streams === 0 ? [pod('a', '1')] : [pod('b', '7')];
        return json(response, 200, { metadata: { resourceVersion: streams === 0 ? '1' : '7' }, items });
      }
      streams += 1;
      response.writeHead(200);
      if (streams === 1) {
        expect(url.searchParams.get('resourceVersion')).toBe('1');
        response.write(`${JSON.stringify({ type: 'MODIFIED', object: pod('a', '2') })}\n`);
        response.write(`${JSON.stringify({ type: 'MODIFIED', object: pod('a', '2') })}\n`);
        response.end(`${JSON.stringify({ type: 'ERROR', object: { code: 410 } })}\n`);
      }
    };
    const seen: string[] = [];
    const arrived = Promise.withResolvers<void>();
    const watch = await reader().watch<V1Pod>('pods', 'dev', ({ type, object }) => {
      seen.push(`${type} ${object.metadata?.name} ${object.metadata?.resourceVersion}`);
      if (object.metadata?.name === 'b') arrived.resolve();
    });
    expect(seen).toEqual(['added a 1']);
    await arrived.promise;
    expect(seen).toEqual(['added a 1', 'modified a 2', 'deleted a 2', 'added b 7']);
    expect(watch.interruptions()).toBe(1);
    await watch.stop();
  });

  it('resumes where a stream ended in good order, without listing again', async () => {
    const asked: (string | null)[] = [];
    const twice = Promise.withResolvers<void>();
    handle = (request, response) => {
      const url = new URL(request.url ?? '', 'http://x');
      if (!url.searchParams.has('watch'))
        return json(response, 200, { metadata: { resourceVersion: '1' }, items: [] });
      asked.push(url.searchParams.get('resourceVersion'));
      response.writeHead(200);
      if (asked.length === 1) response.end(`${JSON.stringify({ type: 'ADDED', object: pod('a', '4') })}\n`);
      else twice.resolve();
    };
    const watch = await reader().watch('pods', 'dev', () => undefined);
    await twice.promise;
    expect(asked).toEqual(['1', '4']);
    expect(watch.interruptions()).toBe(0);
    await watch.stop();
  });

  it('stops while the server is away', async () => {
    handle = (request, response) =>
      request.url?.includes('watch=') === true
        ? json(response, 500, {})
        : json(response, 200, { metadata: { resourceVersion: '1' }, items: [] });
    const watch = await reader().watch('pods', 'dev', () => undefined);
    await watch.stop();
    expect(watch.interruptions()).toBe(0);
  });
});

describe("Go's durations", () => {
  it.each([
    ['15.042s', 15_042],
    ['1m0s', 60_000],
    ['1h2m', 3_720_000],
    ['500ms', 500],
    ['soon', Number.NaN],
  ])('%s', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });
});
