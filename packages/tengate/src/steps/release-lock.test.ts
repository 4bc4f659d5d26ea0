import { describe, expect, it } from 'vitest';
import { createFakeReleases } from '../../test/fixtures/fake-releases.ts';
import { createTestClock } from '../../test/fixtures/test-clock.ts';
import { clearReleaseLock } from './release-lock.ts';

const address = { release: 'shop', namespace: 'dev', kubeconfig: '/k', context: 'c' };

function revision(number: number, status: string, updated = '2026-11-20T12:00:00Z') {
  return { revision: number, status, updatedAt: new Date(updated), description: '' };
}

function clear(revisions: ReturnType<typeof revision>[], patienceMs = 60_000) {
  const releases = createFakeReleases({ manifest: '' });
  releases.revisions.push(...revisions);
  const clock = createTestClock('2026-11-20T12:00:10.000Z');
  const waits: string[] = [];
  const outcome = clearReleaseLock({
    releases: releases.manager,
    address,
    clock,
    patienceMs,
    onWait: (text) => waits.push(text),
  });
  return { outcome, releases, clock, waits };
}

describe('the lock of a release', () => {
  it('is no matter where the last revision is done', async () => {
    const { outcome, waits } = clear([revision(1, 'deployed')]);
    expect(await outcome).toMatchObject({ cleared: null });
    expect(waits).toEqual([]);
  });

  it('is given the time that a Helm at work may need, then taken for abandoned', async () => {
    const { outcome, releases, clock, waits } = clear([
      revision(1, 'deployed'),
      revision(2, 'pending-upgrade'),
    ]);
    expect(await outcome).toMatchObject({ cleared: 'rolled shop back from its abandoned revision 2 to 1' });
    expect(releases.calls).toEqual(['rollback 1']);
    expect(clock.monotonicMs()).toBe(50_000);
    expect(waits).toEqual(['another Helm is at work on shop (revision 2, pending-upgrade)']);
  });

  it('of an install that never was is removed with it', async () => {
    const { outcome, releases } = clear([revision(1, 'pending-install', '2026-11-20T11:00:00Z')]);
    expect(await outcome).toMatchObject({ cleared: 'removed the abandoned install of shop', history: [] });
    expect(releases.calls).toEqual(['uninstall']);
  });
});
