import { describe, expect, it } from 'vitest';
import type { EventRecord } from '../steps/event-record.ts';
import type { InstallationProof } from '../steps/installation-proof.ts';
import type { InstalledRelease } from './installed-release.ts';
import { coverageOf } from './kubernetes-deploy.ts';

const now = new Date('2026-11-20T12:10:00Z');

function event(uid: string, type: string, last: string): EventRecord {
  return { uid, type, reason: 'R', object: 'Pod/x', message: '', count: 1, first: last, last };
}

function installed(proof: InstallationProof | null, updatedAt = '2026-11-20T12:00:00Z'): InstalledRelease {
  return {
    namespaceUid: 'n1',
    inputs: null,
    revision: { revision: 2, status: 'deployed', updatedAt: new Date(updatedAt), description: '' },
    proof,
  };
}

const proof: InstallationProof = {
  version: 1,
  runId: 'run-1',
  namespaceUid: 'n1',
  release: 'shop',
  revision: 2,
  inputs: '',
  from: '2026-11-20T11:59:50.000Z',
  until: '2026-11-20T12:01:00.000Z',
  interruptions: 0,
  events: [event('a', 'Warning', '2026-11-20T12:00:10Z')],
  firstReady: {},
  freshClaims: [],
};

describe('what gate 2 knows of the events of an install', () => {
  it('is what the run that installed it watched, events included that are gone by now', () => {
    const coverage = coverageOf(installed(proof), [], now);
    expect(coverage).toMatchObject({ how: 'watched', from: proof.from, until: proof.until });
    expect(coverage.events.map(({ uid }) => uid)).toEqual(['a']);
  });

  it('takes in what was still on its way to the watch', () => {
    const late = event('b', 'Warning', '2026-11-20T12:00:59Z');
    expect(coverageOf(installed(proof), [late], now).events.map(({ uid }) => uid)).toEqual(['a', 'b']);
  });

  it('rests on the events still kept where nobody watched', () => {
    const coverage = coverageOf(installed(null), [event('c', 'Normal', '2026-11-20T12:00:01Z')], now);
    expect(coverage).toMatchObject({ how: 'retained', from: '2026-11-20T12:00:00.000Z' });
  });

  it('has a gap where the install is older than what is kept', () => {
    const events = [event('c', 'Normal', '2026-11-20T12:00:01Z')];
    expect(coverageOf(installed(null, '2026-11-20T11:00:00Z'), events, now).how).toBe('gap');
  });

  it("has a gap where not one of the install's own events is kept", () => {
    expect(coverageOf(installed(null), [], now).how).toBe('gap');
  });
});
