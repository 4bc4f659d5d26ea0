/** Owns the default StorageClass: the controller manager's own host-path provisioner, whose folder is the cluster's `volumes`. */

import type { KubernetesObject } from '../api/kubernetes-client.ts';

export function storageClass(): KubernetesObject {
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: {
      name: 'standard',
      annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
    },
    provisioner: 'kubernetes.io/host-path',
    reclaimPolicy: 'Delete',
    // The pod is placed first: a claim that is still unbound then raises no FailedScheduling.
    volumeBindingMode: 'WaitForFirstConsumer',
  };
}
