/**
 * A small client of the API server for bringing a cluster up: plain requests over kept-alive connections. Loading the full
 * client library would take a tenth of the time the whole cluster has.
 */

import { readFileSync } from 'node:fs';
import { Agent, request as httpsRequest } from 'node:https';
import { parse } from 'yaml';
import { z } from 'zod';

export type KubernetesObject = {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly [key: string]: unknown };
  readonly [key: string]: unknown;
};

export type Answer = {
  /** 0 when no answer came; `body` then says why. */
  readonly status: number;
  readonly body: unknown;
};

export type KubernetesClient = {
  get(path: string, signal?: AbortSignal): Promise<Answer>;
  delete(path: string, body?: unknown, signal?: AbortSignal): Promise<Answer>;
  /** Server-side apply: creates the object or brings it to this form. */
  apply(object: KubernetesObject, signal?: AbortSignal): Promise<Answer>;
  close(): void;
};

const requestDeadline = 5_000;
const fieldManager = 'tengate';

const kubeconfigSchema = z.object({
  clusters: z
    .array(z.object({ cluster: z.object({ server: z.url(), 'certificate-authority-data': z.base64() }) }))
    .min(1),
  users: z
    .array(
      z.object({ user: z.object({ 'client-certificate-data': z.base64(), 'client-key-data': z.base64() }) }),
    )
    .min(1),
});

/** Where objects of a kind live: the kinds that a cluster is brought up and tried out with, and no others. */
const resources: Readonly<Record<string, { readonly plural: string; readonly namespaced: boolean }>> = {
  Namespace: { plural: 'namespaces', namespaced: false },
  ServiceAccount: { plural: 'serviceaccounts', namespaced: true },
  ConfigMap: { plural: 'configmaps', namespaced: true },
  PersistentVolumeClaim: { plural: 'persistentvolumeclaims', namespaced: true },
  Service: { plural: 'services', namespaced: true },
  Deployment: { plural: 'deployments', namespaced: true },
  ClusterRole: { plural: 'clusterroles', namespaced: false },
  ClusterRoleBinding: { plural: 'clusterrolebindings', namespaced: false },
  Role: { plural: 'roles', namespaced: true },
  RoleBinding: { plural: 'rolebindings', namespaced: true },
  StorageClass: { plural: 'storageclasses', namespaced: false },
  APIService: { plural: 'apiservices', namespaced: false },
};

/** @param kubeconfig a file with one cluster and one user with embedded certificates, as kubeadm writes it */
export function createKubernetesClient(kubeconfig: string): KubernetesClient {
  const { clusters, users } = kubeconfigSchema.parse(parse(readFileSync(kubeconfig, 'utf8')));
  const { server, 'certificate-authority-data': ca } = (clusters[0] as (typeof clusters)[number]).cluster;
  const { 'client-certificate-data': cert, 'client-key-data': key } = (users[0] as (typeof users)[number])
    .user;
  const decode = (text: string): Buffer => Buffer.from(text, 'base64');
  const agent = new Agent({
    keepAlive: true,
    maxSockets: 6,
    ca: decode(ca),
    cert: decode(cert),
    key: decode(key),
  });
  const send = (
    method: string,
    path: string,
    body: { readonly type: string; readonly value: unknown } | null,
    signal?: AbortSignal,
  ): Promise<Answer> =>
    new Promise((resolve) => {
      const deadline = AbortSignal.timeout(requestDeadline);
      const request = httpsRequest(
        new URL(path, server),
        {
          method,
          agent,
          headers: { accept: 'application/json', ...(body === null ? {} : { 'content-type': body.type }) },
          signal: signal === undefined ? deadline : AbortSignal.any([signal, deadline]),
        },
        (response) => {
          const chunks: Buffer[] = [];
          response
            .on('data', (chunk: Buffer) => chunks.push(chunk))
            .on('error', (error) => resolve({ status: 0, body: error.message }))
            .on('end', () =>
              resolve({
                status: response.statusCode ?? 0,
                body: readJson(Buffer.concat(chunks).toString('utf8')),
              }),
            );
        },
      );
      request.on('error', (error) => resolve({ status: 0, body: error.message }));
      request.end(body === null ? undefined : JSON.stringify(body.value));
    });
  return {
    get: (path, signal) => send('GET', path, null, signal),
    delete: (path, body, signal) =>
      send('DELETE', path, body === undefined ? null : { type: 'application/json', value: body }, signal),
    apply: (object, signal) =>
      send(
        'PATCH',
        `${objectPath(object)}?fieldManager=${fieldManager}&force=true`,
        { type: 'application/apply-patch+yaml', value: object },
        signal,
      ),
    close: () => agent.destroy(),
  };
}

/** @throws Error for a kind that is not in the table */
export function objectPath(object: KubernetesObject): string {
  const resource = resources[object.kind];
  if (resource === undefined) throw new Error(`no API path is known for ${object.kind}`);
  const group = object.apiVersion.includes('/') ? `/apis/${object.apiVersion}` : `/api/${object.apiVersion}`;
  const namespace = resource.namespaced ? `/namespaces/${object.metadata.namespace ?? 'default'}` : '';
  return `${group}${namespace}/${resource.plural}/${object.metadata.name}`;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
