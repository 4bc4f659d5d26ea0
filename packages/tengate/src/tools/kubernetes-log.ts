/** Follows a container's log over the Kubernetes API, across broken connections. */

import { setTimeout as pause } from 'node:timers/promises';
import type { KubernetesHttp } from './kubernetes-http.ts';

/** A prober writes at least twice a second; a stream without a line for this long is broken. */
const idleMs = 30_000;
const pauseMs = 250;

export async function followLog(
  http: KubernetesHttp,
  options: {
    readonly namespace: string;
    readonly pod: string;
    readonly container: string;
    readonly onLine: (line: string) => void;
    readonly signal: AbortSignal;
  },
): Promise<void> {
  const { namespace, pod, container, onLine, signal } = options;
  const object = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(pod)}`;
  let last = '';
  while (!signal.aborted) {
    const before = last;
    // Timestamps have nanoseconds, `sinceTime` whole seconds: what comes a second time is told by its timestamp.
    const query = new URLSearchParams({
      container,
      follow: 'true',
      timestamps: 'true',
      ...(last === '' ? {} : { sinceTime: `${last.slice(0, 19)}Z` }),
    });
    const { status } = await http.follow({
      path: `${object}/log?${query}`,
      idleMs,
      signal,
      onLine: (text) => {
        const space = text.indexOf(' ');
        const stamp = fixedWidth(text.slice(0, space));
        // Only what another stream has brought already: within one, lines may share a time, and a clock may be put back.
        if (space < 0 || stamp <= before) return;
        if (stamp > last) last = stamp;
        onLine(text.slice(space + 1));
      },
    });
    if (signal.aborted || status === 404 || (await hasEnded(http, object, container))) return;
    await pause(pauseMs, undefined, { signal }).catch(() => undefined);
  }
}

/** Nanoseconds come without their trailing zeros; with them, the order of the texts is that of the times. */
function fixedWidth(stamp: string): string {
  const [seconds = '', fraction = ''] = stamp.replace(/Z$/, '').split('.');
  return `${seconds}.${fraction.padEnd(9, '0')}`;
}

async function hasEnded(http: KubernetesHttp, object: string, container: string): Promise<boolean> {
  const answer = await http.request({ method: 'GET', path: object, deadlineMs: 10_000 });
  if (answer.status === 404) return true;
  const pod = JSON.parse(answer.body) as {
    status?: { containerStatuses?: { name: string; state?: { terminated?: unknown } }[] };
  };
  const found = pod.status?.containerStatuses?.find(({ name }) => name === container);
  return found?.state?.terminated !== undefined;
}
