import { describe, expect, it } from 'vitest';
import { plainLinesOf, stillRunningLines } from './plain-lines.ts';
import { applyProgress, emptyProgress } from './progress-state.ts';

const start = { kind: 'start', id: 'c', title: 'Cluster', usualMs: 9_000 } as const;
const inner = { kind: 'start', id: 'c.k', title: 'kubelet', parent: 'c' } as const;
const started = applyProgress(applyProgress(emptyProgress, start, 0), inner, 1_000);

describe('plain lines', () => {
  it('says when a step begins and when it ends', () => {
    const end = { kind: 'end', id: 'c.k', outcome: 'done', text: 'node Ready' } as const;
    expect(plainLinesOf(start, started)).toEqual(['Cluster ... (usually 9.0 s)']);
    expect(plainLinesOf(inner, started)).toEqual(['Cluster > kubelet ...']);
    expect(plainLinesOf(end, applyProgress(started, end, 5_000))).toEqual([
      'Cluster > kubelet done in 4.0 s: node Ready',
    ]);
  });

  it('passes a notice on at once, and keeps details for later', () => {
    expect(plainLinesOf({ kind: 'notice', text: 'installing iptables' }, started)).toEqual([
      '! installing iptables',
    ]);
    expect(plainLinesOf({ kind: 'detail', id: 'c', text: 'x' }, started)).toEqual([]);
  });

  it('says what still runs, innermost steps only, with their detail and rows', () => {
    const detailed = applyProgress(started, { kind: 'detail', id: 'c.k', text: 'waiting' }, 2_000);
    const rows = applyProgress(detailed, { kind: 'rows', id: 'c.k', rows: [['pod', 'Pending']] }, 2_000);
    expect(stillRunningLines(rows, 16_000)).toEqual([
      'Cluster > kubelet still running after 15 s: waiting',
      '    pod  Pending',
    ]);
  });

  it('holds no control sequence, whatever terminal there is', () => {
    expect(plainLinesOf(start, started).join('')).not.toContain(String.fromCharCode(27));
  });
});
