import { describe, expect, it } from 'vitest';
import type { ProgressEvent } from '../ports/progress.ts';
import { createStepLog } from './step-log.ts';

function setUp(signal?: AbortSignal) {
  let nowMs = 0;
  const events: ProgressEvent[] = [];
  const clock = { now: () => new Date(0), monotonicMs: () => nowMs, wait: async () => undefined };
  const log = createStepLog({ clock, progress: (event) => events.push(event), signal });
  return {
    log,
    events,
    pass: (ms: number) => {
      nowMs += ms;
    },
  };
}

describe('step log', () => {
  it('times a step, tells it and keeps what it did', async () => {
    const { log, events, pass } = setUp();
    const value = await log.run('images', 'Images', async () => {
      pass(1_500);
      return { value: 7, outcome: 'unchanged', summary: '2 images' };
    });
    expect(value).toBe(7);
    expect(events).toEqual([
      { kind: 'start', id: 'images', title: 'Images' },
      { kind: 'end', id: 'images', outcome: 'unchanged', text: '2 images' },
    ]);
    expect(log.results()).toEqual([
      { name: 'images', outcome: 'unchanged', durationMs: 1_500, summary: '2 images' },
    ]);
  });

  it('leaves the telling to work that tells its own progress', async () => {
    const { log, events } = setUp();
    await log.run('cluster', null, async () => ({ value: 1, outcome: 'done', summary: 'started' }));
    expect(events).toEqual([]);
    expect(log.results()).toHaveLength(1);
  });

  it('notes the first line of an error, and throws it on', async () => {
    const { log } = setUp();
    const failing = log.run('cluster', 'Cluster', () =>
      Promise.reject(new Error('etcd died\nits last lines')),
    );
    await expect(failing).rejects.toThrow('etcd died');
    expect(log.results()).toMatchObject([{ outcome: 'failed', summary: 'etcd died' }]);
  });

  it('calls a step cancelled when the run was', async () => {
    const controller = new AbortController();
    const { log } = setUp(controller.signal);
    const running = log.run('cluster', 'Cluster', async () => {
      controller.abort();
      throw new Error('aborted');
    });
    await expect(running).rejects.toThrow();
    expect(log.results()).toMatchObject([{ outcome: 'cancelled' }]);
  });
});
