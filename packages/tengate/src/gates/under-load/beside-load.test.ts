import { afterEach, describe, expect, it } from 'vitest';
import { createOperationFixture } from '../../../test/fixtures/operation-fixture.ts';
import { createProberRig, type ProberRig } from '../../../test/fixtures/prober-rig.ts';
import { type ScheduledServer, startScheduledServer } from '../../../test/fixtures/scheduled-server.ts';
import { placeholder } from '../../../test/fixtures/stepped-load.ts';
import { configurationSchema } from '../../model/configuration.ts';
import { systemClock } from '../../system/clock.ts';
import type { GateContext } from '../gate-context.ts';
import { releaseTarget } from '../release-target.ts';
import { besideLoad } from './beside-load.ts';

let server: ScheduledServer | null = null;
let rig: ProberRig | null = null;
afterEach(async () => {
  await rig?.close();
  await server?.close();
  [rig, server] = [null, null];
});

/** The Service of the fixture is a real server of this process, and `exec` only notes what it is told. */
async function scene() {
  const fixture = createOperationFixture();
  server = await startScheduledServer(() => 'answer');
  const port = Number(new URL(server.url).port);
  fixture.cluster.put('services', {
    metadata: { name: 'shop-api' },
    spec: { clusterIP: '127.0.0.1', selector: { app: 'api' }, ports: [{ port }] },
  } as never);
  const commands: string[] = [];
  fixture.cluster.exec = async (_namespace, _pod, _container, argv) => {
    commands.push(argv.join(' '));
    return { exitCode: 0, stdout: '', stderr: '' };
  };
  rig = createProberRig(fixture.cluster);
  const { configuration } = fixture.context;
  const context: GateContext = {
    ...fixture.context,
    clock: systemClock,
    engine: rig.engine,
    cluster: { ...fixture.context.cluster, reader: rig.reader },
    calibrations: new Map([
      ['dev', { ratePerSecond: 50, heldPerSecond: 100, share: 0.5, steps: [], why: 'held' }],
    ]),
    configuration: {
      ...configuration,
      services: configuration.services.map((one) => ({ ...one, port })),
      load: configurationSchema.shape.load.parse({
        ratePerSecond: 50,
        timeoutMs: 30_000,
        reads: [{ service: 'api', path: '/' }],
        write: {
          service: 'api',
          path: '/things',
          ratePerSecond: 10,
          json: { title: placeholder('run') },
          stored: {
            selector: 'app=db',
            container: 'db',
            command: ['count'],
            remove: ['remove', placeholder('run')],
          },
        },
      }),
    },
  };
  if (context.cluster === null) throw new Error('the fixture has a cluster');
  return { context, target: releaseTarget(context, context.cluster, 7), commands };
}

describe('work beside the load', () => {
  it('has its value and the whole load', async () => {
    const { context, target, commands } = await scene();
    const beside = await besideLoad(context, target, async ({ mark }) => {
      mark('works');
      return 'done';
    });
    expect(beside).toMatchObject({
      value: 'done',
      result: { complete: true, failures: [], marks: [{ text: 'works' }] },
    });
    // What was written is still to be judged.
    expect(commands).toEqual([]);
  });

  it('that fails leaves nothing of the load behind', async () => {
    const { context, target, commands } = await scene();
    const failing = besideLoad(context, target, () => Promise.reject(new Error('a fault')));
    await expect(failing).rejects.toThrow('a fault');
    expect(commands).toEqual(['remove run-2-ababab']);
    expect(await context.cluster?.reader.list('configmaps', 'dev')).toEqual([]);
  });

  it('is not begun where there can be no load', async () => {
    const { context, target } = await scene();
    const without = { ...context, engine: null };
    const work = () => Promise.reject(new Error('nothing may be done'));
    expect(await besideLoad(without, target, work)).toContain('the load cannot be made');
  });
});
