import { describe, expect, it } from 'vitest';
import { createGateFixture } from '../../../test/fixtures/gate-fixture.ts';
import { aLoad } from '../../../test/fixtures/load-fixture.ts';
import { configurationSchema } from '../../model/configuration.ts';
import { verdictOf } from '../gate-outcomes.ts';
import { judgeStoredWrites } from './stored-writes.ts';

const result = aLoad({ successes: { w: [[0, 1]] }, acknowledged: { w: [0, 1, 2, 3] }, to: 100 });

async function judge(
  stored: string,
  options: { readonly exitCode?: number; readonly load?: typeof result } = {},
) {
  const { context, cluster } = createGateFixture({});
  const commands: (readonly string[])[] = [];
  cluster.exec = async (_namespace, _pod, _container, argv) => {
    commands.push(argv);
    return { exitCode: options.exitCode ?? 0, stdout: stored, stderr: 'no such table' };
  };
  const load = configurationSchema.shape.load.parse({
    reads: [{ service: 'api', path: '/' }],
    write: {
      service: 'api',
      path: '/things',
      json: {},
      stored: {
        selector: 'app=db',
        container: 'db',
        command: ['count', `$\{run}`],
        remove: ['remove', `$\{run}`],
      },
    },
  });
  const configuration = { ...context.configuration, load };
  const part = await judgeStoredWrites({ ...context, configuration }, options.load ?? result);
  return { ...part, verdict: verdictOf(part.measurements, part.findings), commands };
}

describe('acknowledged writes', () => {
  it('are all stored, others may be beside them, and are taken away afterwards', async () => {
    const { verdict, commands } = await judge('3\n0\n1\n2\n9\n');
    expect(verdict).toBe('passed');
    expect(commands).toEqual([
      ['count', 'run-1'],
      ['remove', 'run-1'],
    ]);
  });

  it('that are missing are counted and named', async () => {
    const { verdict, findings } = await judge('0\n2\n3\n');
    expect(verdict).toBe('failed');
    expect(findings).toMatchObject([{ code: 'acknowledged-writes-lost' }]);
    expect(findings[0]?.what).toContain('1 of 4 acknowledged writes are not stored, the first is number 1');
  });

  it('are unknown where they cannot be read back, or nothing was acknowledged', async () => {
    expect((await judge('', { exitCode: 1 })).verdict).toBe('unknown');
    const nothing = aLoad({ successes: { w: [[0, 1]] }, to: 100 });
    expect((await judge('', { load: nothing })).verdict).toBe('unknown');
  });
});
