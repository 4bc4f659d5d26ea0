import { describe, expect, it } from 'vitest';
import { corednsObjects } from './coredns.ts';

/** The parts of kubeadm 1.36's manifest that matter here. */
const manifest = `---
apiVersion: v1
data:
  Corefile: |
    .:53 {
        errors
        health {
           lameduck 5s
        }
        ready
        kubernetes cluster.local in-addr.arpa ip6.arpa {
           pods insecure
           ttl 30
        }
        forward . /etc/resolv.conf {
           max_concurrent 1000
        }
        cache 30
    }
kind: ConfigMap
metadata:
  name: coredns
  namespace: kube-system
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: coredns
  namespace: kube-system
spec:
  replicas: 2
  template:
    spec:
      affinity:
        podAntiAffinity: {}
      tolerations:
      - key: CriticalAddonsOnly
        operator: Exists
      containers:
      - name: coredns
        image: registry.k8s.io/coredns/coredns:v1.13.1
        readinessProbe:
          httpGet: {path: /ready, port: 8181}
---
`;
const objects = (hasUpstream: boolean) =>
  corednsObjects({ manifest, image: 'registry.k8s.io/coredns/coredns:v1.14.7', hasUpstream });
const corefile = (hasUpstream: boolean): string => {
  const configMap = objects(hasUpstream).find(({ kind }) => kind === 'ConfigMap');
  return (configMap as unknown as { data: { Corefile: string } }).data.Corefile;
};

describe("CoreDNS' objects", () => {
  it('are kubeadm’s with one replica, our image, and a readiness that is looked at every second', () => {
    const deployment = objects(true).find(({ kind }) => kind === 'Deployment');
    expect(deployment).toMatchObject({
      spec: {
        replicas: 1,
        template: {
          spec: {
            tolerations: [{ operator: 'Exists' }],
            containers: [
              {
                image: 'registry.k8s.io/coredns/coredns:v1.14.7',
                readinessProbe: { httpGet: { path: '/ready', port: 8181 }, periodSeconds: 1 },
              },
            ],
          },
        },
      },
    });
  });

  it('ask the machine’s servers where it has some', () => {
    expect(corefile(true)).toContain('forward . /etc/resolv.conf');
  });

  it('ask nobody where pods can reach no server: CoreDNS would refuse to start', () => {
    expect(corefile(false)).not.toContain('forward');
    expect(corefile(false)).not.toContain('max_concurrent');
    expect(corefile(false)).toContain('cache 30');
    expect(corefile(false).match(/\{/g)).toHaveLength(corefile(false).match(/\}/g)?.length as number);
  });
});
