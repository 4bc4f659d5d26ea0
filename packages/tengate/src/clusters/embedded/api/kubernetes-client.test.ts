import { describe, expect, it } from 'vitest';
import { objectPath } from './kubernetes-client.ts';

describe('the API path of an object', () => {
  it.each([
    [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a' } }, '/api/v1/namespaces/a'],
    [
      { apiVersion: 'v1', kind: 'Service', metadata: { name: 'kube-dns', namespace: 'kube-system' } },
      '/api/v1/namespaces/kube-system/services/kube-dns',
    ],
    [
      { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'd' } },
      '/apis/apps/v1/namespaces/default/deployments/d',
    ],
    [
      {
        apiVersion: 'apiregistration.k8s.io/v1',
        kind: 'APIService',
        metadata: { name: 'v1beta1.metrics.k8s.io' },
      },
      '/apis/apiregistration.k8s.io/v1/apiservices/v1beta1.metrics.k8s.io',
    ],
  ])('%j', (object, path) => {
    expect(objectPath(object)).toBe(path);
  });

  it('is an error for a kind that nobody listed', () => {
    expect(() => objectPath({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' } })).toThrow('Secret');
  });
});
