import type { V1Deployment, V2HorizontalPodAutoscaler } from '@kubernetes/client-node';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { containersWithoutCpuRequest, scalingOf } from './scaling.ts';

const deployment = parse(`
metadata: { name: api }
spec:
  replicas: 3
  template: { spec: { containers: [
    { name: a, resources: { requests: { cpu: 100m } } },
    { name: b, resources: { limits: { cpu: 1 } } },
    { name: c, resources: { requests: { memory: 1Gi } } }, { name: d } ] } }
status: { replicas: 4, readyReplicas: 2 }
`) as V1Deployment;
const autoscaler = parse(`
metadata: { name: api }
spec:
  minReplicas: 2
  maxReplicas: 5
  scaleTargetRef: { kind: Deployment, name: api }
  metrics: [{ type: Resource, resource: { name: cpu, target: { averageUtilization: 70 } } }]
status:
  desiredReplicas: 3
  currentMetrics: [{ type: Resource, resource: { name: cpu, current: { averageUtilization: 120 } } }]
  conditions: [{ type: ScalingActive, status: "True", lastTransitionTime: 2026-11-29T01:00:00Z }]
`) as V2HorizontalPodAutoscaler;

describe('the scaling of a Deployment', () => {
  it('is what it has, what it is asked for, and what its autoscaler says', () => {
    expect(scalingOf('api', { deployments: [deployment], autoscalers: [autoscaler] })).toMatchObject({
      wanted: 3,
      ready: 2,
      existing: 4,
      minimum: 2,
      autoscaler: {
        desired: 3,
        maximum: 5,
        utilisation: 120,
        target: 70,
        activeSince: new Date('2026-11-29T01:00:00Z'),
      },
    });
  });

  it('has the wanted number as its least one where there is no autoscaler', () => {
    expect(scalingOf('api', { deployments: [deployment], autoscalers: [] })).toMatchObject({
      minimum: 3,
      autoscaler: null,
    });
    expect(scalingOf('web', { deployments: [deployment], autoscalers: [autoscaler] })).toBeNull();
  });

  it('does not take an autoscaler for knowing that says it does not', () => {
    const blind = structuredClone(autoscaler);
    blind.status = {
      conditions: [{ type: 'ScalingActive', status: 'False', message: 'no metrics' }],
    } as never;
    expect(scalingOf('api', { deployments: [deployment], autoscalers: [blind] })?.autoscaler).toMatchObject({
      utilisation: null,
      activeSince: null,
      message: 'no metrics',
    });
  });

  it('knows no percentage of a container without a CPU request; a limit alone is its request too', () => {
    expect(containersWithoutCpuRequest(deployment)).toEqual(['c', 'd']);
  });
});
