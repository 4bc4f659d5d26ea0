/** Reads a Kubernetes cluster through its API: the `ClusterReader` of any kubeconfig context. */

import { KubeConfig, type KubernetesObject } from '@kubernetes/client-node';
import { TengateError } from '../model/tengate-error.ts';
import type { Clock } from '../ports/clock.ts';
import type { ClusterReader, ListKind, PodMetrics } from '../ports/cluster-reader.ts';
import { parseDuration } from './kubernetes-durations.ts';
import { execInPod } from './kubernetes-exec.ts';
import { createKubernetesHttp, type KubernetesAnswer, type KubernetesHttp } from './kubernetes-http.ts';
import { kindPlaces, listKindOf, pathOf } from './kubernetes-kinds.ts';
import { followLog } from './kubernetes-log.ts';
import { createObjectReader } from './kubernetes-objects.ts';
import { reviveTimestamps } from './kubernetes-timestamps.ts';
import { type ListPage, watchCollection } from './kubernetes-watch.ts';

/** No request of ours asks for more than a namespace's objects; an API server that needs longer is in trouble. */
const requestDeadlineMs = 15_000;

/**
 * @param options.kubeconfig absolute path of a kubeconfig
 * @param options.context    name of a context in it
 */
export function createClusterReader(options: {
  readonly kubeconfig: string;
  readonly context: string;
  readonly clock: Clock;
}): ClusterReader {
  const config = loadConfig(options.kubeconfig, options.context);
  const http = createKubernetesHttp(config);
  return {
    version: (deadlineMs) => version(http, deadlineMs),
    list: async (kind, namespace, labelSelector) =>
      // The caller names the type that belongs to the kind, as with the client's own generic calls.
      (await listPage(http, { kind, namespace, labelSelector })).items as never,
    get: async (kind, namespace, name) => {
      const answer = await http.request({
        method: 'GET',
        path: pathOf(kind, namespace, name),
        deadlineMs: requestDeadlineMs,
      });
      return answer.status === 404 ? null : (parsed(answer, `read ${kind}/${name}`) as never);
    },
    watch: (kind, namespace, onEvent) =>
      watchCollection({
        http,
        clock: options.clock,
        path: pathOf(kind, namespace),
        list: () => listPage(http, { kind, namespace }),
        onEvent: onEvent as never,
      }),
    podLogs: (namespace, pod, logOptions) => podLogs(http, namespace, pod, logOptions),
    ...createObjectReader(http),
    followLog: (log) => followLog(http, log),
    exec: (namespace, pod, container, argv, deadlineMs) =>
      execInPod({ config, namespace, pod, container, argv, deadlineMs }),
    podMetrics: (namespace) => podMetrics(http, namespace),
    scale: (kind, namespace, name, replicas) => scale(http, { kind, namespace, name, replicas }),
    create: (object) => create(http, object),
    remove: async (kind, namespace, name) => {
      const answer = await http.request({
        method: 'DELETE',
        path: pathOf(kind, namespace, name),
        body: { propagationPolicy: 'Background' },
        deadlineMs: requestDeadlineMs,
      });
      if (answer.status !== 404) parsed(answer, `delete ${kind}/${name}`);
    },
  };
}

function loadConfig(kubeconfig: string, context: string): KubeConfig {
  const config = new KubeConfig();
  try {
    config.loadFromFile(kubeconfig);
  } catch (error) {
    throw new TengateError({
      code: 'kubeconfig-unreadable',
      kind: 'usage',
      what: `the kubeconfig ${kubeconfig} cannot be read: ${error instanceof Error ? error.message : error}`,
      todo: 'name a kubeconfig that exists, or start the cluster again',
      cause: error,
    });
  }
  if (config.getContextObject(context) === null)
    throw new TengateError({
      code: 'kubeconfig-context-missing',
      kind: 'usage',
      what: `the kubeconfig ${kubeconfig} has no context "${context}"; it has: ${
        config
          .getContexts()
          .map(({ name }) => name)
          .join(', ') || 'none'
      }`,
      todo: 'name one of its contexts',
    });
  config.setCurrentContext(context);
  return config;
}

async function version(http: KubernetesHttp, deadlineMs: number): Promise<string | null> {
  try {
    const answer = await http.request({ method: 'GET', path: '/version', deadlineMs });
    if (answer.status !== 200) return null;
    return (JSON.parse(answer.body) as { gitVersion?: string }).gitVersion ?? null;
  } catch {
    return null;
  }
}

async function listPage<T extends KubernetesObject>(
  http: KubernetesHttp,
  options: {
    readonly kind: ListKind;
    readonly namespace: string | null;
    readonly labelSelector?: string | undefined;
  },
): Promise<ListPage<T>> {
  const query =
    options.labelSelector === undefined ? '' : `?labelSelector=${encodeURIComponent(options.labelSelector)}`;
  const answer = await http.request({
    method: 'GET',
    path: `${pathOf(options.kind, options.namespace)}${query}`,
    deadlineMs: requestDeadlineMs,
  });
  const list = parsed(answer, `list ${options.kind}`) as {
    items?: T[];
    metadata?: { resourceVersion?: string };
  };
  const { apiVersion, kind } = kindPlaces[options.kind];
  // Items of a list come without the kind that single objects and watches have.
  return {
    items: (list.items ?? []).map((item) => ({ ...item, apiVersion, kind })),
    resourceVersion: list.metadata?.resourceVersion ?? '',
  };
}

async function podLogs(
  http: KubernetesHttp,
  namespace: string,
  pod: string,
  options: { readonly container?: string; readonly previous?: boolean; readonly tailLines?: number },
): Promise<string> {
  const query = new URLSearchParams({
    ...(options.container === undefined ? {} : { container: options.container }),
    ...(options.previous === true ? { previous: 'true' } : {}),
    ...(options.tailLines === undefined ? {} : { tailLines: String(options.tailLines) }),
  });
  const answer = await http.request({
    method: 'GET',
    path: `${pathOf('pods', namespace, pod)}/log?${query}`,
    deadlineMs: requestDeadlineMs,
  });
  if (answer.status !== 200) throw refused(answer, `read the log of pod ${pod}`);
  return answer.body;
}

async function podMetrics(http: KubernetesHttp, namespace: string): Promise<readonly PodMetrics[] | null> {
  const answer = await http.request({
    method: 'GET',
    path: `/apis/metrics.k8s.io/v1beta1/namespaces/${encodeURIComponent(namespace)}/pods`,
    deadlineMs: requestDeadlineMs,
  });
  // 404: the API is not registered; 503: its backend does not answer yet.
  if (answer.status === 404 || answer.status === 503) return null;
  const list = parsed(answer, 'read pod metrics') as {
    items?: { metadata: { name: string }; timestamp: string; window: string }[];
  };
  return (list.items ?? []).map(({ metadata, timestamp, window }) => ({
    pod: metadata.name,
    at: new Date(timestamp),
    windowMs: parseDuration(window),
  }));
}

async function scale(
  http: KubernetesHttp,
  options: {
    readonly kind: 'deployments' | 'statefulsets';
    readonly namespace: string;
    readonly name: string;
    readonly replicas: number;
  },
): Promise<void> {
  const answer = await http.request({
    method: 'PATCH',
    path: `${pathOf(options.kind, options.namespace, options.name)}/scale`,
    body: { spec: { replicas: options.replicas } },
    contentType: 'application/merge-patch+json',
    deadlineMs: requestDeadlineMs,
  });
  parsed(answer, `scale ${options.kind}/${options.name}`);
}

async function create<T extends KubernetesObject>(http: KubernetesHttp, object: T): Promise<T> {
  const kind = listKindOf(object);
  if (kind === null) throw new Error(`not a kind that Tengate creates: ${object.apiVersion} ${object.kind}`);
  const answer = await http.request({
    method: 'POST',
    path: pathOf(kind, object.metadata?.namespace ?? null),
    body: object,
    deadlineMs: requestDeadlineMs,
  });
  return parsed(answer, `create ${object.kind}/${object.metadata?.name}`) as T;
}

function parsed(answer: KubernetesAnswer, doing: string): unknown {
  if (answer.status < 200 || answer.status > 299) throw refused(answer, doing);
  return reviveTimestamps(JSON.parse(answer.body));
}

/** The server's own words are kept; the status's `reason` becomes part of the code: `cluster-refused-conflict`. */
function refused(answer: KubernetesAnswer, doing: string): TengateError {
  const status = statusOf(answer.body);
  const reason = status.reason?.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
  return new TengateError({
    code: reason === undefined ? 'cluster-refused' : `cluster-refused-${reason}`,
    what: `cannot ${doing}: the API server answered ${answer.status}: ${status.message ?? answer.body.slice(0, 300)}`,
    todo:
      answer.status === 403
        ? 'use a context whose user may do this'
        : 'look at what the API server says about the object',
  });
}

function statusOf(body: string): { readonly message?: string; readonly reason?: string } {
  try {
    return JSON.parse(body) as { message?: string; reason?: string };
  } catch {
    return {};
  }
}
