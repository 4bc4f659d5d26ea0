import { afterEach, describe, expect, it } from 'vitest';
import {
  type Deed,
  type ScheduledServer,
  startScheduledServer,
} from '../../test/fixtures/scheduled-server.ts';
import { beginning, placeholder, planOf, startSteppedLoad } from '../../test/fixtures/stepped-load.ts';
import { createLoadReader } from './load-lines.ts';
import type { LoadStream } from './load-plan.ts';
import type { LoadResult } from './load-result.ts';
import { longestGap } from './longest-gap.ts';
import { sendRequests } from './send-requests.ts';
import { summariseLoad } from './summarise-load.ts';

const servers: ScheduledServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

/** Requests 0 to 99, one every millisecond, against a server that does what the schedule says of each number. */
async function run(options: {
  readonly deedOf: (number: number) => Deed;
  readonly stream?: Partial<LoadStream>;
  /** What is held is answered once this number has come. */
  readonly releaseAt?: number;
}): Promise<{ readonly result: LoadResult; readonly server: ScheduledServer }> {
  const { deedOf, stream = {}, releaseAt = Number.POSITIVE_INFINITY } = options;
  const server = await startScheduledServer((number) => {
    if (number === releaseAt) server.release();
    return deedOf(number);
  });
  servers.push(server);
  const load = startSteppedLoad(planOf([{ url: server.url, ...stream }]));
  let held = 0;
  for (let number = 0; number < 100; number += 1) {
    held = number === releaseAt ? 0 : held + (deedOf(number) === 'held' ? 1 : 0);
    // The first is sent at the beginning.
    await load.step(number === 0 ? 0 : 1, number + 1 - held);
    // What is held has no end yet, but must have come before the next is sent: connections overtake one another.
    await server.arrived(number + 1);
    await server.hungUp();
  }
  return { result: await load.stop(), server };
}

const whole = { from: 0, to: Number.POSITIVE_INFINITY };

describe.each(['fresh', 'kept'] as const)('the prober over %s connections', (connections) => {
  it('counts exactly the requests that fail, each with how, and tries none again', async () => {
    const deedOf = (number: number): Deed =>
      number % 10 === 3 ? 'refuse' : number % 10 === 7 ? 'reset' : number === 55 ? 'tear' : 'answer';
    const { result, server } = await run({ deedOf, stream: { connections } });
    expect(summariseLoad(result, whole)[0]).toMatchObject({ sent: 100, succeeded: 79, failed: 21 });
    expect(result.failures.map(({ at }) => at - beginning)).toEqual(
      Array.from({ length: 100 }, (_, number) => number).filter((number) => deedOf(number) !== 'answer'),
    );
    expect(result.failures[0]).toMatchObject({
      kind: 'status',
      status: 503,
      code: null,
      answeredBy: 'pod-2',
    });
    expect(result.failures[1]).toMatchObject({ kind: 'reset', status: null, code: 'ECONNRESET' });
    expect(result.failures.find(({ answeredBy }) => answeredBy === 'pod-3')).toMatchObject({
      kind: 'reset',
      status: 200,
      at: beginning + 55,
    });
    expect([...server.seen.values()]).toEqual(Array.from({ length: 100 }, () => 1));
    expect(result.complete).toBe(true);
  });

  it('measures the gap that failures leave', async () => {
    const { result } = await run({
      deedOf: (number) => (number >= 20 && number < 25 ? 'refuse' : 'answer'),
      stream: { connections },
    });
    expect(longestGap(result, { streams: ['stream 0'], stretch: result })).toEqual({
      from: beginning + 19,
      to: beginning + 25,
      ms: 6,
    });
  });

  it('goes on sending while nothing is answered, and counts the waiting of each from its own time', async () => {
    // From number 30 on nothing is answered until number 90 has come: with a closed loop it never would.
    const { result, server } = await run({
      deedOf: (number) => (number >= 30 && number < 90 ? 'held' : 'answer'),
      releaseAt: 90,
      stream: { connections },
    });
    const successes = result.successes.get('stream 0');
    const latencies = new Map(successes?.at.map((at, index) => [at - beginning, successes.latencyMs[index]]));
    expect(result.failures).toEqual([]);
    expect([...latencies.keys()].toSorted((one, other) => one - other)).toEqual([...server.seen.keys()]);
    for (let number = 30; number < 90; number += 1) expect(latencies.get(number)).toBe(90 - number);
    expect(longestGap(result, { streams: ['stream 0'], stretch: result })).toEqual({
      from: beginning + 29,
      to: beginning + 90,
      ms: 61,
    });
    // 60 of 100 waited: a coordinated load would have shown one slow request, and a median of nothing.
    expect(summariseLoad(result, whole)[0]?.latencyMs).toMatchObject({ p50: 10, p90: 50, max: 60 });
  });
});

describe('the connections of the prober', () => {
  it.each([
    ['a new one for each request', 'fresh', 'answer', 100],
    ['one that is kept', 'kept', 'answer', 1],
    ['another after `Connection: close`', 'kept', 'last', 10],
    [
      'another after one that was closed while nothing was under way, which is no failure',
      'kept',
      'hung up',
      10,
    ],
  ] as const)('are %s', async (_, connections, deed, opened) => {
    const { result, server } = await run({
      deedOf: (number) => (number % 10 === 9 ? deed : 'answer'),
      stream: { connections },
    });
    expect(result.failures).toEqual([]);
    expect(server.connections()).toBe(opened);
  });
});

describe('the writes of the prober', () => {
  it('are filled in, and exactly those that were acknowledged are reported', async () => {
    const { result, server } = await run({
      deedOf: (number) => (number % 4 === 0 ? 'refuse' : 'answer'),
      stream: {
        write: true,
        request: {
          method: 'POST',
          headers: { 'x-number': placeholder('sequence') },
          body: `${placeholder('run')} ${placeholder('sequence')} ${placeholder('uuid')}`,
        },
      },
    });
    const numbers = Array.from({ length: 100 }, (_, number) => number);
    expect(result.acknowledged.get('stream 0')?.toSorted((one, other) => one - other)).toEqual(
      numbers.filter((number) => number % 4 !== 0),
    );
    expect(server.bodies.map((body) => body.replace(/ \S+$/, ''))).toEqual(
      numbers.map((number) => `run-1 ${number}`),
    );
    expect(new Set(server.bodies.map((body) => body.split(' ')[2])).size).toBe(100);
  });
});

describe('a load in real time', () => {
  async function runUntil(
    stream: Partial<LoadStream>,
    requests: number,
    limitMs = 60_000,
  ): Promise<LoadResult> {
    const plan = planOf([stream], limitMs);
    const reader = createLoadReader(plan);
    const enough = Promise.withResolvers<void>();
    let count = 0;
    const load = sendRequests({
      plan,
      write: (line) => {
        reader.take(JSON.stringify(line));
        if (line.k === 'fail') count += 1;
        if (count >= requests) enough.resolve();
      },
      now: () => performance.timeOrigin + performance.now(),
      cpuMs: () => 0,
    });
    await Promise.race([enough.promise, load.ended]);
    await load.stop();
    return reader.result([], Date.now());
  }

  it('names a server that does not answer in time', async () => {
    const server = await startScheduledServer(() => 'held');
    servers.push(server);
    const { failures } = await runUntil({ url: server.url, timeoutMs: 50 }, 5);
    expect(new Set(failures.map(({ kind }) => kind))).toEqual(new Set(['timeout']));
    expect(Math.min(...failures.map(({ waitedMs }) => waitedMs))).toBeGreaterThanOrEqual(49);
  });

  it('names a server that is not there', async () => {
    const server = await startScheduledServer(() => 'answer');
    await server.close();
    const { failures } = await runUntil({ url: server.url }, 5);
    expect(new Set(failures.map(({ kind, code }) => `${kind} ${code}`))).toEqual(
      new Set(['refused ECONNREFUSED']),
    );
  });

  it('tells with every request what Node refuses to send at all, and goes on', async () => {
    const request = { method: 'GET' as const, headers: { 'x-broken': 'two\nlines' }, body: null };
    const { failures, complete } = await runUntil({ url: 'http://127.0.0.1:9/', request }, 5);
    expect(new Set(failures.map(({ kind, code }) => `${kind} ${code}`))).toEqual(
      new Set(['other ERR_INVALID_CHAR']),
    );
    expect(complete).toBe(true);
  });

  it('ends by its own limit', async () => {
    const server = await startScheduledServer(() => 'answer');
    servers.push(server);
    const result = await runUntil({ url: server.url }, Number.POSITIVE_INFINITY, 200);
    expect(result.complete).toBe(true);
    expect(result.to - result.from).toBeGreaterThanOrEqual(200);
  });
});
