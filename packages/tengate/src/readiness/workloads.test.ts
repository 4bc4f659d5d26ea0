import type {
  CoreV1Event,
  V1Deployment,
  V1PersistentVolumeClaim,
  V1Pod,
  V1Service,
  V1StatefulSet,
  V2HorizontalPodAutoscaler,
} from '@kubernetes/client-node';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { deploymentReadiness } from './deployment.ts';
import { autoscalerReadiness, hasUsableMetric } from './horizontal-pod-autoscaler.ts';
import { claimReadiness } from './persistent-volume-claim.ts';
import type { Readiness } from './readiness.ts';
import { serviceReadiness } from './service.ts';
import { statefulSetReadiness } from './stateful-set.ts';

const now = new Date('2026-11-20T12:01:00Z');

function text(readiness: Readiness): string {
  return readiness.state === 'ready' ? 'ready' : `${readiness.state}: ${readiness.reason}`;
}

describe('a Deployment', () => {
  const of = (yaml: string): string => text(deploymentReadiness(parse(yaml) as V1Deployment, { now }));

  it.each([
    [
      'in-progress: not-observed',
      'metadata: { generation: 2 }\nspec: { replicas: 1 }\nstatus: { observedGeneration: 1, replicas: 1, updatedReplicas: 1, availableReplicas: 1 }',
    ],
    [
      'in-progress: rolling-out',
      'metadata: { generation: 1 }\nspec: { replicas: 2 }\nstatus: { observedGeneration: 1, replicas: 2, updatedReplicas: 1, availableReplicas: 2 }',
    ],
    [
      'in-progress: rolling-out',
      'metadata: { generation: 1 }\nspec: { replicas: 2 }\nstatus: { observedGeneration: 1, replicas: 3, updatedReplicas: 2, availableReplicas: 2 }',
    ],
    [
      'in-progress: rolling-out',
      'metadata: { generation: 1 }\nspec: { replicas: 2 }\nstatus: { observedGeneration: 1, replicas: 2, updatedReplicas: 2, availableReplicas: 1 }',
    ],
    [
      'ready',
      'metadata: { generation: 1 }\nspec: { replicas: 2 }\nstatus: { observedGeneration: 1, replicas: 2, updatedReplicas: 2, availableReplicas: 2 }',
    ],
    ['ready', 'metadata: { generation: 1 }\nspec: { replicas: 0 }\nstatus: { observedGeneration: 1 }'],
    [
      'hopeless: rollout-paused',
      'metadata: { generation: 1 }\nspec: { paused: true }\nstatus: { observedGeneration: 1 }',
    ],
    [
      'hopeless: progress-deadline-exceeded',
      'metadata: { generation: 1 }\nspec: { replicas: 1 }\nstatus: { observedGeneration: 1, conditions: [{ type: Progressing, status: "False", reason: ProgressDeadlineExceeded }] }',
    ],
  ])('is %s', (wanted, yaml) => {
    expect(of(yaml)).toBe(wanted);
  });

  it.each([
    ['quota-exceeded', 'pods "x" is forbidden: exceeded quota: q, requested: cpu=1'],
    ['quota-needs-requests', 'pods "x" is forbidden: failed quota: q: must specify cpu for: api'],
    [
      'pod-security-forbidden',
      'pods "x" is forbidden: violates PodSecurity "restricted:latest": runAsNonRoot != true',
    ],
    [
      'service-account-missing',
      'pods "x" is forbidden: error looking up service account: serviceaccount "y" not found',
    ],
    ['pods-cannot-be-created', 'Internal error occurred: failed calling webhook'],
  ])('cannot create its pods: %s', (reason, message) => {
    const yaml = `metadata: { generation: 1 }
spec: { replicas: 1 }
status:
  observedGeneration: 1
  conditions: [{ type: ReplicaFailure, status: "True", reason: FailedCreate, lastTransitionTime: "2026-11-20T12:00:00Z", message: '${message}' }]`;
    expect(of(yaml)).toBe(`hopeless: ${reason}`);
  });
});

describe('a StatefulSet', () => {
  const of = (yaml: string, events: readonly CoreV1Event[] = []): string =>
    text(statefulSetReadiness(parse(yaml) as V1StatefulSet, { events, now }));

  it('is ready with its replicas, and rolling out before', () => {
    const base = 'metadata: { generation: 1 }\nspec: { replicas: 1 }\n';
    expect(
      of(`${base}status: { observedGeneration: 1, replicas: 1, readyReplicas: 1, updatedReplicas: 1 }`),
    ).toBe('ready');
    expect(of(`${base}status: { observedGeneration: 1, replicas: 1 }`)).toBe('in-progress: rolling-out');
  });

  it('is hopeless when admission refuses its pods', () => {
    const refusal: CoreV1Event = {
      metadata: {},
      involvedObject: {},
      reason: 'FailedCreate',
      message: 'create Pod db-0 failed: pods "db-0" is forbidden: violates PodSecurity "restricted:latest"',
    };
    expect(
      of('metadata: { generation: 1 }\nspec: { replicas: 1 }\nstatus: { observedGeneration: 1 }', [refusal]),
    ).toBe('hopeless: pod-security-forbidden');
  });
});

describe('a claim', () => {
  const of = (phase: string, events: readonly CoreV1Event[] = []): string =>
    text(
      claimReadiness(
        parse(
          `metadata: { creationTimestamp: "2026-11-20T12:00:00Z" }\nstatus: { phase: ${phase} }`,
        ) as V1PersistentVolumeClaim,
        { events, now },
      ),
    );
  const failed: CoreV1Event = {
    metadata: {},
    involvedObject: {},
    reason: 'ProvisioningFailed',
    message: 'no such class',
  };

  it('is ready when bound, waits, and is hopeless when nobody provisions it', () => {
    expect(of('Bound')).toBe('ready');
    expect(of('Pending')).toBe('in-progress: binding');
    expect(of('Pending', [failed])).toBe('hopeless: claim-not-provisioned');
    expect(of('Lost')).toBe('hopeless: claim-lost');
  });
});

describe('a Service', () => {
  const service = parse(`
metadata: { name: api, creationTimestamp: "2026-11-20T12:00:00Z" }
spec: { selector: { app: api }, ports: [{ port: 80, targetPort: http }] }
`) as V1Service;
  const pod = (labels: string, isReady: boolean): V1Pod =>
    parse(
      `metadata: { labels: ${labels} }\nstatus: { conditions: [{ type: Ready, status: "${isReady ? 'True' : 'False'}" }] }`,
    ) as V1Pod;
  const endpoint = { addresses: ['10.0.0.1'], conditions: { ready: true } };
  const slice = (ports: { port: number }[]) => ({ addressType: 'IPv4', endpoints: [endpoint], ports });

  it('is ready with a ready endpoint', () => {
    const readiness = serviceReadiness(service, { slices: [slice([{ port: 80 }])], pods: [], now });
    expect(text(readiness)).toBe('ready');
  });

  it('waits for pods that are not ready', () => {
    const pods = [pod('{ app: api }', false)];
    expect(text(serviceReadiness(service, { slices: [], pods, now }))).toBe('in-progress: no-endpoints');
  });

  it('is hopeless when its selector finds none of the pods that are all ready', () => {
    const pods = [pod('{ app: other }', true)];
    expect(text(serviceReadiness(service, { slices: [], pods, now }))).toBe(
      'hopeless: selector-matches-nothing',
    );
  });

  it('is hopeless when no pod behind it names its port', () => {
    const pods = [pod('{ app: api }', true)];
    expect(text(serviceReadiness(service, { slices: [slice([])], pods, now }))).toBe(
      'hopeless: port-not-offered',
    );
  });
});

describe('an autoscaler', () => {
  const of = (yaml: string): string => text(autoscalerReadiness(parse(yaml) as V2HorizontalPodAutoscaler));

  it('tells active, not yet looked, without metrics, and without a target', () => {
    expect(
      of(
        'status: { conditions: [{ type: AbleToScale, status: "True" }, { type: ScalingActive, status: "True" }] }',
      ),
    ).toBe('ready');
    expect(of('status: {}')).toBe('in-progress: not-synced');
    expect(
      of(
        'status: { conditions: [{ type: ScalingActive, status: "False", reason: FailedGetResourceMetric }] }',
      ),
    ).toBe('in-progress: metrics-missing');
    expect(
      of('status: { conditions: [{ type: AbleToScale, status: "False", reason: FailedGetScale }] }'),
    ).toBe('hopeless: scale-target-missing');
  });

  it('uses a metric only after a whole window of readiness', () => {
    const pod = parse(
      'metadata: { name: api-1 }\nstatus: { conditions: [{ type: Ready, status: "True", lastTransitionTime: "2026-11-20T12:00:00Z" }] }',
    ) as V1Pod;
    const usage = (at: string) => [{ pod: 'api-1', at: new Date(at), windowMs: 10_000 }];
    expect(hasUsableMetric(pod, usage('2026-11-20T12:00:09Z'))).toBe(false);
    expect(hasUsableMetric(pod, usage('2026-11-20T12:00:10Z'))).toBe(true);
    expect(hasUsableMetric(pod, [])).toBe(false);
  });
});
