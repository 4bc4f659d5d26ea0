import { describe, expect, it } from 'vitest';
import type { ComponentRecord, ComponentSpec } from './protocol.ts';
import { createSupervision } from './supervision.ts';

const spec = (
  name: string,
  after: readonly string[] = [],
  signs: ComponentSpec['signs'] = {},
): ComponentSpec => ({
  name,
  file: `/bin/${name}`,
  args: [],
  env: {},
  log: `/logs/${name}.log`,
  after,
  ready: { kind: 'socket', path: `/run/${name}` },
  signs,
});

/** A machine whose programs end and become ready when the test says so. */
function rig(components: readonly ComponentSpec[]) {
  const ends = new Map<string, (exitCode: number | null, signal: string | null) => void>();
  const checks = new Map<string, () => void>();
  const changes: ComponentRecord[] = [];
  const supervision = createSupervision({
    components,
    onChange: (record) => changes.push(record),
    machine: {
      start: ({ name }, onEnd) => {
        ends.set(name, onEnd);
        if (name === 'missing') {
          onEnd(null, null);
          return null;
        }
        return { pid: 100 + ends.size, startTime: 7 };
      },
      follow: (check, onReady) => {
        const id = JSON.stringify(check);
        checks.set(id, onReady);
        return () => checks.delete(id);
      },
      lastLines: (log) => [`last of ${log}`],
      now: () => new Date(0),
    },
  });
  const state = (name: string) => supervision.components().find((record) => record.name === name);
  const answer = (check: ComponentSpec['ready']) => checks.get(JSON.stringify(check))?.();
  return {
    supervision,
    changes,
    state,
    started: () => [...ends.keys()],
    ready: (name: string) => answer({ kind: 'socket', path: `/run/${name}` }),
    answer,
    end: (name: string, exitCode: number | null, signal: string | null) => ends.get(name)?.(exitCode, signal),
  };
}

describe('the supervisor', () => {
  it('starts at once what waits for nothing, and the rest as it becomes due', () => {
    const { supervision, started, ready } = rig([
      spec('etcd'),
      spec('containerd'),
      spec('api', ['etcd', 'keys']),
    ]);
    supervision.begin();
    expect(started()).toEqual(['etcd', 'containerd']);
    ready('etcd');
    expect(started()).toEqual(['etcd', 'containerd']);
    supervision.reach('keys');
    expect(started()).toEqual(['etcd', 'containerd', 'api']);
  });

  it('lets a component start at a sign of another one that is not ready yet', () => {
    const serving = { kind: 'tcp', port: 6443 } as const;
    const { supervision, started, answer, state } = rig([
      spec('api', [], { serving }),
      spec('kubelet', ['serving']),
    ]);
    supervision.begin();
    answer(serving);
    expect(started()).toEqual(['api', 'kubelet']);
    expect(state('api')?.ready).toBe(false);
  });

  it('records how a component ended and what it said last, and does not start it again', () => {
    const { supervision, started, ready, end, state } = rig([spec('etcd')]);
    supervision.begin();
    ready('etcd');
    end('etcd', null, 'SIGKILL');
    expect(state('etcd')).toMatchObject({
      state: 'died',
      ready: false,
      ended: {
        exitCode: null,
        signal: 'SIGKILL',
        at: '1970-01-01T00:00:00.000Z',
        lastLines: ['last of /logs/etcd.log'],
      },
    });
    expect(started()).toEqual(['etcd']);
  });

  it('does not call a component ready that has died meanwhile', () => {
    const { supervision, ready, end, state, started } = rig([spec('etcd'), spec('api', ['etcd'])]);
    supervision.begin();
    end('etcd', 1, null);
    ready('etcd');
    expect(state('etcd')).toMatchObject({ state: 'died', ready: false });
    expect(started()).toEqual(['etcd']);
  });

  it('records a program that could not be started as died', () => {
    const { supervision, state } = rig([spec('missing')]);
    supervision.begin();
    expect(state('missing')).toMatchObject({ state: 'died', pid: null });
  });

  it('tells of every change', () => {
    const { supervision, changes, ready } = rig([spec('etcd')]);
    supervision.begin();
    ready('etcd');
    expect(changes.map(({ name, state, ready: isReady }) => [name, state, isReady])).toEqual([
      ['etcd', 'running', false],
      ['etcd', 'running', true],
    ]);
  });
});
