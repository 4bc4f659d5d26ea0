/**
 * Negative controls: the gates under load on the same application made worse must fail, and say why. A gate that passes one
 * of these is wrong. The toolchain's cache is the user's own; state and cluster are this test's.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GateResult } from '../../../src/model/gate-result.ts';
import type { RunRecord } from '../../../src/model/run-record.ts';
import { tengate } from '../../cli/run-tengate.ts';
import { whyNoCluster } from '../gates/gate-rig.ts';
import { makeWorse, type Worsening } from './worse-application.ts';

const root = new URL('../../../../../', import.meta.url).pathname;
const name = 'controls';
const why = whyNoCluster();

/** Never answers what it is asked: the probe only counts who is connected, and takes many for a hang. */
const countsConnections = `exec:
    command:
      - /usr/local/bin/node
      - -e
      - |
        const port = (7860).toString(16).toUpperCase();
        const lines = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) => require('fs').readFileSync(file, 'utf8').split('\\n'));
        process.exit(lines.filter((line) => line.split(/\\s+/)[2]?.endsWith(':' + port) && line.split(/\\s+/)[4] === '01').length > 4 ? 1 : 0);
  periodSeconds: 1
  timeoutSeconds: 10
  failureThreshold: 1`;

const failingHook = `apiVersion: batch/v1
kind: Job
metadata:
  name: never-succeeds
  annotations: { helm.sh/hook: pre-upgrade, helm.sh/hook-delete-policy: before-hook-creation }
spec:
  backoffLimit: 0
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: hook
          image: docker.io/library/node:26.10.0-bookworm-slim
          command: [/usr/local/bin/node, -e, "process.exit(1)"]
`;

describe.skipIf(why !== null)(
  `the gates on an application made worse${why === null ? '' : `: not here, ${why}`}`,
  () => {
    let folder = '';
    let environment: Record<string, string> = {};
    const run = (...args: string[]) => tengate([...args, '--name', name], { cwd: root, environment });

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'tengate-controls-'));
      environment = {
        ...(process.env as Record<string, string>),
        XDG_CACHE_HOME: process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'),
        XDG_STATE_HOME: folder,
      };
      const { exitCode, stderr } = await run('cluster', 'up');
      expect(stderr + exitCode).toContain('0');
    });
    afterAll(async () => {
      await run('cluster', 'down', '--delete-data');
      rmSync(folder, { recursive: true, force: true });
    });

    async function gateOf(worsening: Worsening, gate: number): Promise<GateResult> {
      const config = makeWorse(worsening, { root, folder });
      const { stdout, stderr } = await run('prove', '--gates', String(gate), '--json', '--config', config);
      const found = parse(stdout, stderr).gates.find((one) => one.gate === gate);
      if (found === undefined) throw new Error(stderr);
      // For who reads the output: the assertions hold bounds, these are the numbers.
      process.stderr.write(`${worsening.name}: gate ${gate} ${found.verdict} (${counted(found)})\n`);
      // The next one has the machine for itself.
      const taken = await run('uninstall', '--delete-data', '--config', config);
      expect(taken.exitCode, taken.stderr).toBe(0);
      return found;
    }

    it('counts the requests that pods lose which leave at once, over kept connections too', async () => {
      const leaving = { preStopSleepSeconds: 0, drainSeconds: 0 };
      const gate = await gateOf({ name: 'no-drain', values: { api: leaving, web: leaving } }, 7);
      expect(gate.verdict, gate.summary).toBe('failed');
      expect(codesOf(gate)).toContain('requests-lost');
      expect(lost(gate)).toBeGreaterThan(0);
    });

    it('counts the requests that are lost where every old pod goes before a new one serves', async () => {
      // Pods that leave slowly would serve until the new ones do: Kubernetes sends to leaving pods where there are no others.
      const leaving = { preStopSleepSeconds: 1, drainSeconds: 0 };
      const gate = await gateOf(
        {
          name: 'all-at-once',
          values: { api: leaving, web: leaving },
          templates: {
            '_pods.tpl': [['{ maxUnavailable: 0, maxSurge: 1 }', '{ maxUnavailable: "100%", maxSurge: 0 }']],
          },
        },
        7,
      );
      expect(gate.verdict, gate.summary).toBe('failed');
      expect(codesOf(gate)).toEqual(expect.arrayContaining(['requests-lost', 'answers-paused']));
      expect(lost(gate)).toBeGreaterThan(50);
      // Nobody served at all, which the loss of single connections does not bring about.
      expect(longestSilence(gate)).toBeGreaterThan(1_000);
    });

    it('counts the requests that a pod loses which calls itself ready before it is', async () => {
      const lies = 'readinessProbe:\n  exec: { command: [/usr/local/bin/node, -e, ""] }';
      const gate = await gateOf(
        {
          name: 'lying-readiness',
          templates: {
            '_pods.tpl': [
              [/readinessProbe:\n {2}httpGet: .*$/m, lies],
              ['{{- with $own.probes.startup }}', '{{- with false }}'],
            ],
            // Long enough to be asked: it listens only after this.
            'api/deployment.yaml': [
              [
                '          image: {{ include "todo-chatbot.image" (dict "root" $ "image" .image) }}\n          imagePullPolicy: {{ .image.pullPolicy }}\n          ports:',
                '          image: {{ include "todo-chatbot.image" (dict "root" $ "image" .image) }}\n          imagePullPolicy: {{ .image.pullPolicy }}\n          command: [/usr/local/bin/node, -e, "setTimeout(() => { process.argv[1] = \'/app/main.mjs\'; import(\'/app/main.mjs\') }, 5000)"]\n          ports:',
              ],
            ],
          },
        },
        7,
      );
      expect(gate.verdict, gate.summary).toBe('failed');
      expect(codesOf(gate)).toContain('requests-lost');
      expect(lost(gate)).toBeGreaterThan(10);
    });

    it('names a liveness probe that kills under load', async () => {
      const gate = await gateOf(
        {
          name: 'killing-liveness',
          templates: {
            '_pods.tpl': [
              [
                /\{\{- with \$own\.probes\.liveness \}\}\nlivenessProbe:\n[\s\S]*?\{\{- end \}\}/,
                `{{- if eq .component "api" }}\nlivenessProbe:\n  ${countsConnections}\n{{- end }}`,
              ],
            ],
          },
        },
        7,
      );
      expect(gate.verdict, gate.summary).not.toBe('passed');
      expect(codesOf(gate)).toContain('liveness-probe-failed');
    });

    it('names a hook that fails, and loses nothing by it', async () => {
      const gate = await gateOf({ name: 'failing-hook', files: { 'never-succeeds.yaml': failingHook } }, 7);
      expect(gate.verdict, gate.summary).toBe('failed');
      expect(codesOf(gate)).toContain('helm-refused');
      expect(lost(gate)).toBe(0);
    });

    it('names what has no CPU request: its autoscaler is blind', async () => {
      const memoryAlone = 'toYaml (dict "limits" (dict "memory" "512Mi"))';
      const gate = await gateOf(
        {
          name: 'no-request',
          autoscaling: true,
          templates: { 'api/deployment.yaml': [[/toYaml \.resources/g, memoryAlone]] },
        },
        5,
      );
      expect(gate.verdict, gate.summary).toBe('failed');
      expect(codesOf(gate)).toEqual(['cpu-request-missing']);
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

function codesOf({ findings }: GateResult): readonly string[] {
  return findings.map(({ code }) => code);
}

function counted(gate: GateResult): string {
  const reasons = [...new Set(codesOf(gate))].join(', ');
  return gate.gate === 7
    ? `${lost(gate)} requests lost, longest silence ${longestSilence(gate)} ms: ${reasons}`
    : reasons;
}

/** Failed requests over both kinds of connection, in all upgrades together. */
function lost({ measurements }: GateResult): number {
  return measurements
    .filter(({ name: measured }) => measured.includes('failed requests over'))
    .reduce((sum, { value }) => sum + Number(value), 0);
}

/** The longest time in which a service answered nobody, milliseconds. */
function longestSilence({ measurements }: GateResult): number {
  return Math.max(
    ...measurements
      .filter(({ name: measured }) => measured.includes('answered nobody'))
      .map(({ value }) => Number(value)),
  );
}
