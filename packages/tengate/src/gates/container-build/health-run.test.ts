import { describe, expect, it } from 'vitest';
import { createTestClock } from '../../../test/fixtures/test-clock.ts';
import type { ContainerEngine } from '../../ports/container-engine.ts';
import { healthRun } from './health-run.ts';

function runWith(options: {
  readonly answers: readonly number[];
  readonly test?: readonly string[];
  readonly startPeriodMs?: number;
  readonly running?: boolean;
  readonly signal?: AbortSignal;
}) {
  const clock = createTestClock();
  const asked: (readonly string[])[] = [];
  let removed = 0;
  const answers = [...options.answers];
  const engine = {
    run: async () => ({
      id: 'c1',
      exec: async (argv: readonly string[]) => {
        asked.push(argv);
        return { exitCode: answers.shift() ?? 1, output: 'said' };
      },
      userId: async () => 65532,
      state: async () => ({ running: options.running ?? true, exitCode: null }),
      logs: async () => 'the log',
      remove: async () => {
        removed += 1;
      },
    }),
  } as unknown as ContainerEngine;
  const healthcheck =
    options.test === undefined
      ? null
      : {
          test: options.test,
          intervalMs: 10_000,
          timeoutMs: 2_000,
          startPeriodMs: options.startPeriodMs ?? 0,
          retries: 3,
        };
  const run = healthRun({ engine, reference: 'x:1', healthcheck, env: {}, clock, signal: options.signal });
  return { run, asked, removed: () => removed };
}

describe("an image's health check", () => {
  it('is healthy at the first success, asked one interval after the start', async () => {
    const { run, asked, removed } = runWith({ answers: [0], test: ['CMD', '/node', 'check'] });
    expect(await run).toMatchObject({ status: 'healthy', afterSeconds: 10, userId: 65532, logs: '' });
    expect(asked).toEqual([['/node', 'check']]);
    expect(removed()).toBe(1);
  });

  it('is unhealthy after its retries in a row', async () => {
    const { run, removed } = runWith({ answers: [1, 1, 1, 0], test: ['CMD', 'x'] });
    expect(await run).toMatchObject({ status: 'unhealthy', afterSeconds: 30, logs: 'the log' });
    expect(removed()).toBe(1);
  });

  it('does not count failures inside the start period, where it is asked more often', async () => {
    const { run } = runWith({ answers: [1, 1, 1, 0], test: ['CMD', 'x'], startPeriodMs: 60_000 });
    expect(await run).toMatchObject({ status: 'healthy', afterSeconds: 20 });
  });

  it('runs the shell form by a shell', async () => {
    const { run, asked } = runWith({ answers: [0], test: ['CMD-SHELL', 'curl -f x || exit 1'] });
    await run;
    expect(asked).toEqual([['/bin/sh', '-c', 'curl -f x || exit 1']]);
  });

  it('says that the container ended, and that none is declared', async () => {
    expect(await runWith({ answers: [], test: ['CMD', 'x'], running: false }).run).toMatchObject({
      status: 'ended',
    });
    expect(await runWith({ answers: [] }).run).toMatchObject({ status: 'not-declared', userId: 65532 });
    expect(await runWith({ answers: [], test: ['NONE'] }).run).toMatchObject({ status: 'not-declared' });
  });

  it('removes the container when interrupted', async () => {
    const controller = new AbortController();
    controller.abort(new Error('stop'));
    const { run, removed } = runWith({ answers: [], test: ['CMD', 'x'], signal: controller.signal });
    await expect(run).rejects.toThrow('stop');
    expect(removed()).toBe(1);
  });
});
