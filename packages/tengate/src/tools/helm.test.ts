import { describe, expect, it } from 'vitest';
import type { RunOutcome, RunRequest } from '../ports/process-runner.ts';
import { createHelm } from './helm.ts';
import { valuesDocument } from './helm-values.ts';

const address = { release: 'shop', namespace: 'dev', kubeconfig: '/k', context: 'c' };
const request = {
  ...address,
  chart: '/chart',
  valueFiles: ['/values.yaml'],
  set: { 'api.image.tag': '1', 'api.nodePort': null },
  description: 'why',
  deadlineMs: 60_000,
};

function helmWith(answer: Partial<RunOutcome>) {
  const requests: RunRequest[] = [];
  const helm = createHelm({
    program: '/bin/helm',
    runner: {
      run: async (asked) => {
        requests.push(asked);
        const base = {
          status: 'exited',
          exitCode: 0,
          stdout: '',
          stderr: '',
          durationMs: 1,
          command: 'helm …',
        } as const;
        return { ...base, ...answer };
      },
    },
  });
  return { helm, requests };
}

describe('Helm', () => {
  it('gets values over standard input, after the files, and waits for nothing', async () => {
    const { helm, requests } = helmWith({ stdout: '{"version":3,"info":{"notes":"hello"}}' });
    expect(await helm.deploy(request)).toEqual({ status: 'deployed', revision: 3, notes: 'hello' });
    const [asked] = requests;
    expect(asked?.args).toEqual([
      'upgrade',
      'shop',
      '/chart',
      '--install',
      '--create-namespace',
      '--values',
      '/values.yaml',
      '--values',
      '-',
      '--description',
      'why',
      '--history-max',
      '20',
      '--output',
      'json',
      '--timeout',
      '60s',
      '--namespace',
      'dev',
      '--kubeconfig',
      '/k',
      '--kube-context',
      'c',
    ]);
    expect(JSON.parse(asked?.input ?? '')).toEqual({ api: { image: { tag: '1' }, nodePort: null } });
  });

  it('fails with its own words and its command', async () => {
    const { helm } = helmWith({ exitCode: 1, stderr: 'Error: UPGRADE FAILED: no matches for kind "X"\n' });
    expect(await helm.deploy(request)).toEqual({
      status: 'failed',
      message: 'UPGRADE FAILED: no matches for kind "X"',
      command: 'helm …',
    });
  });

  it('fails with its error alone, not with the log line before it', async () => {
    const stderr =
      'level=WARN msg="upgrade failed" error="conflict"\nError: UPGRADE FAILED: conflict: a\n- .spec.b\n';
    const { helm } = helmWith({ exitCode: 1, stderr });
    expect(await helm.deploy(request)).toMatchObject({ message: 'UPGRADE FAILED: conflict: a\n- .spec.b' });
  });

  it('is cancelled with the run', async () => {
    expect(await helmWith({ status: 'cancelled', exitCode: null }).helm.deploy(request)).toEqual({
      status: 'cancelled',
    });
  });

  it('that is not there is named with what to do', async () => {
    const { helm } = helmWith({ status: 'not-found', exitCode: null });
    await expect(helm.version()).rejects.toMatchObject({ code: 'helm-not-found', kind: 'unavailable' });
  });

  it.each(['v4.3.1+gabc', 'v3.22.0', 'v4.3'])('tells its version from %s', async (text) => {
    expect(await helmWith({ stdout: `${text}\n` }).helm.version()).toBe(/\d[\d.]*/.exec(text)?.[0]);
  });

  it('has no history of a release that does not exist', async () => {
    const { helm } = helmWith({ exitCode: 1, stderr: 'Error: release: not found\n' });
    expect(await helm.history(address)).toEqual([]);
    expect(await helm.status(address)).toBeNull();
  });

  it('gives a history oldest first, with its descriptions', async () => {
    const stdout = JSON.stringify([
      { revision: 2, updated: '2026-11-20T12:00:01.123456789Z', status: 'deployed', description: 'two' },
      { revision: 1, updated: '2026-11-20T12:00:00Z', status: 'superseded', description: 'one' },
    ]);
    const { helm } = helmWith({ stdout });
    expect((await helm.history(address)).map(({ revision, description }) => [revision, description])).toEqual(
      [
        [1, 'one'],
        [2, 'two'],
      ],
    );
    expect(await helm.status(address)).toMatchObject({ revision: 2, status: 'deployed' });
  });

  it('describes a revision that it went back to as what it is', async () => {
    const one = { updated: '2026-11-20T12:00:00Z', status: 'superseded' };
    const stdout = JSON.stringify([
      { ...one, revision: 4, description: 'tengate inputs 1' },
      { ...one, revision: 5, description: 'another' },
      { ...one, revision: 6, description: 'Rollback to 4' },
      { ...one, revision: 7, description: 'Rollback to 6' },
      // Its source is no longer in the history.
      { ...one, revision: 8, description: 'Rollback to 2' },
    ]);
    const { helm } = helmWith({ stdout });
    expect((await helm.history(address)).map(({ description }) => description)).toEqual([
      'tengate inputs 1',
      'another',
      'tengate inputs 1',
      'tengate inputs 1',
      'Rollback to 2',
    ]);
  });

  it.each([
    ['v4.3.1+gabc', true],
    ['v3.22.0', false],
  ])('%s goes back without losing history, whatever was changed beside it', async (version, forced) => {
    const { helm, requests } = helmWith({ stdout: version });
    await helm.rollback({ ...address, revision: 4, deadlineMs: 60_000 });
    const args = requests.at(-1)?.args ?? [];
    expect(args.slice(0, 5)).toEqual(['rollback', 'shop', '4', '--history-max', '20']);
    expect(args.includes('--force-conflicts')).toBe(forced);
  });

  it('that cannot reach the cluster is an error, not an absent release', async () => {
    const { helm } = helmWith({ exitCode: 1, stderr: 'Error: Kubernetes cluster unreachable' });
    await expect(helm.history(address)).rejects.toMatchObject({ code: 'helm-failed' });
  });
});

describe('a values document', () => {
  it('nests by dots, which a backslash keeps', () => {
    expect(JSON.parse(valuesDocument({ 'a.b': 1, 'a.c\\.d': true, e: 'x,y' }))).toEqual({
      a: { b: 1, 'c.d': true },
      e: 'x,y',
    });
  });
});
