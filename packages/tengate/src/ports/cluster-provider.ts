/** The port to whatever gives a Kubernetes cluster: embedded, an existing context, later minikube, kind and k3d. */

import type { ContainerEngine } from './container-engine.ts';
import type { Progress } from './progress.ts';

export type ClusterHandle = {
  readonly provider: string;
  readonly name: string;
  /** File for KUBECONFIG, and the context in it. */
  readonly kubeconfig: string;
  readonly context: string;
  /** Host or address at which NodePorts answer from this machine; `127.0.0.1` for the embedded one. */
  readonly nodeAddress: string;
  /** The engine whose image store the cluster's nodes run from; `null` where images come from a registry. */
  readonly engine: ContainerEngine | null;
};

export type Availability =
  | { readonly available: true }
  | { readonly available: false; readonly why: string; readonly todo: string };

export type ComponentStatus = {
  readonly name: string;
  readonly state: 'running' | 'died' | 'stopped';
  readonly pid: number | null;
  /** Resident memory in MiB; `null` when it does not run. */
  readonly memoryMiB: number | null;
  /** For a died one: how it ended, and its last log lines. */
  readonly ended?: {
    readonly exitCode: number | null;
    readonly signal: string | null;
    readonly at: string;
    readonly lastLines: readonly string[];
  };
};

export type ClusterStatus = {
  readonly provider: string;
  readonly name: string;
  readonly state: 'running' | 'degraded' | 'stopped' | 'absent';
  readonly kubernetesVersion: string | null;
  readonly components: readonly ComponentStatus[];
  readonly kubeconfig: string | null;
};

export type ClusterOptions = {
  readonly name: string;
  readonly progress: Progress;
  readonly signal?: AbortSignal | undefined;
};

export type ClusterProvider = {
  readonly name: string;
  /** Whether this machine can have such a cluster, without changing anything. */
  available(): Promise<Availability>;
  /** Starts the cluster or finds it running; `created` tells which. Leaves nothing half started when it throws or is aborted. */
  up(options: ClusterOptions): Promise<{ readonly handle: ClusterHandle; readonly created: boolean }>;
  /**
   * Waits until everything answers that a started cluster still brings up by itself (cluster DNS, metrics). `up` returns as soon
   * as images can be built and applied; call this before a release is deployed. Throws a TengateError naming what did not answer.
   */
  settle(
    handle: ClusterHandle,
    options: { readonly progress: Progress; readonly signal?: AbortSignal | undefined },
  ): Promise<void>;
  /** The running cluster, or `null`. */
  find(name: string): Promise<ClusterHandle | null>;
  /** Stops it and leaves nothing behind; data stays unless `deleteData`. Twice is no error. */
  down(options: ClusterOptions & { readonly deleteData: boolean }): Promise<{ readonly stopped: boolean }>;
  status(name: string): Promise<ClusterStatus>;
  list(): Promise<readonly ClusterStatus[]>;
};
