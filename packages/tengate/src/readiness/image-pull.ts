/** Tells a pull that cannot succeed from one that may. */

import { hopeless, type Readiness, waiting } from './readiness.ts';

/** A registry that does not answer may come back; after this long the pull is given up. */
const patienceSeconds = 30;

/** Containerd's and the registries' words; the kubelet has one reason for all of them. Order matters: denied mentions "not exist". */
const causes = [
  {
    reason: 'image-pull-denied',
    pattern: /pull access denied|unauthorized|authentication required|403 Forbidden/i,
  },
  { reason: 'image-wrong-platform', pattern: /no match for platform/i },
  { reason: 'image-not-found', pattern: /not found|manifest unknown|name unknown/i },
] as const;

/**
 * @param options.message   of the waiting state; since Kubernetes 1.32 a back-off repeats the error before it
 * @param options.since     seconds since the pod was scheduled
 */
export function imagePullReadiness(options: {
  readonly reason: string;
  readonly message: string;
  readonly image: string;
  readonly since: number;
}): Readiness {
  const { reason, message, image, since } = options;
  const text = `${image}: ${message === '' ? reason : message}`;
  const cause = causes.find(({ pattern }) => pattern.test(message));
  if (cause !== undefined) return hopeless(cause.reason, text);
  if (reason === 'SignatureValidationFailed') return hopeless('image-pull-failed', text);
  if (since > patienceSeconds) return hopeless('image-pull-failed', text);
  return waiting('pulling', text);
}
