/** The finding for a change that Helm did not carry out: its own words, and what to do about them. */

import type { Finding } from '../model/evidence.ts';

/**
 * @param message Helm's own words
 * @param todo    what to do, where the words do not name something better; the chart and its values, unless the caller knows more
 */
export function helmRefused(message: string, todo = 'correct the chart or its values'): Finding {
  return {
    code: 'helm-refused',
    subject: 'release',
    what: message,
    // Helm 4's server-side apply refuses to overrule another's change: pkg/kube, "conflict occurred while applying object".
    todo: message.includes('conflict occurred while applying')
      ? 'somebody changed these fields beside Helm: take that back with `tengate rollback`, then try again'
      : todo,
  };
}
