/** The readiness of one container: what its waiting, running and ended states mean together with its pod's events. */

import type { CoreV1Event, V1Container, V1ContainerState, V1ContainerStatus } from '@kubernetes/client-node';
import { imagePullReadiness } from './image-pull.ts';
import { killedBy, type ProbeFailure, probeFailures } from './object-events.ts';
import { hopeless, type Readiness, ready, waiting } from './readiness.ts';
import type { HopelessReason } from './reasons.ts';

/** Answers that say "I am here, but not for this request": a probe that gets one is misdirected, however often it tries. */
const refusals: ReadonlySet<number> = new Set([400, 401, 403, 404, 405]);
/** One refusal may come from a server that is still registering its routes. */
const refusalsUntilHopeless = 3;

export type ContainerView = {
  readonly container: V1Container;
  readonly status: V1ContainerStatus | undefined;
  readonly kind: 'init' | 'app';
  /** Events of the pod. */
  readonly events: readonly CoreV1Event[];
  /** Seconds since the pod was scheduled. */
  readonly since: number;
};

export function containerReadiness(view: ContainerView): Readiness {
  const { container, status } = view;
  const state = status?.state;
  if (status === undefined || state === undefined)
    return waiting('starting', `${container.name}: not started`);
  if (state.waiting !== undefined) return whileWaiting(view, state.waiting);
  if (state.terminated !== undefined) return afterEnd(view, status, state.terminated);
  return whileRunning(view, status);
}

function whileWaiting(view: ContainerView, state: NonNullable<V1ContainerState['waiting']>): Readiness {
  const { container, status, since } = view;
  const message = state.message ?? '';
  const text = `${container.name}: ${message === '' ? (state.reason ?? 'waiting') : message}`;
  switch (state.reason) {
    case 'InvalidImageName':
      return hopeless('image-name-invalid', text);
    case 'ErrImageNeverPull':
      return hopeless('image-never-pulled', text);
    case 'ErrImagePull':
    case 'ImagePullBackOff':
    case 'ImageInspectError':
    case 'RegistryUnavailable':
    case 'SignatureValidationFailed':
      return imagePullReadiness({ reason: state.reason, message, image: container.image ?? '', since });
    case 'CreateContainerConfigError':
      return configError(message, text);
    case 'CreateContainerError':
      // The runtime may still be busy with an earlier attempt; everything else does not heal.
      return /deadline exceeded|is reserved for/.test(message)
        ? waiting('starting', text)
        : hopeless('container-cannot-start', text);
    case 'RunContainerError':
    case 'PostStartHookError':
    case 'PreStartHookError':
    case 'PreCreateHookError':
      return hopeless('container-cannot-start', text);
    case 'CrashLoopBackOff':
      return crashed(view, status?.lastState?.terminated);
    default:
      return waiting(state.reason === 'PodInitializing' ? 'initialising' : 'starting', text);
  }
}

/** The reason is one, the causes are told by the kubelet's words (pkg/kubelet/kubelet_pods.go, security_context.go). */
function configError(message: string, text: string): Readiness {
  if (message.includes('failed to sync')) return waiting('starting', text);
  if (message.includes('runAsNonRoot')) return hopeless('runs-as-root', text);
  if (/couldn't find key/.test(message)) return hopeless('config-key-missing', text);
  if (/(secret|configmap) ".*" not found/i.test(message)) return hopeless('config-missing', text);
  return hopeless('container-config-invalid', text);
}

function afterEnd(
  view: ContainerView,
  status: V1ContainerStatus,
  state: NonNullable<V1ContainerState['terminated']>,
): Readiness {
  if (view.kind === 'init' && state.exitCode === 0) return ready(`${view.container.name}: done`);
  if (state.reason === 'StartError' || state.reason === 'ContainerCannotRun') return crashed(view, state);
  if (status.restartCount >= 2) return crashed(view, state);
  return waiting('restarting', `${view.container.name}: ended with exit code ${state.exitCode}`);
}

function crashed(view: ContainerView, last: V1ContainerState['terminated']): Readiness {
  const { container, events } = view;
  const times = (view.status?.restartCount ?? 0) + 1;
  const how =
    last === undefined ? '' : ` with exit code ${last.exitCode}${last.reason ? ` (${last.reason})` : ''}`;
  const message = last?.message === undefined ? '' : `: ${last.message}`;
  const text = `${container.name}: ended ${times} times, lastly${how}${message}`;
  for (const probe of ['startup', 'liveness'] as const)
    if (killedBy(events, container.name, probe)) return hopeless(`${probe}-probe-failed`, text);
  const reason = crashReason(last);
  return hopeless(view.kind === 'init' && reason === 'crash-loop' ? 'init-container-failed' : reason, text);
}

function crashReason(last: V1ContainerState['terminated']): HopelessReason {
  if (last === undefined) return 'crash-loop';
  if (last.reason === 'OOMKilled') return 'out-of-memory';
  if (last.reason === 'StartError' || last.reason === 'ContainerCannotRun') return 'container-cannot-start';
  if (last.exitCode === 126 || last.exitCode === 127) return 'container-cannot-start';
  return last.exitCode === 0 ? 'exits-at-once' : 'crash-loop';
}

function whileRunning(view: ContainerView, status: V1ContainerStatus): Readiness {
  const { container, events, kind } = view;
  const failures = probeFailures(events, container.name);
  if (status.ready || (kind === 'init' && status.started === true)) return ready(`${container.name}: ready`);
  if (kind === 'init' && container.restartPolicy !== 'Always')
    return waiting('initialising', `${container.name}: running`);
  const misdirected = failures.find(
    ({ status: code, times }) => code !== null && refusals.has(code) && times >= refusalsUntilHopeless,
  );
  if (misdirected !== undefined)
    return hopeless(
      'probe-path-wrong',
      `${container.name}: ${misdirected.probe} probe: ${misdirected.output}`,
    );
  if (status.restartCount >= 1 && killedBy(events, container.name, 'startup'))
    return hopeless('startup-probe-failed', `${container.name}: ${lastOf(failures, 'startup')}`);
  if (status.restartCount >= 2) return crashed(view, status.lastState?.terminated);
  if (status.started !== true)
    return waiting('startup-probe', `${container.name}: ${lastOf(failures, 'startup')}${budget(container)}`);
  return waiting('readiness-probe', `${container.name}: ${lastOf(failures, 'readiness')}`);
}

function lastOf(failures: readonly ProbeFailure[], probe: ProbeFailure['probe']): string {
  const last = failures.findLast((failure) => failure.probe === probe);
  return last === undefined ? `waits for its ${probe} probe` : `${probe} probe: ${last.output}`;
}

function budget(container: V1Container): string {
  const probe = container.startupProbe;
  if (probe === undefined) return '';
  // Kubernetes' own defaults where the template names none.
  const seconds =
    (probe.initialDelaySeconds ?? 0) + (probe.periodSeconds ?? 10) * (probe.failureThreshold ?? 3);
  return ` (budget ${seconds} s)`;
}
