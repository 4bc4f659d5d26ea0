import { describe, expect, it } from 'vitest';
import type { InstallationProof } from '../../steps/installation-proof.ts';
import type { InstalledRelease } from '../installed-release.ts';
import { freshnessOf, type JourneyProof } from './journey-proof.ts';

const installation: InstallationProof = {
  version: 1,
  runId: 'run-1',
  namespaceUid: 'n1',
  release: 'shop',
  revision: 1,
  inputs: 'i1',
  from: '',
  until: '',
  interruptions: 0,
  events: [],
  firstReady: {},
  freshClaims: ['c1'],
};

function installedWith(proof: InstallationProof | null): InstalledRelease {
  return {
    namespaceUid: 'n1',
    inputs: 'i1',
    revision: { revision: 1, status: 'deployed', updatedAt: new Date(0), description: '' },
    proof,
  };
}

function earlierWith(part: Partial<JourneyProof>): JourneyProof {
  return {
    version: 1,
    state: 'passed',
    runId: 'run-1',
    at: '',
    inputs: 'i1',
    claims: ['c1'],
    where: 'live',
    ...part,
  };
}

function kind(
  claims: readonly string[],
  proof: InstallationProof | null,
  earlier: JourneyProof | null,
): string {
  return freshnessOf({ installed: installedWith(proof), claims, earlier }).kind;
}

describe('where the path has to be gone for a fresh database', () => {
  it('is the live release whose claim came into being with it', () => {
    expect(kind(['c1'], installation, null)).toBe('live-is-fresh');
  });

  it('is the live release again, once the same inputs were proven with the same claim', () => {
    expect(kind(['c1'], null, earlierWith({}))).toBe('proven');
  });

  it('is a second release where the claim is older than the installation', () => {
    expect(kind(['c0'], installation, null)).toBe('isolated');
  });

  it('is a second release where a path was begun on the live one and did not pass', () => {
    expect(kind(['c1'], installation, earlierWith({ state: 'begun' }))).toBe('isolated');
  });

  it('is a second release where nobody saw the claim come, or there is none', () => {
    expect(kind(['c1'], null, null)).toBe('isolated');
    expect(kind([], installation, null)).toBe('isolated');
  });
});
