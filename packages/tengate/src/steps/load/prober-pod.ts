/** Owns the objects of one prober: its plan in a ConfigMap, and its pod. */

import type { V1ConfigMap, V1Pod } from '@kubernetes/client-node';
import type { LoadPlan } from '../../prober/load-plan.ts';

/** By these a forgotten prober is found. */
export const proberLabels = {
  'app.kubernetes.io/managed-by': 'tengate',
  'app.kubernetes.io/name': 'tengate-prober',
};
export const proberSelector = 'app.kubernetes.io/name=tengate-prober';
/** What the pod may live beyond its plan, seconds: starting and writing the rest. */
const spareSeconds = 60;
const planFolder = '/plan';

export type ProberPlace = { readonly name: string; readonly namespace: string };

export function proberConfigMap({ name, namespace }: ProberPlace, plan: LoadPlan): V1ConfigMap {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace, labels: proberLabels },
    data: { 'plan.json': JSON.stringify(plan) },
  };
}

/** As the `restricted` Pod Security Standard wants it. It has no CPU limit: a throttled prober would measure itself. */
export function proberPod({ name, namespace }: ProberPlace, image: string, plan: LoadPlan): V1Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels: proberLabels },
    spec: {
      restartPolicy: 'Never',
      activeDeadlineSeconds: Math.ceil(plan.limitMs / 1_000) + spareSeconds,
      terminationGracePeriodSeconds: 10,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [
        {
          name: 'prober',
          image,
          imagePullPolicy: 'IfNotPresent',
          args: [`${planFolder}/plan.json`],
          resources: { requests: { cpu: '250m', memory: '96Mi' }, limits: { memory: '512Mi' } },
          securityContext: {
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ['ALL'] },
          },
          volumeMounts: [{ name: 'plan', mountPath: planFolder, readOnly: true }],
        },
      ],
      volumes: [{ name: 'plan', configMap: { name } }],
    },
  };
}
