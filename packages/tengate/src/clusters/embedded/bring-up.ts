/**
 * Owns the start of a cluster: everything that does not wait for something else happens at the same time. The supervisor orders
 * the components; this file orders what they need from outside: programs, keys, images, the machine's end of the link, add-ons.
 */

import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../ports/clock.ts';
import type { ProcessRunner } from '../../ports/process-runner.ts';
import type { Progress } from '../../ports/progress.ts';
import type { LocatedImage, Toolchain } from '../../ports/toolchain.ts';
import { applyObjects } from './addons/apply-objects.ts';
import { clusterRoleBindings } from './addons/cluster-roles.ts';
import { corednsObjects } from './addons/coredns.ts';
import { metricsServerObjects } from './addons/metrics-server.ts';
import { storageClass } from './addons/storage-class.ts';
import {
  createKubernetesClient,
  type KubernetesClient,
  type KubernetesObject,
} from './api/kubernetes-client.ts';
import { removeOldPods } from './api/remove-old-pods.ts';
import { waitForNode } from './api/wait-for-node.ts';
import type { ClusterLayout } from './cluster-layout.ts';
import type { ClusterRecord } from './cluster-record.ts';
import { componentPlan } from './component-plan.ts';
import { createImageImporter } from './import-images.ts';
import { connectMachine, prepareMachine } from './machine/machine-changes.ts';
import { corednsManifestFile, makeKeys } from './pki.ts';
import { buildPrograms, linkPrograms } from './program-links.ts';
import { supervisorPrelude } from './supervisor/prelude.ts';
import { type SupervisorHandle, startSupervisor } from './supervisor/supervisor-handle.ts';
import { writeConfiguration } from './write-configuration.ts';

export type BringUpOptions = {
  readonly layout: ClusterLayout;
  readonly record: ClusterRecord;
  /** The cluster was here before: it has pods that nothing runs any more. */
  readonly again: boolean;
  readonly renewKeys: boolean;
  readonly toolchain: Toolchain;
  readonly processes: ProcessRunner;
  readonly clock: Clock;
  readonly environment: Readonly<Record<string, string>>;
  readonly proxies: Readonly<Record<string, string>>;
  readonly iptables: string;
  /** NodePorts that other programs of this machine have. */
  readonly spare: readonly number[];
  readonly mtu: number;
  readonly progress: Progress;
  readonly signal?: AbortSignal | undefined;
  /** Called as each phase is over. */
  readonly onPhase: (phase: Phase) => void;
};

export const phases = [
  'namespaces',
  'keys',
  'etcd',
  'containerd',
  'api-server',
  'add-ons',
  'node',
  'builder',
] as const;
export type Phase = (typeof phases)[number];

const componentDeadline = 60_000;
const nodeDeadline = 60_000;

/** Returns when the node is Ready, add-ons are applied and images can be built. The caller cleans up when it throws. */
export async function bringUp(options: BringUpOptions): Promise<void> {
  // Ends what is still waiting when something else has failed.
  const failed = new AbortController();
  const { signal } = options;
  try {
    await bringUpUnder({
      ...options,
      signal: signal === undefined ? failed.signal : AbortSignal.any([signal, failed.signal]),
    });
  } finally {
    failed.abort(new Error('the start is over'));
  }
}

async function bringUpUnder(options: BringUpOptions & { readonly signal: AbortSignal }): Promise<void> {
  const { layout, record, toolchain, signal, onPhase } = options;
  const since = options.clock.now();
  const request = { progress: options.progress, signal };
  const coredns = lazily(toolchain.image('coredns', request));
  const metricsServer = lazily(toolchain.image('metrics-server', request));
  const builder = lazily(Promise.all(buildPrograms.map((name) => toolchain.program(name, request))));
  const pause = await toolchain.image('pause', request);

  mkdirSync(layout.state, { recursive: true, mode: 0o700 });
  rmSync(layout.logs, { recursive: true, force: true });
  prepareMachine(layout, options.iptables);
  const { hasUpstream } = writeConfiguration({
    layout,
    record,
    sandboxImage: pause.reference,
    mtu: options.mtu,
  });
  const supervisor = startSupervisor({
    layout,
    environment: options.environment,
    spec: {
      stateFile: layout.supervisorState,
      volumes: layout.volumes,
      prelude: supervisorPrelude({
        layout,
        network: record.network,
        mtu: options.mtu,
        machinePid: process.pid,
      }),
      components: componentPlan({
        layout,
        network: record.network,
        apiPort: record.apiPort,
        environment: options.environment,
        proxies: options.proxies,
      }),
    },
    onComponent: ({ name, ready }) => {
      const phase = ready ? phaseOf[name] : undefined;
      if (phase !== undefined) onPhase(phase);
    },
  });

  const connected = supervisor.prepared().then(async () => {
    onPhase('namespaces');
    await connectMachine(options);
  });
  const keys = makeKeys({ ...options, renew: options.renewKeys }).then(() => {
    onPhase('keys');
    supervisor.reach('keys');
  });
  const images = supervisor.ready('containerd', componentDeadline).then(() => createImageImporter(options));
  const sandbox = images.then(async (importer) => {
    await importer.ensure(pause);
    supervisor.reach('sandbox-image');
  });
  const api = Promise.all([connected, keys, supervisor.ready('kube-apiserver', componentDeadline)]).then(() =>
    createKubernetesClient(join(layout.kubeconfigs, 'super-admin.conf')),
  );
  const oldPods = options.again ? api.then((client) => removeOldPods(client, signal)) : Promise.resolve();
  const stored = async (image: Promise<LocatedImage>): Promise<string> => {
    const [importer, located] = await Promise.all([images, image, sandbox]);
    await importer.ensure(located);
    return located.reference;
  };
  const install = async (
    image: Promise<string>,
    objects: (image: string) => readonly KubernetesObject[],
  ): Promise<void> => {
    const [client, reference] = await Promise.all([api, image]);
    await applyObjects(client, objects(reference), options);
  };
  const addOns = Promise.all([
    api.then((client) => applyObjects(client, [...clusterRoleBindings(), storageClass()], options)),
    install(stored(coredns), (image) =>
      corednsObjects({ manifest: readFileSync(corednsManifestFile(layout), 'utf8'), image, hasUpstream }),
    ),
    install(stored(metricsServer), metricsServerObjects),
  ]).then(() => onPhase('add-ons'));
  const node = Promise.all([api, oldPods.then(() => supervisor.reach('old-pods-gone'))]).then(
    async ([client]) => {
      await waitForNode({ ...options, client, since, deadlineMs: nodeDeadline });
      onPhase('node');
    },
  );
  const building = builder.then(async (programs) => {
    linkPrograms(layout.bin, programs);
    supervisor.reach('build-programs');
    await supervisor.ready('buildkitd', componentDeadline);
  });

  let client: KubernetesClient | null = null;
  api.then(
    (opened) => {
      client = opened;
    },
    () => undefined,
  );
  try {
    await untilFirstFailure([sandbox, addOns, node, building], supervisor, signal);
    await supervisor.commit();
  } finally {
    (client as KubernetesClient | null)?.close();
  }
}

const phaseOf: Readonly<Record<string, Phase>> = {
  etcd: 'etcd',
  containerd: 'containerd',
  'kube-apiserver': 'api-server',
  buildkitd: 'builder',
};

/** What fails first says most: the rest fails as a consequence. */
async function untilFirstFailure(
  work: readonly Promise<unknown>[],
  supervisor: SupervisorHandle,
  signal: AbortSignal,
): Promise<void> {
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => aborted.reject(signal.reason);
  signal.addEventListener('abort', abort);
  if (signal.aborted) abort();
  try {
    await Promise.race([Promise.all(work), supervisor.failed, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
    for (const one of work) one.catch(() => undefined);
  }
}

/** A promise that is looked at later: its failure waits for that. */
function lazily<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}
