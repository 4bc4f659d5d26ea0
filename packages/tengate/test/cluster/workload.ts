/** A workload made of the images that every cluster has: a web server behind a NodePort, and a program that writes to a claim. */

import type { KubernetesObject } from '../../src/clusters/embedded/api/kubernetes-client.ts';

export const webNodePort = 30_980;

/**
 * CoreDNS' health plugin answers 200 at /health on port 8080.
 *
 * @param image CoreDNS' reference
 */
export function webObjects(image: string): readonly KubernetesObject[] {
  return [
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'web', namespace: 'default' },
      data: { Corefile: '.:5353 {\n  health :8080\n}\n' },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web', namespace: 'default' },
      spec: {
        type: 'NodePort',
        selector: { app: 'web' },
        ports: [{ port: 80, targetPort: 8080, nodePort: webNodePort }],
      },
    },
    deployment('web', {
      volumes: [{ name: 'config', configMap: { name: 'web' } }],
      containers: [
        {
          name: 'web',
          image,
          args: ['-conf', '/etc/web/Corefile'],
          volumeMounts: [{ name: 'config', mountPath: '/etc/web' }],
          readinessProbe: {
            httpGet: { path: '/health', port: 8080 },
            periodSeconds: 1,
            initialDelaySeconds: 2,
          },
        },
      ],
    }),
  ];
}

/**
 * metrics-server writes a certificate into its folder before anything else; here the folder is a claim, the user not root.
 *
 * @param image metrics-server's reference
 */
export function writerObjects(image: string): readonly KubernetesObject[] {
  return [
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'data', namespace: 'default' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    },
    deployment('writer', {
      securityContext: { runAsNonRoot: true, runAsUser: 999, runAsGroup: 999, fsGroup: 999 },
      volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
      containers: [
        {
          name: 'writer',
          image,
          args: ['--cert-dir=/data', '--secure-port=10250'],
          volumeMounts: [{ name: 'data', mountPath: '/data' }],
        },
      ],
    }),
  ];
}

function deployment(name: string, podSpec: unknown): KubernetesObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'default' },
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name } }, spec: podSpec },
    },
  };
}
