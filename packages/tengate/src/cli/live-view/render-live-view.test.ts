import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { ProgressEvent } from '../../ports/progress.ts';
import { applyProgress, emptyProgress, type ProgressState } from './progress-state.ts';
import { renderLiveView } from './render-live-view.ts';

const options = { nowMs: 8_000, width: 60, height: 40, colours: false };

function stateOf(...events: (readonly [number, ProgressEvent])[]): ProgressState {
  return events.reduce((state, [atMs, event]) => applyProgress(state, event, atMs), emptyProgress);
}

const running = stateOf(
  [0, { kind: 'start', id: 'tools', title: 'Tools' }],
  [1_200, { kind: 'end', id: 'tools', outcome: 'unchanged', text: 'all 12 present' }],
  [1_200, { kind: 'start', id: 'cluster', title: 'Cluster', usualMs: 9_000 }],
  [1_300, { kind: 'start', id: 'cluster.etcd', title: 'etcd', parent: 'cluster' }],
  [1_700, { kind: 'end', id: 'cluster.etcd', outcome: 'done', text: '' }],
  [1_700, { kind: 'start', id: 'cluster.kubelet', title: 'kubelet', parent: 'cluster' }],
  [1_800, { kind: 'detail', id: 'cluster.kubelet', text: 'waiting for the node to be Ready' }],
);

describe('live view', () => {
  it('shows a tree with what each step does, how long it took and how long it usually takes', () => {
    expect(renderLiveView(running, options).split('\n')).toEqual([
      '= Tools  all 12 present                                1.2 s',
      '⠋ Cluster                             6.8 s of usually 9.0 s',
      '  ✔ etcd                                               0.4 s',
      '  ⠋ kubelet  waiting for the node to be Ready          6.3 s',
    ]);
  });

  it('folds a step that ended well into one line', () => {
    const state = applyProgress(
      running,
      { kind: 'end', id: 'cluster', outcome: 'done', text: 'node Ready' },
      7_000,
    );
    expect(renderLiveView(state, options).split('\n')).toHaveLength(2);
  });

  it('keeps what a failed step was made of', () => {
    const state = applyProgress(
      running,
      { kind: 'end', id: 'cluster', outcome: 'failed', text: 'kubelet died' },
      7_000,
    );
    expect(renderLiveView(state, options)).toContain('✖ Cluster  kubelet died');
    expect(renderLiveView(state, options)).toContain('etcd');
  });

  it('shows rows in columns under their step', () => {
    const rows = [
      ['api-1', 'Running', 'waits for readiness'],
      ['postgres-0', 'Pending', 'waits for its volume'],
    ];
    const state = applyProgress(running, { kind: 'rows', id: 'cluster', rows }, 7_000);
    expect(renderLiveView(state, options).split('\n').slice(-2)).toEqual([
      '    api-1       Running  waits for readiness',
      '    postgres-0  Pending  waits for its volume',
    ]);
  });

  it('never draws a line wider, nor more lines, than the terminal has', () => {
    const rows = Array.from({ length: 30 }, (_, index) => [`pod-${index}`, '日本語'.repeat(20)]);
    const state = applyProgress(running, { kind: 'rows', id: 'cluster', rows }, 7_000);
    const lines = renderLiveView(state, { ...options, width: 40, height: 10 }).split('\n');
    expect(lines).toHaveLength(10);
    for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(40);
  });

  it('drops rows and finished inner steps first where the terminal is short', () => {
    const lines = renderLiveView(running, { ...options, height: 3 }).split('\n');
    expect(lines.join('\n')).not.toContain('etcd');
    expect(lines).toHaveLength(3);
  });

  it('puts notices on top', () => {
    const state = applyProgress(running, { kind: 'notice', text: 'installing iptables' }, 7_000);
    expect(renderLiveView(state, options).split('\n')[0]).toBe('! installing iptables');
  });

  it('turns its wheel with the time', () => {
    expect(renderLiveView(running, { ...options, nowMs: 8_080 })).toContain('⠙ Cluster');
  });

  it('ignores what is said about a step that never began', () => {
    expect(applyProgress(running, { kind: 'detail', id: 'nothing', text: 'x' }, 1)).toEqual(running);
  });
});
