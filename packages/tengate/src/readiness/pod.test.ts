import type { CoreV1Event, V1Pod } from '@kubernetes/client-node';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { podReadiness } from './pod.ts';

const now = new Date('2026-11-20T12:01:00Z');

/** A scheduled pod of one container `api`; `status` is the container's, as YAML. */
function podWith(status: string, more = ''): V1Pod {
  return parse(`
metadata: { name: api-1, uid: u1, creationTimestamp: "2026-11-20T12:00:00Z" }
spec:
  containers:
    - { name: api, image: "shop-api:1", startupProbe: { periodSeconds: 2, failureThreshold: 30, httpGet: { path: /, port: 80 } } }
status:
  phase: Pending
  conditions:
    - { type: PodScheduled, status: "True", lastTransitionTime: "2026-11-20T12:00:50Z" }
${more}
  containerStatuses:
    - { name: api, image: "shop-api:1", imageID: "", ready: false, restartCount: 0, ${status} }
`) as V1Pod;
}

function event(reason: string, message: string, count = 1): CoreV1Event {
  return {
    reason,
    message,
    count,
    metadata: {},
    involvedObject: { kind: 'Pod', uid: 'u1', fieldPath: 'spec.containers{api}' },
  };
}

function verdict(pod: V1Pod, events: readonly CoreV1Event[] = []): string {
  const readiness = podReadiness(pod, { events, now });
  return readiness.state === 'ready' ? 'ready' : `${readiness.state}: ${readiness.reason}`;
}

const crashed = 'state: { waiting: { reason: CrashLoopBackOff, message: "back-off 10s" } }';

describe('a pod that nothing but a change can help', () => {
  it.each([
    [
      'image-not-found',
      'state: { waiting: { reason: ErrImagePull, message: "rpc error: code = NotFound desc = shop-api:1: not found" } }',
    ],
    [
      'image-not-found',
      `state: { waiting: { reason: ImagePullBackOff, message: 'Back-off pulling image "shop-api:1": ErrImagePull: not found' } }`,
    ],
    [
      'image-pull-denied',
      'state: { waiting: { reason: ErrImagePull, message: "pull access denied, repository does not exist or may require authorization" } }',
    ],
    [
      'image-wrong-platform',
      'state: { waiting: { reason: ErrImagePull, message: "no match for platform in manifest: not found" } }',
    ],
    [
      'image-name-invalid',
      'state: { waiting: { reason: InvalidImageName, message: "couldn\'t parse image name" } }',
    ],
    ['image-never-pulled', 'state: { waiting: { reason: ErrImageNeverPull } }'],
    [
      'config-missing',
      `state: { waiting: { reason: CreateContainerConfigError, message: 'secret "db" not found' } }`,
    ],
    [
      'config-key-missing',
      `state: { waiting: { reason: CreateContainerConfigError, message: "couldn't find key URL in Secret dev/db" } }`,
    ],
    [
      'runs-as-root',
      'state: { waiting: { reason: CreateContainerConfigError, message: "container has runAsNonRoot and image will run as root" } }',
    ],
    [
      'container-cannot-start',
      `state: { waiting: { reason: RunContainerError, message: 'exec: "/no": no such file' } }`,
    ],
    ['crash-loop', `${crashed}, lastState: { terminated: { exitCode: 1, reason: Error } }`],
    ['exits-at-once', `${crashed}, lastState: { terminated: { exitCode: 0, reason: Completed } }`],
    ['out-of-memory', `${crashed}, lastState: { terminated: { exitCode: 137, reason: OOMKilled } }`],
    ['container-cannot-start', `${crashed}, lastState: { terminated: { exitCode: 127, reason: Error } }`],
    [
      'container-cannot-start',
      `${crashed}, lastState: { terminated: { exitCode: 128, reason: StartError } }`,
    ],
  ])('is hopeless: %s', (reason, status) => {
    expect(verdict(podWith(status))).toBe(`hopeless: ${reason}`);
  });

  it('is hopeless when its probe is answered with a refusal again and again', () => {
    const pod = podWith('started: true, state: { running: {} }');
    const events = [event('Unhealthy', 'Readiness probe failed: HTTP probe failed with statuscode: 404', 3)];
    expect(verdict(pod, events)).toBe('hopeless: probe-path-wrong');
  });

  it('is hopeless when the startup probe has used up its budget once', () => {
    const pod = podWith('started: false, state: { running: {} }');
    const [status] = pod.status?.containerStatuses ?? [];
    if (status !== undefined) status.restartCount = 1;
    const events = [event('Killing', 'Container api failed startup probe, will be restarted')];
    expect(verdict(pod, events)).toBe('hopeless: startup-probe-failed');
  });

  it('names the liveness probe where that is what ends the container', () => {
    const pod = podWith(`${crashed}, lastState: { terminated: { exitCode: 143, reason: Error } }`);
    const events = [event('Killing', 'Container api failed liveness probe, will be restarted')];
    expect(verdict(pod, events)).toBe('hopeless: liveness-probe-failed');
  });

  it('is hopeless when a volume refers to what does not exist', () => {
    const pod = podWith('state: { waiting: { reason: ContainerCreating } }');
    const events = [
      event('FailedMount', 'MountVolume.SetUp failed for volume "p" : secret "db" not found', 3),
    ];
    expect(verdict(pod, events)).toBe('hopeless: volume-not-mountable');
  });

  it('is hopeless when no node takes it for longer than the scheduler needs', () => {
    const pod = parse(`
metadata: { name: api-1, uid: u1 }
status:
  phase: Pending
  conditions:
    - { type: PodScheduled, status: "False", reason: Unschedulable, message: "0/1 nodes are available: 1 Insufficient cpu.", lastTransitionTime: "2026-11-20T12:00:40Z" }
`) as V1Pod;
    expect(verdict(pod)).toBe('hopeless: unschedulable');
  });

  it('is hopeless when it was evicted', () => {
    expect(verdict(parse('status: { phase: Failed, reason: Evicted }') as V1Pod)).toBe('hopeless: evicted');
  });
});

describe('a pod that may still become ready', () => {
  it.each([
    ['starting', 'state: { waiting: { reason: ContainerCreating } }'],
    [
      'pulling',
      'state: { waiting: { reason: ErrImagePull, message: "dial tcp: lookup registry: i/o timeout" } }',
    ],
    [
      'starting',
      'state: { waiting: { reason: CreateContainerConfigError, message: "failed to sync secret cache: timed out" } }',
    ],
    ['restarting', 'state: { terminated: { exitCode: 1, reason: Error } }'],
    ['startup-probe', 'started: false, state: { running: {} }'],
    ['readiness-probe', 'started: true, state: { running: {} }'],
  ])('is in progress: %s', (reason, status) => {
    expect(verdict(podWith(status))).toBe(`in-progress: ${reason}`);
  });

  it('is given time for its claim to be bound', () => {
    const pod = parse(`
metadata: { name: db-0, uid: u1 }
status:
  phase: Pending
  conditions:
    - { type: PodScheduled, status: "False", reason: Unschedulable, message: "pod has unbound immediate PersistentVolumeClaims", lastTransitionTime: "2026-11-20T12:00:40Z" }
`) as V1Pod;
    expect(verdict(pod)).toBe('in-progress: scheduling');
  });

  it('is given time when a node is on its way', () => {
    const pod = parse(`
metadata: { name: api-1, uid: u1 }
status:
  phase: Pending
  conditions:
    - { type: PodScheduled, status: "False", reason: Unschedulable, message: "Insufficient cpu", lastTransitionTime: "2026-11-20T11:00:00Z" }
`) as V1Pod;
    expect(verdict(pod, [event('TriggeredScaleUp', 'pod triggered scale-up')])).toBe(
      'in-progress: scheduling',
    );
  });

  it('does not call a single refused probe hopeless', () => {
    const pod = podWith('started: true, state: { running: {} }');
    const events = [event('Unhealthy', 'Readiness probe failed: HTTP probe failed with statuscode: 404', 1)];
    expect(verdict(pod, events)).toBe('in-progress: readiness-probe');
  });

  it('says what the startup probe was answered and how long it may take', () => {
    const pod = podWith('started: false, state: { running: {} }');
    const events = [
      event('Unhealthy', 'Startup probe failed: dial tcp 10.0.0.1:80: connect: connection refused'),
    ];
    expect(podReadiness(pod, { events, now })).toMatchObject({
      message: 'api: startup probe: dial tcp 10.0.0.1:80: connect: connection refused (budget 60 s)',
    });
  });
});

describe('a pod that is done starting', () => {
  it('is ready by its condition', () => {
    const pod = podWith('started: true, state: { running: {} }', '    - { type: Ready, status: "True" }');
    const [status] = pod.status?.containerStatuses ?? [];
    if (status !== undefined) status.ready = true;
    expect(verdict(pod)).toBe('ready');
  });

  it('is ready when it completed', () => {
    expect(verdict(parse('status: { phase: Succeeded }') as V1Pod)).toBe('ready');
  });

  it('is in progress while it is being removed', () => {
    const pod = podWith('started: true, state: { running: {} }');
    if (pod.metadata !== undefined) pod.metadata.deletionTimestamp = now;
    expect(verdict(pod)).toBe('in-progress: terminating');
  });
});
