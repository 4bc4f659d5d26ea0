/**
 * The application of this repository, as a person proves it: the real command line from nothing to the last gate, and the
 * chart on both Helms. The toolchain's cache is the user's own; state and cluster are this test's.
 */

import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeTengate } from '../../src/compose.ts';
import type { RunRecord } from '../../src/model/run-record.ts';
import type { ClusterHandle } from '../../src/ports/cluster-provider.ts';
import { deployRelease } from '../../src/steps/deploy-release.ts';
import { settleRelease } from '../../src/steps/settle-release.ts';
import { systemClock } from '../../src/system/clock.ts';
import { createProcessRunner } from '../../src/system/process-runner.ts';
import { createProofStore } from '../../src/system/proof-store.ts';
import { createHelm } from '../../src/tools/helm.ts';
import { createClusterReader } from '../../src/tools/kubernetes.ts';
import { type TengateRun, tengate } from '../cli/run-tengate.ts';
import { whyNoCluster } from './gates/gate-rig.ts';

const root = new URL('../../../../', import.meta.url).pathname;
const chart = join(root, 'deploy/helm/todo-chatbot');
const name = 'application';
const runner = createProcessRunner(process.env);
const silent = { progress: () => undefined };

const why = whyNoCluster();
describe.skipIf(why !== null)(
  `the application, from nothing${why === null ? '' : `: not here, ${why}`}`,
  () => {
    let folder = '';
    let environment: Record<string, string> = {};
    const run = (...args: string[]): Promise<TengateRun> =>
      tengate([...args, '--name', name], { cwd: root, environment });
    const library = () =>
      composeTengate({
        options: { config: 'tengate.yaml', provider: 'embedded', name, toolchain: 'auto' },
        environment: { ...process.env, ...environment },
        cwd: root,
        home: homedir(),
      });

    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'tengate-application-'));
      environment = {
        ...(process.env as Record<string, string>),
        XDG_CACHE_HOME: process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'),
        XDG_STATE_HOME: folder,
      };
    });
    afterAll(async () => {
      await run('cluster', 'down', '--delete-data');
      rmSync(folder, { recursive: true, force: true });
    });

    it('passes every gate, and its addresses answer', async () => {
      const junit = join(folder, 'gates.xml');
      const { exitCode, stdout, stderr } = await run('prove', '--json', '--junit', junit);
      const record = parse(stdout, stderr);
      expect(faults(record)).toEqual([]);
      expect(record.gates.map(({ gate }) => gate)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
      expect(record.gates.filter(({ verdict }) => verdict === 'unknown')).toEqual([]);
      expect(exitCode).toBe(record.verdict === 'passed' ? 0 : 1);
      expect(record.addresses.map((address) => address.name)).toEqual(['web', 'api']);
      for (const { url } of record.addresses) expect((await fetch(url)).status).toBe(200);
      expect(readFileSync(junit, 'utf8')).toContain('tests="8"');
    });

    it('is left as it is by a second proof, which measures again', async () => {
      const { exitCode, stdout, stderr } = await run('prove', '--gates', '1-4', '--json');
      const record = parse(stdout, stderr);
      expect(faults(record)).toEqual([]);
      expect(exitCode).toBe(0);
      const outcomes = record.steps.map((step) => `${step.name} ${step.outcome}`).sort();
      expect(outcomes).toEqual([
        'cluster unchanged',
        'images unchanged',
        'release unchanged',
        'tools unchanged',
      ]);
    });

    describe('with the chart', () => {
      let handle: ClusterHandle;
      beforeAll(async () => {
        const { provider } = await library();
        const found = await provider.find(name);
        if (found === null) throw new Error('the cluster of this test does not run');
        handle = found;
      });

      it('passes its helm tests, and fails the one that fails on request', async () => {
        const { toolchain } = await library();
        const helm = (await toolchain.program('helm', silent)).path;
        const env = { KUBECONFIG: handle.kubeconfig };
        const place = ['--namespace', 'hackathon-dev', '--kube-context', handle.context, '--timeout', '90s'];
        const helmRun = (...args: string[]) =>
          runner.run({ file: helm, args: [...args, ...place], env, deadlineMs: 120_000 });
        const sound = await helmRun('test', 'todo-chatbot');
        expect(sound.stdout + sound.stderr).not.toMatch(/Phase:\s+Failed/);
        expect(sound.stdout.match(/Phase:\s+Succeeded/g)?.length).toBeGreaterThanOrEqual(4);
        expect(sound.exitCode).toBe(0);
        const upgraded = await helmRun(
          ...['upgrade', 'todo-chatbot', chart, '--reuse-values', '--set', 'tests.failOnRequest=true'],
        );
        expect(upgraded).toMatchObject({ exitCode: 0 });
        expect((await helmRun('test', 'todo-chatbot')).exitCode).not.toBe(0);
      });

      it('comes to rest with Helm 3 too, without a Warning event', async () => {
        const { toolchain, build, readConfiguration } = await library();
        const configuration = await readConfiguration();
        const images = await build({ configuration, ...silent, signal: new AbortController().signal });
        const releases = createHelm({ program: (await toolchain.program('helm3', silent)).path, runner });
        expect(await releases.version()).toMatch(/^3\.22/);
        const { kubeconfig, context } = handle;
        const reader = createClusterReader({ kubeconfig, context, clock: systemClock });
        const namespace = 'with-helm-3';
        const { release } = configuration;
        const outcome = await deployRelease({
          plan: {
            release: release.name,
            namespace,
            chart: release.chart,
            valueFiles: release.values,
            set: {
              'api.service.nodePort': null,
              'web.service.nodePort': null,
              ...Object.fromEntries(
                images.flatMap((image) => [
                  [`${image.values}.repository`, image.repository],
                  [`${image.values}.tag`, image.tag],
                ]),
              ),
            },
            secrets: release.secrets,
            suspendAutoscaling: release.suspendAutoscaling ?? null,
            isolated: release.isolated,
          },
          handle,
          releases,
          reader,
          proofs: createProofStore(folder),
          runId: 'helm-3',
          clock: systemClock,
          randomHex: (bytes) => randomBytes(bytes).toString('hex'),
          ...silent,
          step: 'deploy',
          deadlineMs: 180_000,
        });
        if (outcome.status !== 'deployed') throw new Error(JSON.stringify(outcome));
        expect(await settleRelease(outcome.installation)).toMatchObject({ status: 'settled' });
        const events = await reader.list('events', namespace);
        expect(events.filter((event) => (event as { type?: string }).type !== 'Normal')).toEqual([]);
        expect(events.length).toBeGreaterThan(0);
        await reader.remove('namespaces', null, namespace);
      });
    });

    it('stops, and says so', async () => {
      const stopped = await run('stop');
      expect(stopped.exitCode).toBe(0);
      const status = await run('cluster', 'status', '--json');
      expect(JSON.parse(status.stdout)).toMatchObject({ state: 'stopped' });
      expect(existsSync(join('/run/tengate', name))).toBe(false);
    });
  },
);

function parse(stdout: string, stderr: string): RunRecord {
  try {
    return JSON.parse(stdout) as RunRecord;
  } catch {
    throw new Error(`no run record on standard output; standard error said:\n${stderr}`);
  }
}

/** Findings about how fast a machine is: asserted by the benchmarks on a quiet one, and not here beside whatever else it does. */
const aboutSpeed = new Set(['answers-paused']);

/** What went wrong, in words: a failed test should tell it at once. */
function faults({ gates }: RunRecord): readonly string[] {
  return gates.flatMap((gate) => {
    const findings = gate.findings.filter(({ code }) => !aboutSpeed.has(code));
    const slowOnly = gate.findings.length > 0 && findings.length === 0;
    return [
      ...(gate.verdict === 'passed' || slowOnly
        ? []
        : [`gate ${gate.gate} ${gate.verdict}: ${gate.summary}`]),
      ...findings.map((finding) => `${finding.code} ${finding.subject}: ${finding.what}`),
    ];
  });
}
