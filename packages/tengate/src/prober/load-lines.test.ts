import { describe, expect, it } from 'vitest';
import { planOf } from '../../test/fixtures/stepped-load.ts';
import { createLoadReader, type LoadLine } from './load-lines.ts';

const lines: readonly LoadLine[] = [
  { k: 'hello', t: 1_000, n: 0 },
  { k: 'some', s: 0, t: 1_000, o: [0, 100], l: [12, 15], d: [1, 2], w: [0, 1], n: 1 },
  { k: 'fail', s: 0, t: 1_020, why: 'reset', status: null, code: 'ECONNRESET', by: null, l: 31, d: 3, n: 2 },
  { k: 'end', t: 1_030, cpu: 50, n: 3 },
];

function read(some: readonly (LoadLine | string)[]) {
  const reader = createLoadReader(planOf([{}]));
  for (const line of some) reader.take(typeof line === 'string' ? line : JSON.stringify(line));
  return reader.result([], 9_999);
}

describe('the output of the prober', () => {
  it('is read back whole', () => {
    const result = read(lines);
    expect(result).toMatchObject({ from: 1_000, to: 1_030, cpuSeconds: 0.05, complete: true });
    expect(result.successes.get('stream 0')).toEqual({
      at: [1_000, 1_010],
      latencyMs: [1.2, 1.5],
      lateMs: [0.1, 0.2],
    });
    expect(result.acknowledged.get('stream 0')).toEqual([0, 1]);
    expect(result.failures).toEqual([
      {
        at: 1_020,
        stream: 'stream 0',
        kind: 'reset',
        status: null,
        code: 'ECONNRESET',
        answeredBy: null,
        waitedMs: 3.1,
        lateMs: 0.3,
      },
    ]);
  });

  it('is counted once where a resumed stream hands it over twice', () => {
    expect(read([...lines.slice(0, 3), ...lines.slice(1), ...lines.slice(3)])).toEqual(read(lines));
  });

  it('is not complete where a line is missing, in the middle or at the end', () => {
    expect(read([...lines.slice(0, 1), ...lines.slice(2)]).complete).toBe(false);
    expect(read(lines.slice(0, 3)).complete).toBe(false);
  });

  it('is told from what else a container may write', () => {
    expect(read(['(node:1) Warning: something', '{"k":"some"', '{"k":"self"}', ...lines])).toEqual(
      read(lines),
    );
  });
});
