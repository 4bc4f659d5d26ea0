/** Asks a pod itself, from inside it, and reads one value of its JSON answer. */

import type { V1Pod } from '@kubernetes/client-node';
import type { ReportedConfiguration } from '../../model/configuration.ts';
import type { GateContext } from '../gate-context.ts';
import { jsonPointer } from '../service-access/json-pointer.ts';

const deadlineMs = 15_000;
const program = `fetch(process.argv[1], { signal: AbortSignal.timeout(10_000) })
  .then((answer) => answer.text()).then((text) => console.log(text), (error) => { console.error(error.message); process.exit(1); })`;

/** Node.js as the images of this kind have it, or curl. */
const clients: readonly ((url: string) => readonly string[])[] = [
  (url) => ['/usr/local/bin/node', '-e', program, url],
  (url) => ['node', '-e', program, url],
  (url) => ['curl', '-s', '-S', '-m', '10', url],
];

/** `value` is `null` where the answer has none there; `answered` tells that from a pod that gives no answer. */
export type PodAnswer = { readonly answered: boolean; readonly value: string | null };

/** @returns the value as text; `null` where the pod gives no such answer */
export async function readFromPod(
  context: GateContext,
  pod: V1Pod,
  where: ReportedConfiguration,
): Promise<string | null> {
  return (await askPod(context, pod, where)).value;
}

export async function askPod(
  { cluster, configuration }: GateContext,
  pod: V1Pod,
  { service, path, json }: ReportedConfiguration,
): Promise<PodAnswer> {
  if (cluster === null) return { answered: false, value: null };
  const port =
    pod.spec?.containers[0]?.ports?.[0]?.containerPort ??
    configuration.services.find(({ name }) => name === service)?.port;
  const container = pod.spec?.containers[0]?.name ?? '';
  for (const argv of clients) {
    const outcome = await cluster.reader.exec(
      cluster.plan.namespace,
      pod.metadata?.name ?? '',
      container,
      argv(`http://127.0.0.1:${port}${path}`),
      deadlineMs,
    );
    if (outcome.exitCode === 0) return { answered: true, value: valueAt(outcome.stdout, json) };
  }
  return { answered: false, value: null };
}

function valueAt(text: string, pointer: string): string | null {
  try {
    const value = jsonPointer(JSON.parse(text), pointer);
    return value === undefined || value === null ? null : String(value);
  } catch {
    return null;
  }
}
