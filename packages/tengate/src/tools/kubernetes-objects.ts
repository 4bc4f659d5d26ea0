/** Reads objects of any kind: the API server says under which path it serves a kind. */

import { z } from 'zod';
import { TengateError } from '../model/tengate-error.ts';
import type { ClusterReader } from '../ports/cluster-reader.ts';
import type { KubernetesHttp } from './kubernetes-http.ts';

const deadlineMs = 30_000;
const resourceList = z.object({
  resources: z.array(z.object({ name: z.string(), kind: z.string(), namespaced: z.boolean() })),
});
type Resource = z.output<typeof resourceList>['resources'][number];

/** What lists hold of items: their kind is the list's. */
const objectList = z.object({ items: z.array(z.looseObject({})).nullish() });

export function createObjectReader(http: KubernetesHttp): Pick<ClusterReader, 'object' | 'objects'> {
  /** What a group version serves does not change while a command runs. */
  const served = new Map<string, Promise<readonly Resource[]>>();
  const pathOf = async (
    { apiVersion, kind }: { readonly apiVersion: string; readonly kind: string },
    namespace: string,
  ): Promise<string | null> => {
    const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const known = served.get(root) ?? resourcesOf(http, root);
    served.set(root, known);
    // Subresources (`deployments/scale`) have kinds of their own.
    const resource = (await known).find((one) => one.kind === kind && !one.name.includes('/'));
    if (resource === undefined) return null;
    const scope = resource.namespaced ? `/namespaces/${encodeURIComponent(namespace)}` : '';
    return `${root}${scope}/${resource.name}`;
  };
  const read = async (path: string): Promise<unknown> => {
    const { status, body } = await http.request({ method: 'GET', path, deadlineMs });
    if (status === 404) return null;
    if (status !== 200) throw refused(path, status);
    return JSON.parse(body) as unknown;
  };
  return {
    object: async (reference, namespace) => {
      const path = await pathOf(reference, namespace);
      return path === null ? null : read(`${path}/${encodeURIComponent(reference.name)}`);
    },
    objects: async ({ apiVersion, kind }, namespace) => {
      const path = await pathOf({ apiVersion, kind }, namespace);
      const list = path === null ? null : await read(path);
      if (list === null) return [];
      return (objectList.parse(list).items ?? []).map((item) => ({ ...item, apiVersion, kind }));
    },
  };
}

async function resourcesOf(http: KubernetesHttp, root: string): Promise<readonly Resource[]> {
  const { status, body } = await http.request({ method: 'GET', path: root, deadlineMs });
  if (status === 404) return [];
  if (status !== 200) throw refused(root, status);
  return resourceList.parse(JSON.parse(body)).resources;
}

function refused(path: string, status: number): TengateError {
  return new TengateError({
    code: 'kubernetes-refused',
    what: `the Kubernetes API server answered ${status} to GET ${path}`,
    todo: 'see that the kubeconfig may read the objects of the release',
  });
}
