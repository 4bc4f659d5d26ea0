/** A real cluster for the tests of the gates, in a state folder of its own, and nothing left of it afterwards. */

import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmbeddedProvider } from '../../../src/clusters/embedded/embedded-provider.ts';
import { composeTengate } from '../../../src/compose.ts';
import type { ClusterAccess, GateContext, ImagesOutcome } from '../../../src/gates/gate-context.ts';
import { configurationSchema } from '../../../src/model/configuration.ts';
import type { ClusterHandle, ClusterProvider } from '../../../src/ports/cluster-provider.ts';
import type { ContainerEngine } from '../../../src/ports/container-engine.ts';
import type { ReleaseRequest } from '../../../src/ports/release-manager.ts';
import type { Toolchain } from '../../../src/ports/toolchain.ts';
import { type DeployOutcome, deployRelease } from '../../../src/steps/deploy-release.ts';
import { settleRelease } from '../../../src/steps/settle-release.ts';
import { uninstallRelease } from '../../../src/steps/uninstall-release.ts';
import { systemClock } from '../../../src/system/clock.ts';
import { createProcessRunner } from '../../../src/system/process-runner.ts';
import { createProofStore } from '../../../src/system/proof-store.ts';
import { createContainerdEngine } from '../../../src/tools/containerd/containerd-engine.ts';
import { createHelm } from '../../../src/tools/helm.ts';
import { createClusterReader } from '../../../src/tools/kubernetes.ts';
import { fixedToolchain } from '../../cluster/fixed-toolchain.ts';

export const fixtures = new URL('../../fixtures/', import.meta.url).pathname;
/** What a deployment may take; a hopeless one must end long before. */
export const deployDeadlineMs = 180_000;

const clusterName = 'gates';
/** What the fixtures build on and run. */
const nodeReference = 'docker.io/library/node:26.10.0-bookworm-slim';
const request = { progress: () => undefined };
const runner = createProcessRunner(process.env);

export type GateRig = {
  readonly engine: ContainerEngine;
  /** A gate context for the release `shop` in this namespace, with these values. */
  context(options: {
    readonly namespace: string;
    readonly set?: ReleaseRequest['set'];
    readonly images?: () => Promise<ImagesOutcome>;
    readonly dockerfile?: string;
  }): GateContext & { readonly cluster: ClusterAccess };
  /** Installs the release of the context and lets it come to rest. */
  deploy(context: GateContext & { readonly cluster: ClusterAccess }): Promise<DeployOutcome>;
  /** Removes the release of the context with its namespace. */
  remove(context: GateContext & { readonly cluster: ClusterAccess }): Promise<void>;
  stop(): Promise<void>;
};

/** Why these tests cannot run here, or `null`. */
export function whyNoCluster(): string | null {
  if (process.platform !== 'linux') return 'they need Linux';
  return process.getuid?.() === 0 ? null : 'they need root';
}

export async function startGateRig(): Promise<GateRig> {
  const folder = mkdtempSync(join(tmpdir(), 'tengate-gates-'));
  const toolchain = await toolchainForTests();
  const provider = createEmbeddedProvider({
    stateFolder: join(folder, 'clusters'),
    runFolder: '/run/tengate',
    toolchain,
    processes: runner,
    clock: systemClock,
    environment: process.env,
    createEngine: (access) =>
      createContainerdEngine({
        ...access,
        folder: join(folder, 'work'),
        architecture: process.arch === 'x64' ? 'amd64' : process.arch,
        runner,
        clock: systemClock,
        uniqueName: () => randomBytes(6).toString('hex'),
      }),
    nodePorts: [],
  });
  const stop = async (): Promise<void> => {
    await provider.down({ name: clusterName, deleteData: true, ...request });
    rmSync(folder, { recursive: true, force: true });
  };
  const { handle } = await provider.up({ name: clusterName, ...request });
  try {
    return await rigOn({ handle, provider, toolchain, folder, stop });
  } catch (error) {
    await stop();
    throw error;
  }
}

async function rigOn(options: {
  readonly handle: ClusterHandle;
  readonly provider: ClusterProvider;
  readonly toolchain: Toolchain;
  readonly folder: string;
  readonly stop: () => Promise<void>;
}): Promise<GateRig> {
  const { handle, provider, toolchain, folder, stop } = options;
  const { engine } = handle;
  if (engine === null) throw new Error('the embedded cluster has no image engine');
  const node = await toolchain.image('node', request);
  if (node.archive !== null) await engine.load({ reference: nodeReference, archive: node.archive });
  await provider.settle(handle, request);
  const { path } = await toolchain.program('helm', request);
  const reader = createClusterReader({
    kubeconfig: handle.kubeconfig,
    context: handle.context,
    clock: systemClock,
  });
  const releases = createHelm({ program: path, runner });
  const proofs = createProofStore(folder);
  const randomHex = (bytes: number): string => randomBytes(bytes).toString('hex');

  return {
    engine,
    context: ({ namespace, set = {}, images, dockerfile = join(fixtures, 'images/Dockerfile') }) => ({
      configuration: { ...configurationWith(namespace, dockerfile), root: fixtures },
      runId: `test-${namespace}`,
      cluster: { handle, reader, releases, plan: planOf(namespace, set) },
      noClusterBecause: '',
      engine,
      images: images ?? (() => Promise.reject(new Error('no image is built in this test'))),
      settled: async () => undefined,
      proofs,
      fetch: globalThis.fetch,
      randomHex,
      keepLine: () => undefined,
      calibrations: new Map(),
      buildSecrets: {},
      clock: systemClock,
      progress: () => undefined,
    }),
    deploy: async (context) => {
      const outcome = await deployRelease({
        plan: context.cluster.plan,
        handle,
        releases,
        reader,
        proofs,
        runId: context.runId,
        clock: systemClock,
        randomHex,
        progress: context.progress,
        step: 'deploy',
        deadlineMs: deployDeadlineMs,
      });
      if (outcome.status === 'deployed') await settleRelease(outcome.installation);
      return outcome;
    },
    remove: async ({ cluster }) => {
      const { release, namespace } = cluster.plan;
      await uninstallRelease({
        releases,
        reader,
        clock: systemClock,
        address: addressOf(handle, release, namespace),
        deleteNamespace: true,
        awaitGone: false,
        deadlineMs: 60_000,
      });
    },
    stop,
  };
}

/** Programs and images of the folder in TENGATE_TEST_TOOLS (`bin/`, `images/`), or the toolchain's own. */
async function toolchainForTests(): Promise<Toolchain> {
  const given = process.env.TENGATE_TEST_TOOLS;
  if (given !== undefined) return fixedToolchain(given);
  const { toolchain } = await composeTengate({
    options: { config: 'tengate.yaml', provider: 'embedded', name: clusterName, toolchain: 'auto' },
    environment: process.env,
    cwd: process.cwd(),
    home: homedir(),
  });
  return toolchain;
}

function addressOf({ kubeconfig, context }: ClusterHandle, release: string, namespace: string) {
  return { release, namespace, kubeconfig, context };
}

function planOf(namespace: string, set: ReleaseRequest['set']): ClusterAccess['plan'] {
  return {
    release: 'shop',
    namespace,
    chart: join(fixtures, 'chart-shop'),
    valueFiles: [],
    set,
    secrets: [],
    suspendAutoscaling: 'autoscaling.suspend',
    isolated: { nodePort: null },
  };
}

function configurationWith(namespace: string, dockerfile: string) {
  const things = { service: 'shop', path: '/things' };
  return configurationSchema.parse({
    version: 1,
    application: 'shop',
    release: { name: 'shop', namespace, chart: 'chart-shop' },
    images: [{ name: 'node', dockerfile, context: '.', values: 'image', port: 8080, path: '/healthz' }],
    services: [{ name: 'shop', service: 'shop', port: 8080, path: '/healthz' }],
    journey: [
      {
        name: 'make',
        request: { ...things, method: 'POST', json: {} },
        expect: { status: 201 },
        capture: { id: '/id' },
      },
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the journey's own placeholder
      { name: 'see', request: { ...things, method: 'GET' }, expect: { status: 200, contains: '${id}' } },
    ],
  });
}
