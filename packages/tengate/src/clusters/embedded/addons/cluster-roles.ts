/** Owns the two role bindings that kubeadm 1.36 no longer makes in the phases we use: without them admin, exec and logs are Forbidden. */

import type { KubernetesObject } from '../api/kubernetes-client.ts';

export function clusterRoleBindings(): readonly KubernetesObject[] {
  return [
    binding('kubeadm:cluster-admins', 'cluster-admin', { kind: 'Group', name: 'kubeadm:cluster-admins' }),
    binding('tengate:kubelet-api-admin', 'system:kubelet-api-admin', {
      kind: 'User',
      name: 'kube-apiserver-kubelet-client',
    }),
  ];
}

function binding(
  name: string,
  role: string,
  subject: { readonly kind: 'Group' | 'User'; readonly name: string },
): KubernetesObject {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
    subjects: [{ apiGroup: 'rbac.authorization.k8s.io', ...subject }],
  };
}
