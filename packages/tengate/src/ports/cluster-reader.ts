/** The port to the Kubernetes API: typed reads, watches, logs, exec. The objects are Kubernetes' own. */

import type { CoreV1Event, KubernetesObject, V1Pod } from '@kubernetes/client-node';

export type WatchEvent<T> = { readonly type: 'added' | 'modified' | 'deleted'; readonly object: T };

export type ListKind =
  | 'pods'
  | 'events'
  | 'services'
  | 'endpointslices'
  | 'deployments'
  | 'replicasets'
  | 'statefulsets'
  | 'horizontalpodautoscalers'
  | 'persistentvolumeclaims'
  | 'secrets'
  | 'configmaps'
  | 'namespaces'
  | 'nodes'
  | 'jobs'
  | 'resourcequotas';

/** Usage of one pod as metrics.k8s.io reports it. */
export type PodMetrics = {
  readonly pod: string;
  /** End of the window that was measured, and its length. */
  readonly at: Date;
  readonly windowMs: number;
};

/** Timestamps in the objects are `Date`s, as their types say, in lists and watches alike. */
export type ClusterReader = {
  /** Server version, or `null` when no API server answers within `deadlineMs`. */
  version(deadlineMs: number): Promise<string | null>;
  list<T extends KubernetesObject>(
    kind: ListKind,
    namespace: string | null,
    labelSelector?: string,
  ): Promise<readonly T[]>;
  get<T extends KubernetesObject>(kind: ListKind, namespace: string | null, name: string): Promise<T | null>;
  /** An object of any kind that the cluster serves, whatever it is; `null` where it is not there. */
  object(
    reference: { readonly apiVersion: string; readonly kind: string; readonly name: string },
    namespace: string,
  ): Promise<unknown>;
  /** All objects of a kind in the namespace; none where the cluster does not serve the kind. */
  objects(
    kind: { readonly apiVersion: string; readonly kind: string },
    namespace: string,
  ): Promise<readonly unknown[]>;
  /**
   * Lists, then follows; re-establishes itself when the server ends the watch. What the list holds has been handed over
   * when the promise resolves. `interruptions` counts the times it had to list again. Resolves `stop` when it has ended.
   */
  watch<T extends KubernetesObject>(
    kind: ListKind,
    namespace: string | null,
    onEvent: (event: WatchEvent<T>) => void,
  ): Promise<{ stop(): Promise<void>; readonly interruptions: () => number }>;
  podLogs(
    namespace: string,
    pod: string,
    options: { readonly container?: string; readonly previous?: boolean; readonly tailLines?: number },
  ): Promise<string>;
  /**
   * Follows a container's log from its beginning to its end, and goes on where a broken connection left off without handing
   * a line over twice. Resolves when the container has ended and all was read, when its pod is gone, or at an abort.
   */
  followLog(options: {
    readonly namespace: string;
    readonly pod: string;
    readonly container: string;
    readonly onLine: (line: string) => void;
    readonly signal: AbortSignal;
  }): Promise<void>;
  exec(
    namespace: string,
    pod: string,
    container: string,
    argv: readonly string[],
    deadlineMs: number,
  ): Promise<{ readonly exitCode: number | null; readonly stdout: string; readonly stderr: string }>;
  /** `null` where the cluster does not serve metrics.k8s.io (yet). */
  podMetrics(namespace: string): Promise<readonly PodMetrics[] | null>;
  /** Sets the replica count through the scale subresource, as an autoscaler does. */
  scale(
    kind: 'deployments' | 'statefulsets',
    namespace: string,
    name: string,
    replicas: number,
  ): Promise<void>;
  create<T extends KubernetesObject>(object: T): Promise<T>;
  /** Deletes one object; absent is no error. */
  remove(kind: ListKind, namespace: string | null, name: string): Promise<void>;
};

export type { CoreV1Event, V1Pod };
