import { describe, expect, it } from 'vitest';
import { clusterProcesses, type ProcEntry } from './process-table.ts';

const entry = (
  pid: number,
  parent: number,
  command: string,
  environment: string[] = [],
  state = 'S',
): ProcEntry => ({
  stat: { pid, parent, command, state, startTime: pid * 10 },
  environment,
});
const ours = ['PATH=/bin', 'TENGATE_CLUSTER=aaaaaaaa'];
const of = (component: string) => [...ours, `TENGATE_COMPONENT=${component}`];
const seen = (entries: readonly ProcEntry[]) =>
  clusterProcesses(entries, 'aaaaaaaa').map(({ pid, component, main }) => [pid, component, main]);

describe('whose process is this', () => {
  it('knows the supervisor and its components by the mark in their environment', () => {
    expect(seen([entry(10, 1, 'node', ours), entry(11, 10, 'etcd', of('etcd'))])).toEqual([
      [10, 'supervisor', true],
      [11, 'etcd', true],
    ]);
  });

  it('still knows a component whose supervisor is gone', () => {
    expect(seen([entry(1, 0, 'init'), entry(11, 1, 'etcd', of('etcd'))])).toEqual([[11, 'etcd', true]]);
  });

  it('tells programs that a component started from the component itself', () => {
    expect(seen([entry(11, 1, 'kubelet', of('kubelet')), entry(12, 11, 'mount', of('kubelet'))])).toEqual([
      [11, 'kubelet', true],
      [12, 'kubelet', false],
    ]);
  });

  it('counts what descends from a shim as inside a container, however deep', () => {
    const entries = [
      entry(20, 1, 'containerd-shim', of('containerd')),
      entry(21, 20, 'postgres'),
      entry(22, 21, 'postgres'),
    ];
    expect(seen(entries)).toEqual([
      [20, 'containerd', false],
      [21, 'container', false],
      [22, 'container', false],
    ]);
  });

  it('leaves out other clusters, unmarked processes and zombies', () => {
    const entries = [
      entry(30, 1, 'etcd', ['TENGATE_CLUSTER=bbbbbbbb', 'TENGATE_COMPONENT=etcd']),
      entry(31, 1, 'etcd'),
      entry(32, 1, 'etcd', of('etcd'), 'Z'),
    ];
    expect(seen(entries)).toEqual([]);
  });
});
