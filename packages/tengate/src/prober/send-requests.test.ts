import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createLoadReader, type LoadLine } from './load-lines.ts';
import type { LoadPlan, LoadStream } from './load-plan.ts';
import type { LoadResult } from './load-result.ts';
import { longestGap } from './longest-gap.ts';
import { sendRequests } from './send-requests.ts';
import { summariseLoad } from './summarise-load.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

type Handle = (request: IncomingMessage, response: ServerResponse, number: number) => void;

async function serverThat(
  handle: Handle,
): Promise<{ readonly url: string; readonly server: Server; readonly sockets: () => number }> {
  let number = 0;
  let sockets = 0;
  const server = createServer((request, response) => {
    request.resume();
    handle(request, response, number++);
  });
  server.on('connection', () => {
    sockets += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    server,
    sockets: () => sockets,
  };
}

function planOf(streams: readonly Partial<LoadStream>[], limitMs = 60_000): LoadPlan {
  return {
    version: 1,
    runId: 'run-1',
    answeredByHeader: 'X-Served-By',
    limitMs,
    streams: streams.map((stream, index) => ({
      name: `stream ${index}`,
      target: 'shop',
      url: 'http://127.0.0.1:1/',
      connections: 'fresh',
      ratePerSecond: 100,
      request: { method: 'GET', headers: {}, body: null },
      expectStatus: [],
      timeoutMs: 30_000,
      write: false,
      ...stream,
    })),
  };
}

/** Runs a plan until so many requests have come to an end, and reads back what was written. */
async function run(plan: LoadPlan, requests: number): Promise<LoadResult> {
  const reader = createLoadReader(plan);
  let count = 0;
  const enough = Promise.withResolvers<void>();
  const load = sendRequests({
    plan,
    write: (line: LoadLine) => {
      // As over a pipe: what cannot be written as JSON is lost.
      reader.take(JSON.stringify(line));
      if (line.k === 'fail') count += 1;
      if (line.k === 'some') count += line.o.length;
      if (count >= requests) enough.resolve();
    },
    now: () => performance.timeOrigin + performance.now(),
    cpuMs: () => 0,
  });
  await Promise.race([enough.promise, load.ended]);
  await load.stop();
  return reader.result([], Date.now());
}

const ok: Handle = (_, response) => response.writeHead(200, { 'x-served-by': 'pod-1' }).end('ok');

describe('the prober', () => {
  it.each(['fresh', 'kept'] as const)(
    'counts exactly the requests that fail over %s connections',
    async (connections) => {
      // Every tenth is refused, every tenth reset, by their number: the schedule does not depend on the machine.
      const seen = { refused: 0, reset: 0, all: 0 };
      const { url } = await serverThat((request, response, number) => {
        seen.all += 1;
        if (number % 10 === 3) {
          seen.refused += 1;
          response.writeHead(503, { 'x-served-by': 'pod-2' }).end();
        } else if (number % 10 === 7) {
          seen.reset += 1;
          request.socket.resetAndDestroy();
        } else ok(request, response, number);
      });
      const result = await run(planOf([{ url, connections }]), 100);
      const [summary] = summariseLoad(result, { from: 0, to: Number.POSITIVE_INFINITY });
      expect(seen.refused).toBeGreaterThanOrEqual(10);
      expect(result.failures.filter(({ kind }) => kind === 'status')).toHaveLength(seen.refused);
      expect(result.failures.filter(({ kind }) => kind === 'reset')).toHaveLength(seen.reset);
      expect(summary).toMatchObject({ sent: seen.all, failed: seen.refused + seen.reset });
      expect(result.failures.find(({ kind }) => kind === 'status')).toMatchObject({
        stream: 'stream 0',
        status: 503,
        answeredBy: 'pod-2',
      });
      expect(result.failures.find(({ kind }) => kind === 'reset')?.code).toBe('ECONNRESET');
      expect(result.complete).toBe(true);
    },
  );

  it('opens a connection for each request, or keeps those it has', async () => {
    const fresh = await serverThat(ok);
    const kept = await serverThat(ok);
    const result = await run(
      planOf([
        { url: fresh.url, connections: 'fresh', ratePerSecond: 50 },
        { url: kept.url, connections: 'kept', ratePerSecond: 50 },
      ]),
      100,
    );
    const [first, second] = summariseLoad(result, { from: 0, to: Number.POSITIVE_INFINITY });
    expect(result.failures).toEqual([]);
    expect(fresh.sockets()).toBe(first?.sent);
    expect(kept.sockets()).toBeLessThan((second?.sent ?? 0) / 2);
  });

  it('goes on sending while nothing is answered, and counts the waiting of each from its own time', async () => {
    // From the 30th request on nothing is answered until 60 more have come: with a closed loop they never would.
    const waiting: ServerResponse[] = [];
    const { url } = await serverThat((request, response, number) => {
      if (number < 30 || number >= 90) ok(request, response, number);
      else waiting.push(response);
      if (number === 89) for (const one of waiting) one.end('late');
    });
    const result = await run(planOf([{ url, ratePerSecond: 100 }]), 110);
    const successes = result.successes.get('stream 0');
    expect(result.failures).toEqual([]);
    // The first of the stalled was to be sent 590 ms before the last, and waited at least that long; the ones after it less and less.
    const stalled = (successes?.at ?? [])
      .map((at, index) => ({ at, latencyMs: successes?.latencyMs[index] ?? 0 }))
      .toSorted((one, other) => one.at - other.at)
      .slice(30, 90);
    expect(stalled[0]?.latencyMs).toBeGreaterThanOrEqual(585);
    expect(stalled.filter(({ latencyMs }) => latencyMs >= 285).length).toBeGreaterThanOrEqual(30);
    // Nothing succeeded in between: the gap is the stall.
    const gap = longestGap(result, { streams: ['stream 0'], stretch: result });
    expect(gap.ms).toBeGreaterThanOrEqual(580);
  });

  it('names a server that is not there, and one that does not answer in time', async () => {
    const { url } = await serverThat(() => undefined);
    const silent = await run(planOf([{ url, timeoutMs: 50, ratePerSecond: 50 }]), 5);
    expect(new Set(silent.failures.map(({ kind }) => kind))).toEqual(new Set(['timeout']));
    expect(silent.failures[0]?.waitedMs).toBeGreaterThanOrEqual(49);
    const { url: gone, server } = await serverThat(ok);
    await new Promise((resolve) => server.close(resolve));
    const refused = await run(planOf([{ url: gone }]), 5);
    expect(new Set(refused.failures.map(({ kind, code }) => `${kind} ${code}`))).toEqual(
      new Set(['refused ECONNREFUSED']),
    );
  });

  it('fills in every write, and reports exactly those that were acknowledged', async () => {
    const bodies: string[] = [];
    const keys: string[] = [];
    const { url } = await serverThat((request, response, number) => {
      keys.push(String(request.headers['idempotency-key']));
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        bodies.push(body);
        response.writeHead(number % 4 === 0 ? 500 : 201).end();
      });
    });
    const placeholder = (name: string) => `$\{${name}}`;
    const result = await run(
      planOf([
        {
          url,
          write: true,
          request: {
            method: 'POST',
            headers: { 'idempotency-key': placeholder('uuid') },
            body: `${placeholder('run')} ${placeholder('sequence')}`,
          },
        },
      ]),
      40,
    );
    const acknowledged = result.acknowledged.get('stream 0') ?? [];
    expect(new Set(keys).size).toBe(keys.length);
    expect(bodies.toSorted()).toEqual(bodies.map((_, index) => `run-1 ${index}`).toSorted());
    expect(acknowledged).toHaveLength(bodies.length - result.failures.length);
    expect(new Set(acknowledged).size).toBe(acknowledged.length);
  });

  it('ends by its own limit', async () => {
    const { url } = await serverThat(ok);
    const result = await run(planOf([{ url }], 200), Number.POSITIVE_INFINITY);
    expect(result.complete).toBe(true);
    expect(result.to - result.from).toBeGreaterThanOrEqual(200);
  });
});
