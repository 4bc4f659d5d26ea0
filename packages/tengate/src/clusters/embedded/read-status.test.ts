import { describe, expect, it } from 'vitest';
import { clusterState, componentStatuses } from './read-status.ts';
import type { ComponentRecord, SupervisorState } from './supervisor/protocol.ts';

const record = (name: string, pid: number | null, part: Partial<ComponentRecord> = {}): ComponentRecord => ({
  name,
  state: pid === null ? 'waiting' : 'running',
  ready: true,
  pid,
  startTime: pid === null ? null : pid * 10,
  startedAt: '2026-11-20T00:00:00.000Z',
  ...part,
});
const state = (...components: ComponentRecord[]): SupervisorState => ({
  version: 1,
  pid: 1,
  startTime: 10,
  committed: true,
  components,
});
const alive = (...pids: number[]) =>
  pids.map((pid) => ({ pid, startTime: pid * 10, component: 'any', main: true }));
const statuses = (recorded: SupervisorState | null, living: ReturnType<typeof alive>) =>
  componentStatuses({ state: recorded, living, memoryOf: () => 64 * 2 ** 20 }).map((status) => [
    status.name,
    status.state,
  ]);

describe('the status of components', () => {
  it('is running with pid and memory while the recorded process lives', () => {
    expect(
      componentStatuses({
        state: state(record('etcd', 2)),
        living: alive(1, 2),
        memoryOf: () => 64 * 2 ** 20,
      }),
    ).toEqual([
      { name: 'supervisor', state: 'running', pid: 1, memoryMiB: 64 },
      { name: 'etcd', state: 'running', pid: 2, memoryMiB: 64 },
    ]);
  });

  it('is died for a component that the supervisor saw end', () => {
    const ended = { exitCode: 1, signal: null, at: 'then', lastLines: ['panic'] };
    const [, etcd] = componentStatuses({
      state: state(record('etcd', 2, { state: 'died', ended })),
      living: alive(1),
      memoryOf: () => null,
    });
    expect(etcd).toMatchObject({ state: 'died', ended });
  });

  it('is died for a component whose end nobody saw, and for the supervisor that would have', () => {
    expect(statuses(state(record('etcd', 2), record('kubelet', 3)), alive(3))).toEqual([
      ['supervisor', 'died'],
      ['etcd', 'died'],
      ['kubelet', 'running'],
    ]);
  });

  it('is stopped for everything when nothing of the cluster lives, whoever has its pids now', () => {
    expect(statuses(state(record('etcd', 2)), [])).toEqual([
      ['supervisor', 'stopped'],
      ['etcd', 'stopped'],
    ]);
  });

  it('is empty where there is no state file', () => {
    expect(statuses(null, alive(2))).toEqual([]);
  });
});

describe('the state of a cluster', () => {
  const running = { name: 'etcd', state: 'running', pid: 2, memoryMiB: 1 } as const;
  const died = { name: 'etcd', state: 'died', pid: null, memoryMiB: null } as const;
  it.each([
    ['absent', { known: false, living: 0, committed: false, components: [] }],
    ['stopped', { known: true, living: 0, committed: true, components: [died] }],
    ['running', { known: true, living: 2, committed: true, components: [running] }],
    ['degraded', { known: true, living: 2, committed: true, components: [running, died] }],
    ['degraded', { known: true, living: 2, committed: false, components: [running] }],
    ['degraded', { known: true, living: 2, committed: true, components: [] }],
  ] as const)('is %s for %j', (expected, options) => {
    expect(clusterState(options)).toBe(expected);
  });
});
