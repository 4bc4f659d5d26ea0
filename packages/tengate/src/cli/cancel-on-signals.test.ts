import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { cancelOnSignals } from './cancel-on-signals.ts';

function setUp() {
  const source = new EventEmitter();
  const told: string[] = [];
  const exits: number[] = [];
  const cancel = cancelOnSignals({
    source,
    onFirst: (name) => told.push(name),
    exit: (code) => exits.push(code),
  });
  return { source, told, exits, cancel };
}

describe('cancelOnSignals', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'])('aborts on %s and says so', (name) => {
    const { source, told, exits, cancel } = setUp();
    source.emit(name);
    expect(cancel.signal.aborted).toBe(true);
    expect(cancel.signal.reason).toMatchObject({ kind: 'cancelled' });
    expect(told).toEqual([name]);
    expect(exits).toEqual([]);
  });

  it('ends at once with 130 on the second signal, whichever it is', () => {
    const { source, exits } = setUp();
    source.emit('SIGINT');
    source.emit('SIGTERM');
    expect(exits).toEqual([130]);
  });

  it('leaves no listener behind', () => {
    const { source, cancel } = setUp();
    cancel.release();
    expect(source.eventNames()).toEqual([]);
  });
});
