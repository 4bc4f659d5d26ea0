import { describe, expect, it } from 'vitest';
import { goodRevisions, releaseState } from './release-state.ts';

const now = new Date('2026-11-20T12:10:00Z');
const revision = (number: number, status: string, description = '') => ({
  revision: number,
  status,
  description,
  updatedAt: new Date('2026-11-20T12:00:00Z'),
});

describe('the state of a release', () => {
  it('is absent without a history', () => {
    expect(releaseState([], now)).toEqual({ status: 'absent' });
  });

  it('is deployed, with the revision before it', () => {
    const history = [revision(1, 'superseded'), revision(2, 'failed'), revision(3, 'deployed')];
    expect(releaseState(history, now)).toEqual({ status: 'deployed', revision: 3, earlier: 1 });
  });

  it('has nowhere to go back to after its first install', () => {
    expect(releaseState([revision(1, 'deployed')], now)).toMatchObject({ earlier: null });
  });

  it('does not go back to a revision that left the autoscalers out for now', () => {
    const history = [
      revision(1, 'superseded', 'tengate inputs 0123456789abcdef, autoscaling suspended'),
      revision(2, 'deployed', 'tengate inputs 0123456789abcdef'),
    ];
    expect(releaseState(history, now)).toMatchObject({ earlier: null });
    expect(goodRevisions(history).map((one) => one.revision)).toEqual([2]);
  });

  it.each(['pending-upgrade', 'pending-rollback', 'pending-install'])(
    'is interrupted where the last change is %s, with its age',
    (pending) => {
      expect(releaseState([revision(4, 'deployed'), revision(5, pending)], now)).toEqual({
        status: 'interrupted',
        revision: 5,
        pending,
        sinceMs: 600_000,
        earlier: 4,
      });
    },
  );

  it('is failed where the last change was refused', () => {
    expect(releaseState([revision(4, 'superseded'), revision(5, 'failed')], now)).toMatchObject({
      status: 'failed',
      earlier: 4,
    });
  });
});
