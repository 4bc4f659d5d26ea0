/** The only place that wires real adapters: from the options of the command line to a library that does the work. */

import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import packageFile from '../package.json' with { type: 'json' };
import { createEmbeddedProvider } from './clusters/embedded/embedded-provider.ts';
import { createExistingProvider } from './clusters/existing/existing-provider.ts';
import { allGates } from './gates/all-gates.ts';
import type { Configuration } from './model/configuration.ts';
import type { RunRecord } from './model/run-record.ts';
import type { Clock } from './ports/clock.ts';
import type { ClusterProvider } from './ports/cluster-provider.ts';
import type { Folders } from './ports/files.ts';
import type { StartLongProcess } from './ports/long-process.ts';
import type { ProcessRunner } from './ports/process-runner.ts';
import type { RunStore } from './ports/run-store.ts';
import type { DeployedImage } from './steps/build-images.ts';
import { buildOnly, deployApplication } from './steps/deploy-application.ts';
import type { InstallOutcome } from './steps/install-application.ts';
import { type Operation, operate } from './steps/operations/operation.ts';
import { type ProveOptions, proveApplication } from './steps/prove-application.ts';
import { recordUnmeasured } from './steps/record-unmeasured.ts';
import { removeApplication } from './steps/remove-application.ts';
import type { RunOptions, RunParts } from './steps/run-parts.ts';
import type { SettleOutcome } from './steps/settle-release.ts';
import { systemClock } from './system/clock.ts';
import { foldersFrom } from './system/folders.ts';
import { createLongProcessStarter } from './system/long-process.ts';
import { readMachineFacts } from './system/machine-facts.ts';
import { readRunRecordFile } from './system/parse-run-record.ts';
import { createProcessRunner } from './system/process-runner.ts';
import { createProofStore } from './system/proof-store.ts';
import { readConfiguration } from './system/read-configuration.ts';
import { requireWritable, writeResult } from './system/result-file.ts';
import { createRunStore } from './system/run-store.ts';
import { openUsualTimes, type UsualTimes } from './system/usual-times.ts';
import { createToolchain, type WholeToolchain } from './toolchain/create-toolchain.ts';
import { readPins } from './toolchain/pins.ts';
import { platformOf } from './toolchain/platform.ts';
import { readToolchainSettings } from './toolchain/settings.ts';
import { createContainerdEngine } from './tools/containerd/containerd-engine.ts';
import { createDockerEngine } from './tools/docker/docker-engine.ts';
import { createHelm } from './tools/helm.ts';
import { createClusterReader } from './tools/kubernetes.ts';

export { systemClock };

/** What the command line decides. */
export type ComposeOptions = {
  readonly options: {
    readonly config: string;
    readonly provider: 'embedded' | 'existing';
    readonly context?: string | undefined;
    /** Of the existing cluster; `docker` where its nodes run from this machine's Docker. */
    readonly engine?: 'none' | 'docker' | undefined;
    readonly name: string;
    readonly toolchain: string;
    readonly mirror?: string | undefined;
  };
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly home: string;
};

/** The library as the command line uses it. */
export type Tengate = {
  readonly clock: Clock;
  readonly runs: RunStore;
  readonly usualTimes: UsualTimes;
  readonly toolchain: WholeToolchain;
  /** The one that was asked for. */
  readonly provider: ClusterProvider;
  readonly clusterName: string;
  readonly gates: typeof allGates;
  /** Every way to have a cluster that this machine does not offer, with what to do. */
  readonly missingWays: () => Promise<
    readonly { readonly name: string; readonly why: string; readonly todo: string }[]
  >;
  readonly readConfiguration: () => Promise<Configuration>;
  readonly build: (options: RunOptions) => Promise<readonly DeployedImage[]>;
  readonly deploy: (options: RunOptions) => Promise<InstallOutcome | SettleOutcome>;
  /** `gone` false where the namespace was still ending at the deadline. */
  readonly uninstall: (
    options: RunOptions & { readonly deleteData: boolean },
  ) => Promise<{ readonly gone: boolean }>;
  readonly prove: (options: ProveOptions) => Promise<RunRecord>;
  /** Changes the running release, measured and kept as a run. */
  readonly operate: (options: RunOptions & { readonly operation: Operation }) => Promise<RunRecord>;
  /** Stores a run in which no gate could be measured. */
  readonly recordUnmeasured: (options: {
    readonly command: string;
    readonly configuration: Configuration;
    readonly why: string;
  }) => Promise<RunRecord>;
  /** What runs the application without a cluster. */
  readonly local: {
    readonly runner: ProcessRunner;
    readonly start: StartLongProcess;
    readonly probe: (url: string, signal: AbortSignal) => Promise<number | null>;
  };
  /** A run record in a file that the user named, taken from the current folder; `null` where there is none. */
  readonly readRecordFile: (path: string) => Promise<RunRecord | null>;
  /** Writes a file that the user named, taken from the current folder. */
  readonly writeResult: (path: string, text: string) => Promise<void>;
  /** Throws a TengateError where that file could not be written. */
  readonly requireWritable: (path: string) => Promise<void>;
};

/** The repository's `toolchain/`: pins, Go module, image recipes. */
const toolchainFolder = fileURLToPath(new URL('../../../toolchain', import.meta.url));
const runFolder = '/run/tengate';
const probeDeadlineMs = 2_000;
/** Where the machine's own certificate authorities lie, for builds behind a company's proxy. */
const authorityFiles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/cert.pem',
];

export async function composeTengate({ options, environment, cwd, home }: ComposeOptions): Promise<Tengate> {
  const clock = systemClock;
  const folders = foldersFrom(environment, home);
  const runner = createProcessRunner(environment);
  const proofs = createProofStore(folders.state);
  const runs = createRunStore(folders.state);
  const toolchain = await composeToolchain({ options, environment, cwd, folders, runner });
  const nodePorts = await configuredNodePorts({ file: options.config, cwd });
  const providers = composeProviders({ options, environment, home, folders, runner, toolchain, nodePorts });
  const parts: RunParts = {
    provider: providers[options.provider],
    clusterName: options.name,
    fetchTools: async (request) => {
      const located = await toolchain.fetchAll({ cluster: options.provider === 'embedded' }, request);
      const got = located.filter(({ origin }) => origin === 'download' || origin === 'source').length;
      return { got, present: located.length - got };
    },
    baseImages: (names, request) => Promise.all(names.map((name) => toolchain.image(name, request))),
    connect: ({ kubeconfig, context }) => createClusterReader({ kubeconfig, context, clock }),
    releases: async (request) =>
      createHelm({ program: (await toolchain.program('helm', request)).path, runner }),
    runner,
    clock,
    proofs,
    runs,
    machine: readMachineFacts,
    fetch: globalThis.fetch,
    randomHex: (bytes) => randomBytes(bytes).toString('hex'),
    buildSecrets: buildSecrets(environment),
    ownVersions: { tengate: packageFile.version, node: process.versions.node },
  };
  return {
    clock,
    runs,
    usualTimes: await openUsualTimes(folders.state, clock),
    toolchain,
    provider: parts.provider,
    clusterName: options.name,
    gates: allGates,
    missingWays: () => missingWays(Object.values(providers)),
    readConfiguration: () => readConfiguration({ file: options.config, cwd }),
    build: (run) => buildOnly(parts, run),
    deploy: (run) => deployApplication(parts, run),
    uninstall: (run) => removeApplication(parts, run),
    prove: (run) => proveApplication(parts, run),
    operate: (run) => operate(parts, run),
    recordUnmeasured: (run) => recordUnmeasured(parts, run),
    local: { runner, start: createLongProcessStarter(environment), probe },
    readRecordFile: (path) => readRunRecordFile(resolve(cwd, path)),
    writeResult: (path, text) => writeResult(resolve(cwd, path), text),
    requireWritable: (path) => requireWritable(resolve(cwd, path)),
  };
}

async function composeToolchain(options: {
  readonly options: ComposeOptions['options'];
  readonly environment: ComposeOptions['environment'];
  readonly cwd: string;
  readonly folders: Folders;
  readonly runner: ProcessRunner;
}): Promise<WholeToolchain> {
  const { environment, cwd, folders, runner } = options;
  const { toolchain: mode, mirror } = options.options;
  return createToolchain({
    pins: await readPins(join(toolchainFolder, 'pins.yaml')),
    sources: toolchainFolder,
    settings: readToolchainSettings({ mode, mirror, environment, from: cwd }),
    platform: platformOf(process),
    folders,
    runner,
    clock: systemClock,
    fetch: globalThis.fetch,
    environment,
    processId: process.pid,
    root: process.getuid?.() === 0,
  });
}

function composeProviders(options: {
  readonly options: ComposeOptions['options'];
  readonly environment: ComposeOptions['environment'];
  readonly home: string;
  readonly folders: Folders;
  readonly runner: ProcessRunner;
  readonly toolchain: WholeToolchain;
  readonly nodePorts: readonly number[];
}): Readonly<Record<ComposeOptions['options']['provider'], ClusterProvider>> {
  const { environment, home, folders, runner, toolchain } = options;
  return {
    embedded: createEmbeddedProvider({
      stateFolder: join(folders.state, 'clusters'),
      runFolder,
      toolchain,
      processes: runner,
      clock: systemClock,
      environment,
      createEngine: (access) =>
        createContainerdEngine({
          ...access,
          folder: join(folders.cache, 'work'),
          architecture: platformOf(process).arch,
          runner,
          clock: systemClock,
          uniqueName: () => randomBytes(6).toString('hex'),
        }),
      nodePorts: options.nodePorts,
    }),
    existing: createExistingProvider({
      environment,
      home,
      context: options.options.context,
      clock: systemClock,
      engine:
        options.options.engine === 'docker'
          ? createDockerEngine({
              program: 'docker',
              folder: join(folders.cache, 'work'),
              runner,
              uniqueName: () => randomBytes(6).toString('hex'),
            })
          : null,
    }),
  };
}

/** A cluster starts without a tengate.yaml too; a faulty one is reported by the commands that need it. */
async function configuredNodePorts(where: {
  readonly file: string;
  readonly cwd: string;
}): Promise<readonly number[]> {
  const configuration = await readConfiguration(where).catch(() => null);
  return configuration?.services.flatMap(({ nodePort }) => nodePort ?? []) ?? [];
}

async function missingWays(providers: readonly ClusterProvider[]): ReturnType<Tengate['missingWays']> {
  const all = await Promise.all(
    providers.map(async (provider) => {
      const availability = await provider.available();
      return availability.available
        ? []
        : [{ name: provider.name, why: availability.why, todo: availability.todo }];
    }),
  );
  return all.flat();
}

/** A Dockerfile may take the machine's certificate authorities as the secret `ca`; absent, it is simply not there. */
function buildSecrets(environment: ComposeOptions['environment']): Readonly<Record<string, string>> {
  const named = [environment.NODE_EXTRA_CA_CERTS, environment.SSL_CERT_FILE];
  const file = [...named, ...authorityFiles].find((path) => path !== undefined && existsSync(path));
  return file === undefined ? {} : { ca: file };
}

async function probe(url: string, signal: AbortSignal): Promise<number | null> {
  try {
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(probeDeadlineMs)]);
    const response = await fetch(url, { signal: deadline, redirect: 'manual' });
    await response.body?.cancel();
    return response.status;
  } catch {
    signal.throwIfAborted();
    return null;
  }
}
