import { describe, expect, it } from 'vitest';
import { createLog } from '../log.ts';
import { createReadiness } from './readiness.ts';

const never = () => new Promise<void>(() => {});

function readinessOf(ping: () => Promise<void>, wait: () => Promise<void> = never) {
  const lines: string[] = [];
  const log = createLog({ level: 'info', base: {}, destination: { write: (line) => void lines.push(line) } });
  return { readiness: createReadiness({ ping, wait, log }), lines };
}

describe('readiness', () => {
  it('is starting until the start is complete, and says what it waits for', async () => {
    const { readiness } = readinessOf(async () => {});
    readiness.waitFor('Waiting for Godot');
    expect(await readiness.check()).toEqual({ ready: false, state: 'starting', why: 'Waiting for Godot' });
    expect(readiness.started()).toBe(false);
    readiness.start();
    expect(await readiness.check()).toEqual({ ready: true });
    expect(readiness.started()).toBe(true);
  });

  it('goes and comes with the database, with one line in the log each time', async () => {
    let up = false;
    const { readiness, lines } = readinessOf(async () => {
      if (!up) throw new Error('refused');
    });
    readiness.start();
    expect(await readiness.check()).toMatchObject({ ready: false, state: 'unavailable' });
    expect(await readiness.check()).toMatchObject({ ready: false });
    up = true;
    expect(await readiness.check()).toEqual({ ready: true });
    expect(await readiness.check()).toEqual({ ready: true });
    expect(lines.map((line) => JSON.parse(line).level)).toEqual(['warn', 'info']);
  });

  it('does not wait for a database that hangs, nor asks it twice at once', async () => {
    let asked = 0;
    const { readiness } = readinessOf(
      () => {
        asked += 1;
        return never();
      },
      async () => {},
    );
    readiness.start();
    expect(await readiness.check()).toMatchObject({ ready: false, state: 'unavailable' });
    expect(await readiness.check()).toMatchObject({ ready: false, state: 'unavailable' });
    expect(asked).toBe(1);
  });

  it('ends with draining, whatever comes later; what was started goes on being served', async () => {
    const { readiness } = readinessOf(async () => {});
    readiness.start();
    readiness.drain();
    readiness.start();
    expect(await readiness.check()).toMatchObject({ ready: false, state: 'draining' });
    expect(readiness.started()).toBe(true);
  });
});
