/** What a controller that cannot create its pods was told by admission. */

import { hopeless, type Readiness, waiting } from './readiness.ts';

/** A namespace's default service account and a quota's first count come a moment after the namespace. */
const patienceSeconds = 10;

/** Wording of the admission plug-ins: resourcequota, podsecurity, serviceaccount; their answers share one reason, Forbidden. */
const causes = [
  { reason: 'quota-exceeded', pattern: /exceeded quota/, final: true },
  { reason: 'quota-needs-requests', pattern: /failed quota: .*must specify/, final: true },
  { reason: 'pod-security-forbidden', pattern: /violates PodSecurity/, final: true },
  { reason: 'service-account-missing', pattern: /serviceaccount ".*" not found/, final: false },
] as const;

/** @param options.since seconds since the first refusal */
export function podCreationReadiness(options: {
  readonly message: string;
  readonly since: number;
}): Readiness {
  const { message, since } = options;
  const cause = causes.find(({ pattern }) => pattern.test(message));
  if (cause?.final === true || since > patienceSeconds)
    return hopeless(cause?.reason ?? 'pods-cannot-be-created', message);
  return waiting('creating-pods', message);
}
