/** The comparison with a revision, and the ways back of Helm, against a real API server: its defaults, its field managers. */

import { gunzipSync, gzipSync } from 'node:zlib';
import {
  KubeConfig,
  type KubernetesObject,
  KubernetesObjectApi,
  PatchStrategy,
} from '@kubernetes/client-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClusterReader } from '../../../src/ports/cluster-reader.ts';
import type { ReleaseManager, ReleaseRequest } from '../../../src/ports/release-manager.ts';
import { liveDifferences } from '../../../src/steps/live-differences.ts';
import { chooseRevision } from '../../../src/steps/operations/rollback.ts';
import { systemClock } from '../../../src/system/clock.ts';
import { createProcessRunner } from '../../../src/system/process-runner.ts';
import { createHelm } from '../../../src/tools/helm.ts';
import { createClusterReader } from '../../../src/tools/kubernetes.ts';
import { testToolchain } from '../../cluster/test-toolchain.ts';
import { whyNoCluster } from '../gates/gate-rig.ts';
import { type ApiServer, startApiServer } from './api-server.ts';

const root = new URL('../../../../../', import.meta.url).pathname;
const release = 'todo-chatbot';
const inputs = 'tengate inputs 0123456789abcdef';
const why = whyNoCluster();

describe.skipIf(why !== null)(
  `a release and what is live of it${why === null ? '' : `: not here, ${why}`}`,
  () => {
    let server: ApiServer | null = null;
    let releases: ReleaseManager;
    let reader: ClusterReader;
    let objects: KubernetesObjectApi;
    beforeAll(async () => {
      const toolchain = await testToolchain(process.env.TENGATE_TEST_TOOLS);
      server = await startApiServer(toolchain);
      const { path } = await toolchain.program('helm', { progress: () => undefined });
      releases = createHelm({ program: path, runner: createProcessRunner(process.env) });
      reader = createClusterReader({ ...server, clock: systemClock });
      const config = new KubeConfig();
      config.loadFromFile(server.kubeconfig);
      objects = KubernetesObjectApi.makeApiClient(config);
    });
    afterAll(() => server?.stop());

    const handle = () => ({ kubeconfig: server?.kubeconfig ?? '', context: server?.context ?? '' });
    const planOf = (namespace: string) => ({
      release,
      namespace,
      chart: `${root}deploy/helm/todo-chatbot`,
      valueFiles: [`${root}deploy/helm/todo-chatbot/values-dev.yaml`],
      set: { 'api.service.nodePort': null, 'web.service.nodePort': null },
      secrets: [],
      suspendAutoscaling: null,
      isolated: {},
    });
    const install = async (namespace: string, set: ReleaseRequest['set'] = {}, description = inputs) => {
      const plan = planOf(namespace);
      const { chart, valueFiles } = plan;
      return releases.deploy({
        ...{ release, namespace, chart, valueFiles, description, deadlineMs: 60_000, ...handle() },
        set: { ...plan.set, ...set },
      });
    };
    const goBack = (namespace: string, revision: number) =>
      releases.rollback({ release, namespace, ...handle(), revision, deadlineMs: 60_000 });
    const drift = (namespace: string) =>
      liveDifferences({ releases, reader, plan: planOf(namespace), handle: handle() });
    const paths = async (namespace: string) =>
      (await drift(namespace)).differences.map(({ object, path }) => `${object} ${path}`).sort();
    /** As `kubectl edit` does. */
    const edit = (object: object) =>
      objects.patch(
        object as KubernetesObject,
        ...([undefined, undefined, 'kubectl-edit', undefined] as const),
        PatchStrategy.StrategicMergePatch,
      );
    const metadata = (namespace: string, component: string) => ({
      name: `${release}-${component}`,
      namespace,
    });

    it('are the same after an install, every default of the server aside', async () => {
      expect(await install('drift-none')).toMatchObject({ status: 'deployed' });
      const { compared, differences, exceptions } = await drift('drift-none');
      expect({ differences, exceptions }).toEqual({ differences: [], exceptions: [] });
      expect(compared).toBeGreaterThan(10);
    });

    it('differ in every field that somebody changed, and are the same again after the rollback', async () => {
      const namespace = 'drift-planted';
      // Without an autoscaler the number of replicas is the revision's.
      await install(namespace, { 'api.autoscaling.enabled': false });
      await edit({
        ...{ apiVersion: 'apps/v1', kind: 'Deployment' },
        metadata: { ...metadata(namespace, 'api'), labels: { 'app.kubernetes.io/part-of': 'planted' } },
        spec: {
          replicas: 4,
          template: {
            spec: {
              containers: [{ name: 'api', image: 'planted:1', env: [{ name: 'DRAIN_MS', value: '1' }] }],
            },
          },
        },
      });
      await edit({
        ...{ apiVersion: 'v1', kind: 'ConfigMap', metadata: metadata(namespace, 'config') },
        data: { NODE_ENV: 'planted' },
      });
      await edit({
        ...{ apiVersion: 'v1', kind: 'Service', metadata: metadata(namespace, 'web') },
        spec: { ports: [{ port: 3000, targetPort: 1234 }] },
      });
      await objects.delete({
        ...{ apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: metadata(namespace, 'web') },
      } as KubernetesObject);
      expect(await paths(namespace)).toEqual([
        'ConfigMap/todo-chatbot-config data.NODE_ENV',
        'Deployment/todo-chatbot-api metadata.labels.app.kubernetes.io/part-of',
        'Deployment/todo-chatbot-api spec.replicas',
        'Deployment/todo-chatbot-api spec.template.spec.containers[api].env[DRAIN_MS].value',
        'Deployment/todo-chatbot-api spec.template.spec.containers[api].image',
        'PodDisruptionBudget/todo-chatbot-web ',
        'Service/todo-chatbot-web spec.ports[http].targetPort',
      ]);
      await goBack(namespace, 1);
      expect(await paths(namespace)).toEqual([]);
      // Nothing conflicts later, and the revision is known for what it is.
      expect(await install(namespace, { 'config.extra.RELEASE_LABEL': 'x' })).toMatchObject({
        status: 'deployed',
      });
      const history = await releases.history({ release, namespace, ...handle() });
      expect(history.at(1)?.description).toBe(inputs);
    });

    it('name what somebody added, which no rollback takes away', async () => {
      const namespace = 'drift-added';
      await install(namespace);
      await edit({
        ...{ apiVersion: 'v1', kind: 'ConfigMap', metadata: metadata(namespace, 'config') },
        data: { PLANTED: 'x' },
      });
      await goBack(namespace, 1);
      expect(await paths(namespace)).toEqual(['ConfigMap/todo-chatbot-config data.PLANTED']);
    });

    it('leave the number of replicas to the autoscaler', async () => {
      const namespace = 'drift-scaled';
      await install(namespace);
      await edit({
        ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: metadata(namespace, 'api') },
        spec: { replicas: 5 },
      });
      expect(await paths(namespace)).toEqual([]);
    });

    it('are brought back from a change that was interrupted, which locks the release', async () => {
      const namespace = 'drift-locked';
      await install(namespace);
      await install(namespace, { 'config.extra.RELEASE_LABEL': 'x' }, 'another');
      await lock(objects, namespace, 2);
      expect(await install(namespace)).toMatchObject({
        status: 'failed',
        message: expect.stringContaining('in progress'),
      });
      const history = await releases.history({ release, namespace, ...handle() });
      expect(history.at(-1)?.status).toBe('pending-upgrade');
      const revision = chooseRevision({ plan: planOf(namespace), clock: systemClock }, history, null);
      expect(revision).toBe(1);
      await goBack(namespace, revision);
      expect(await paths(namespace)).toEqual([]);
      expect(await install(namespace)).toMatchObject({ status: 'deployed' });
    });
  },
);

/** Makes a revision what a Helm leaves that was killed in the middle, some minutes ago. Its record is a gzipped JSON in a Secret. */
async function lock(objects: KubernetesObjectApi, namespace: string, revision: number): Promise<void> {
  const address = { name: `sh.helm.release.v1.${release}.v${revision}`, namespace };
  const secret = (await objects.read({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: address,
  })) as KubernetesObject & { data: { release: string } };
  const packed = Buffer.from(Buffer.from(secret.data.release, 'base64').toString(), 'base64');
  const record = JSON.parse(gunzipSync(packed).toString());
  record.info.status = 'pending-upgrade';
  record.info.last_deployed = new Date(Date.now() - 300_000).toISOString();
  const data = {
    release: Buffer.from(gzipSync(JSON.stringify(record)).toString('base64')).toString('base64'),
  };
  const labels = { status: 'pending-upgrade' };
  await objects.patch(
    { apiVersion: 'v1', kind: 'Secret', metadata: { ...address, labels }, data } as KubernetesObject,
    ...([undefined, undefined, undefined, undefined] as const),
    PatchStrategy.MergePatch,
  );
}
