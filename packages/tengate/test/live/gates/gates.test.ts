import { generateKeyPairSync } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { V1Deployment, V2HorizontalPodAutoscaler } from '@kubernetes/client-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { containerBuild } from '../../../src/gates/container-build.ts';
import type { ImagesOutcome } from '../../../src/gates/gate-context.ts';
import { kubernetesDeploy } from '../../../src/gates/kubernetes-deploy.ts';
import { podHealth } from '../../../src/gates/pod-health.ts';
import { serviceAccess } from '../../../src/gates/service-access.ts';
import type { ReleaseRequest } from '../../../src/ports/release-manager.ts';
import { contentTag } from '../../../src/steps/build-images.ts';
import { deployDeadlineMs, fixtures, type GateRig, startGateRig, whyNoCluster } from './gate-rig.ts';

/** "Ended early" is held against half of the time that a deployment may take. */
const earlySeconds = deployDeadlineMs / 2_000;

const why = whyNoCluster();
describe.skipIf(why !== null)(
  `the gates on a real cluster${why === null ? '' : `: not here, ${why}`}`,
  () => {
    let rig: GateRig;
    beforeAll(async () => {
      rig = await startGateRig();
    });
    afterAll(async () => {
      await rig?.stop();
    });

    describe('gate 1', () => {
      let context = '';
      beforeAll(() => {
        context = mkdtempSync(join(tmpdir(), 'gate-1-'));
        cpSync(join(fixtures, 'chart-shop/server.mjs'), join(context, 'server.mjs'));
      });
      afterAll(() => rmSync(context, { recursive: true, force: true }));

      async function measure(buildArgs: Readonly<Record<string, string>> = {}) {
        const dockerfile = join(fixtures, 'images/Dockerfile');
        const images = async (): Promise<ImagesOutcome> => {
          const built = await rig.engine.build({
            name: 'tengate-test-shop',
            tags: ['1.0.0'],
            context,
            dockerfile,
            buildArgs,
            secrets: {},
            progress: () => undefined,
            step: 'build',
          });
          const tag = contentTag('1.0.0', built.digest);
          await rig.engine.tag(built.reference, [tag]);
          const repository = built.reference.slice(0, built.reference.lastIndexOf(':'));
          return {
            ok: true,
            images: [
              {
                name: 'node',
                values: 'image',
                repository,
                tag,
                digest: built.digest,
                changed: true,
                buildMs: 0,
              },
            ],
          };
        };
        return containerBuild.measure(rig.context({ namespace: 'none', images, dockerfile }));
      }

      it('passes with a sound image', async () => {
        const outcome = await measure();
        expect(outcome.findings).toEqual([]);
        expect(outcome.verdict).toBe('passed');
      });

      it('fails with an image whose process is root', async () => {
        const outcome = await measure({ RUN_AS: '0' });
        expect(outcome.verdict).toBe('failed');
        expect(outcome.findings.map(({ code }) => code)).toEqual(['runs-as-root']);
      });

      it('fails with a private key in a layer, and says where', async () => {
        const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
        writeFileSync(join(context, 'notes.txt'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
        const outcome = await measure();
        expect(outcome.verdict).toBe('failed');
        expect(outcome.findings).toMatchObject([
          { code: 'secret-private-key', what: expect.stringContaining('app/notes.txt (line 1)') },
        ]);
      });
    });

    describe('gates 2, 3 and 4', () => {
      it('pass with a sound release', async () => {
        const context = rig.context({ namespace: 'gates-sound' });
        expect(await rig.deploy(context)).toMatchObject({ status: 'deployed' });
        for (const gate of [kubernetesDeploy, podHealth, serviceAccess]) {
          const outcome = await gate.measure(context);
          expect({ gate: gate.number, findings: outcome.findings }).toEqual({
            gate: gate.number,
            findings: [],
          });
          expect({ gate: gate.number, verdict: outcome.verdict }).toEqual({
            gate: gate.number,
            verdict: 'passed',
          });
        }
        expect(await rig.deploy(context)).toMatchObject({ status: 'unchanged' });
        await rig.remove(context);
      });

      it('2 passes with an autoscaler, which comes once its pods have metrics and resets no replicas', async () => {
        const context = rig.context({ namespace: 'gates-scaled', set: { 'autoscaling.enabled': true } });
        expect(await rig.deploy(context)).toMatchObject({ status: 'deployed', revision: 1 });
        const { reader, plan } = context.cluster;
        const deployment = await reader.get<V1Deployment>('deployments', plan.namespace, 'shop');
        expect(deployment?.status?.readyReplicas).toBe(2);
        const autoscaler = await reader.get<V2HorizontalPodAutoscaler>(
          'horizontalpodautoscalers',
          plan.namespace,
          'shop',
        );
        expect(autoscaler?.status?.conditions).toContainEqual(
          expect.objectContaining({ type: 'ScalingActive', status: 'True' }),
        );
        const outcome = await kubernetesDeploy.measure(context);
        expect(outcome.findings).toEqual([]);
        expect(outcome.verdict).toBe('passed');
        expect(await rig.deploy(context)).toEqual({ status: 'unchanged', revision: 2 });
        await rig.remove(context);
      });

      it.each<[string, string, ReleaseRequest['set'], RegExp]>([
        ['a probe path that is wrong', 'probe', { probePath: '/nowhere' }, /^probe-path-wrong$/],
        [
          'an image that does not exist',
          'image',
          { 'image.tag': 'no-such-tag' },
          /^image-(not-found|pull-failed|pull-denied)$/,
        ],
        ['a Secret that is missing', 'secret', { secret: 'no-such-secret' }, /^config-missing$/],
      ])('2 and 3 fail, early and with the cause, at %s', async (_what, name, set, code) => {
        const context = rig.context({ namespace: `gates-${name}`, set });
        const deployed = await rig.deploy(context);
        if (deployed.status !== 'failed') throw new Error(`the deployment is ${deployed.status}`);
        expect(deployed.early).toBe(true);
        expect(deployed.afterSeconds).toBeLessThan(earlySeconds);
        expect(deployed.findings[0]?.code).toMatch(code);
        expect(deployed.evidence.map(({ kind }) => kind)).toEqual(
          expect.arrayContaining(['events', 'describe']),
        );

        const events = await kubernetesDeploy.measure(context);
        expect(events.verdict).toBe('failed');
        expect(events.findings.map((finding) => finding.code).join()).toMatch(
          /warning-event-(unhealthy|failed)/,
        );

        const startedMs = performance.now();
        const health = await podHealth.measure(context);
        expect((performance.now() - startedMs) / 1_000).toBeLessThan(earlySeconds);
        expect(health.verdict).toBe('failed');
        expect(health.findings[0]?.code).toMatch(code);
        await rig.remove(context);
      });

      it('4 fails at a Service whose selector misses', async () => {
        const context = rig.context({ namespace: 'gates-selector', set: { selectedApp: 'shopp' } });
        expect(await rig.deploy(context)).toMatchObject({
          status: 'failed',
          early: true,
          findings: [{ code: 'selector-matches-nothing' }],
        });
        const outcome = await serviceAccess.measure(context);
        expect(outcome.verdict).toBe('failed');
        expect(outcome.findings.map(({ code }) => code)).toContain('service-unreachable');
        await rig.remove(context);
      });

      it('4 fails at a database that refuses, though every service answers', async () => {
        const context = rig.context({ namespace: 'gates-database', set: { database: '127.0.0.1:1' } });
        expect(await rig.deploy(context)).toMatchObject({ status: 'deployed' });
        const outcome = await serviceAccess.measure(context);
        expect(outcome.verdict).toBe('failed');
        expect(outcome.findings).toMatchObject([
          {
            code: 'path-broken',
            subject: 'path: make',
            what: expect.stringContaining('expected status 201, got 500'),
          },
        ]);
        await rig.remove(context);
      });
    });
  },
);
