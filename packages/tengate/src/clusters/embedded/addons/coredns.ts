/** Owns how kubeadm's CoreDNS manifest is fitted to one node. */

import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import type { KubernetesObject } from '../api/kubernetes-client.ts';

const objectSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
});
const deploymentSchema = z.looseObject({
  spec: z.looseObject({
    replicas: z.number(),
    template: z.looseObject({
      spec: z.looseObject({
        containers: z.array(z.looseObject({ readinessProbe: z.looseObject({}) })).length(1),
      }),
    }),
  }),
});
const configMapSchema = z.looseObject({ data: z.object({ Corefile: z.string() }) });

/**
 * @param options.manifest     output of `kubeadm init phase addon coredns --print-manifest`
 * @param options.image        reference of the image
 * @param options.hasUpstream  whether the machine has a DNS server that pods can reach; without one CoreDNS would refuse to start
 */
export function corednsObjects(options: {
  readonly manifest: string;
  readonly image: string;
  readonly hasUpstream: boolean;
}): readonly KubernetesObject[] {
  return parseAllDocuments(options.manifest)
    .map((document) => document.toJS() as unknown)
    .filter((value) => value !== null)
    .map((value) => fit(objectSchema.parse(value) as KubernetesObject, options));
}

function fit(
  object: KubernetesObject,
  { image, hasUpstream }: { readonly image: string; readonly hasUpstream: boolean },
): KubernetesObject {
  if (object.kind === 'Deployment') {
    const { spec } = deploymentSchema.parse(object);
    const { template } = spec;
    const [container] = template.spec.containers;
    return {
      ...object,
      spec: {
        ...spec,
        replicas: 1,
        template: {
          ...template,
          spec: {
            ...template.spec,
            // Placed as soon as the node exists: by the time it is started the node is Ready.
            tolerations: [{ operator: 'Exists' }],
            // kubeadm spreads two replicas over nodes; here is one of each.
            affinity: null,
            containers: [
              { ...container, image, readinessProbe: { ...container?.readinessProbe, periodSeconds: 1 } },
            ],
          },
        },
      },
    };
  }
  if (object.kind === 'ConfigMap' && !hasUpstream) {
    const { data } = configMapSchema.parse(object);
    return {
      ...object,
      data: { Corefile: data.Corefile.replace(/^ {4}forward [^{\n]*(\{[^}]*\}\n|\n)/m, '') },
    };
  }
  return object;
}
