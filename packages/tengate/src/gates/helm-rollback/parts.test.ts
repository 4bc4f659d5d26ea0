import type { V1Pod } from '@kubernetes/client-node';
import { afterEach, describe, expect, it } from 'vitest';
import {
  createOperationFixture,
  type OperationFixture,
  putDeployment,
  putPod,
} from '../../../test/fixtures/operation-fixture.ts';
import { readInstalledRevision } from '../../steps/change-release.ts';
import { type LiveNamespace, watchNamespace } from '../../steps/live-namespace.ts';
import { releaseTarget } from '../release-target.ts';
import { breakAndRollBack } from './break-and-roll-back.ts';
import { measureKill } from './measure-kill.ts';
import type { RollbackScene } from './rollback-scene.ts';
import { upgradeAndRollBack } from './upgrade-and-roll-back.ts';

let live: LiveNamespace | null = null;
afterEach(async () => {
  await live?.stop();
  live = null;
});

async function sceneOf({ context }: OperationFixture): Promise<RollbackScene> {
  const { cluster, clock, configuration } = context;
  const target = releaseTarget(context, cluster, 8);
  const installed = await readInstalledRevision(target);
  if (installed === null || configuration.changes === undefined) throw new Error('the fixture lacks it');
  live = await watchNamespace({ reader: cluster.reader, clock, namespace: 'dev' });
  return { context, target, changes: configuration.changes, installed, live, mark: () => undefined };
}

const broken = {
  name: 'an image that does not exist',
  values: { image: 'x' },
  named: ['image-never-pulled'],
};

/** The pod of the fixture cannot have its image, until the rollback. */
function breakPod(fixture: OperationFixture, reason: string): void {
  const { manager } = fixture.releases;
  const rollback = manager.rollback.bind(manager);
  manager.rollback = async (request) => {
    putPod(fixture, 'shop-api-1-x');
    await rollback(request);
  };
  const deploy = manager.deploy.bind(manager);
  manager.deploy = async (request) => {
    fixture.cluster.put('pods', {
      ...(await fixture.cluster.reader.get<V1Pod>('pods', 'dev', 'shop-api-1-x')),
      status: {
        conditions: [{ type: 'PodScheduled', status: 'True', lastTransitionTime: fixture.clock.now() }],
        containerStatuses: [{ name: 'api', ready: false, restartCount: 0, state: { waiting: { reason } } }],
      },
    } as never);
    return deploy(request);
  };
}

describe('a rollback under measurement', () => {
  it('goes back to the revision that was installed, and finds everything as it has it', async () => {
    const fixture = createOperationFixture();
    const part = await upgradeAndRollBack(await sceneOf(fixture));
    expect(part.findings).toEqual([]);
    expect(fixture.releases.calls).toEqual(['rollback 1']);
    expect(fixture.releases.requests).toMatchObject([{ set: { label: 'tabababab' } }]);
  });

  it('fails with each field that is not as the revision has it', async () => {
    const fixture = createOperationFixture();
    fixture.releases.manager.manifest = async () =>
      '{apiVersion: v1, kind: Service, metadata: {name: shop-api}, spec: {ports: [{port: 81}]}}';
    const part = await upgradeAndRollBack(await sceneOf(fixture));
    expect(part.findings.map(({ code, subject, what }) => [code, subject, what])).toEqual([
      ['drift', 'Service/dev/shop-api', 'spec.ports[81/TCP]: absent, the revision has {"port":81}'],
      [
        'drift',
        'Service/dev/shop-api',
        'spec.ports[80/TCP]: {"port":80,"nodePort":30860}, the revision has absent',
      ],
    ]);
  });

  it('fails where it takes longer than its bound', async () => {
    const fixture = createOperationFixture();
    const { manager } = fixture.releases;
    const rollback = manager.rollback.bind(manager);
    manager.rollback = async (request) => {
      putDeployment(fixture, 1, 0);
      await rollback(request);
    };
    const clock = {
      ...fixture.clock,
      wait: async (ms: number, signal?: AbortSignal) => {
        await fixture.clock.wait(ms, signal);
        if (fixture.clock.monotonicMs() > 70_000) putDeployment(fixture, 1);
      },
    };
    const part = await upgradeAndRollBack(
      await sceneOf({ ...fixture, context: { ...fixture.context, clock } }),
    );
    expect(part.findings).toMatchObject([{ code: 'rollback-too-slow' }]);
    expect(part.measurements[0]).toMatchObject({ name: 'rollback: rolled out after', verdict: 'failed' });
  });
});

describe('a broken upgrade', () => {
  it('is named, and taken back', async () => {
    const fixture = createOperationFixture();
    breakPod(fixture, 'ErrImageNeverPull');
    const part = await breakAndRollBack(await sceneOf(fixture), broken);
    expect(part.findings).toEqual([]);
    expect(part.measurements[0]).toMatchObject({ value: 'image-never-pulled', verdict: 'passed' });
    expect(fixture.releases.requests).toMatchObject([{ values: { image: 'x' } }]);
    expect(fixture.releases.calls).toEqual(['rollback 1']);
  });

  it.each([
    ['sound', null, 'sound'],
    ['something else', 'CreateContainerConfigError', 'container-config-invalid'],
  ])('that is taken for %s fails, and is taken back all the same', async (_what, reason, said) => {
    const fixture = createOperationFixture();
    if (reason !== null) breakPod(fixture, reason);
    const part = await breakAndRollBack(await sceneOf(fixture), broken);
    expect(part.findings).toMatchObject([
      { code: 'broken-upgrade-not-named', what: expect.stringContaining(said) },
    ]);
    expect(fixture.releases.calls).toEqual(['rollback 1']);
  });
});

describe('a pod deleted after the rollback', () => {
  async function killed(answers: Readonly<Record<string, string | null>>) {
    const fixture = createOperationFixture();
    const { reader } = fixture.cluster;
    const remove = reader.remove.bind(reader);
    reader.remove = async (...pod) => {
      await remove(...pod);
      putPod(fixture, 'shop-api-1-y');
    };
    fixture.cluster.exec = async (_namespace, pod) => {
      const answer = answers[pod] ?? null;
      return { exitCode: answer === null ? 1 : 0, stdout: answer ?? '', stderr: '' };
    };
    return measureKill(await sceneOf(fixture));
  }

  it.each([
    ['the word', '{"label":"one"}'],
    ['no word, for the revision gives none', '{}'],
  ])('returns with %s', async (_what, answer) => {
    const part = await killed({ 'shop-api-1-x': answer, 'shop-api-1-y': answer });
    expect(part.findings).toEqual([]);
    expect(part.measurements).toContainEqual(expect.objectContaining({ value: true, verdict: 'passed' }));
  });

  it.each([
    [
      'with another word',
      { 'shop-api-1-x': '{"label":"one"}', 'shop-api-1-y': '{"label":"two"}' },
      'reports two',
    ],
    ['without an answer', { 'shop-api-1-x': '{}', 'shop-api-1-y': null }, 'reports no answer'],
    ['where none answers', { 'shop-api-1-x': null, 'shop-api-1-y': null }, 'reports no answer'],
  ])('that returns %s fails', async (_what, answers, said) => {
    const part = await killed(answers);
    expect(part.findings).toMatchObject([
      { code: 'pod-does-not-return', what: expect.stringContaining(said) },
    ]);
  });
});
