import { describe, expect, it } from 'vitest';
import { createOperationFixture } from '../../test/fixtures/operation-fixture.ts';
import { releaseTarget } from '../gates/release-target.ts';
import { applyChange, putBack, readInstalledRevision } from './change-release.ts';

async function installed() {
  const { context, releases } = createOperationFixture();
  releases.manager.values = async () => ({ api: { replicas: 2, image: { tag: '1' } }, list: [1, 2] });
  const target = releaseTarget(context, context.cluster, 8);
  const revision = await readInstalledRevision(target);
  if (revision === null) throw new Error('nothing is installed');
  return { target, revision, releases };
}

describe('a changed release', () => {
  it('has other values on top of its own: maps are merged, lists replaced', async () => {
    const { target, revision, releases } = await installed();
    const values = { api: { image: { tag: '2' } }, list: [3] };
    await applyChange(target, { from: revision, set: { a: 1 }, values, description: 'changed' });
    expect(releases.requests).toMatchObject([
      {
        values: { api: { replicas: 2, image: { tag: '2' } }, list: [3] },
        set: { a: 1 },
        description: 'changed',
      },
    ]);
  });

  it('is put back with its own values and description, though the run was interrupted', async () => {
    const { target, revision, releases } = await installed();
    await putBack({ ...target, signal: AbortSignal.abort() }, revision);
    expect(releases.calls).toEqual([]);
    expect(releases.requests).toMatchObject([
      { values: revision.values, set: {}, description: 'tengate inputs 0123456789abcdef', signal: undefined },
    ]);
  });

  it('that a Helm left locked is rolled back first: nothing else passes the lock', async () => {
    const { target, revision, releases } = await installed();
    releases.revisions.push({
      revision: 2,
      status: 'pending-upgrade',
      updatedAt: new Date(),
      description: '',
    });
    await putBack(target, revision);
    expect(releases.calls).toEqual(['rollback 1']);
    expect(releases.requests).toHaveLength(1);
  });
});
