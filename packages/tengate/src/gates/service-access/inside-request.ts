/** Asks an address from inside a pod of the cluster, with what the pod's image has: Node.js or curl. */

import type { V1Pod } from '@kubernetes/client-node';
import type { ClusterReader } from '../../ports/cluster-reader.ts';

/** Time for the API server to open the connection, beside the request itself. */
const execDeadlineMs = 15_000;
const requestSeconds = 10;

export type InsideAnswer = {
  readonly url: string;
  readonly pod: string;
  readonly status: number | null;
  /** How it was asked, or why it could not be. */
  readonly how: string;
};

/** Prints the status alone. The URL comes as an argument: nothing is put together into code. */
const nodeProgram = `fetch(process.argv[1], { redirect: 'manual', signal: AbortSignal.timeout(${requestSeconds * 1_000}) })
  .then((answer) => console.log(answer.status), (error) => { console.error(error.cause?.message ?? error.message); process.exit(1); })`;

const clients: readonly { readonly name: string; readonly argv: (url: string) => readonly string[] }[] = [
  { name: 'node', argv: (url) => ['/usr/local/bin/node', '-e', nodeProgram, url] },
  { name: 'node', argv: (url) => ['node', '-e', nodeProgram, url] },
  {
    name: 'curl',
    argv: (url) => [
      'curl',
      '-s',
      '-S',
      '-o',
      '/dev/null',
      '-m',
      String(requestSeconds),
      '-w',
      '%{http_code}',
      url,
    ],
  },
];

/** Tries one pod after another, for a network policy may let only some reach the Service; the first answer counts. */
export async function askFromInside(options: {
  readonly reader: ClusterReader;
  readonly namespace: string;
  readonly pods: readonly V1Pod[];
  readonly url: string;
}): Promise<readonly InsideAnswer[]> {
  const answers: InsideAnswer[] = [];
  for (const pod of options.pods) {
    const answer = await askFrom(options, pod);
    answers.push(answer);
    if (answer.status !== null) return answers;
  }
  return answers;
}

async function askFrom(
  options: { readonly reader: ClusterReader; readonly namespace: string; readonly url: string },
  pod: V1Pod,
): Promise<InsideAnswer> {
  const { reader, namespace, url } = options;
  const name = pod.metadata?.name ?? '';
  const container = pod.spec?.containers[0]?.name ?? '';
  const tried: string[] = [];
  for (const client of clients) {
    const outcome = await reader.exec(namespace, name, container, client.argv(url), execDeadlineMs);
    const status = Number(/^\s*([1-5]\d\d)\s*$/.exec(outcome.stdout)?.[1]);
    if (outcome.exitCode === 0 && !Number.isNaN(status))
      return { url, pod: name, status, how: `${client.name} in container ${container}` };
    tried.push(`${client.name}: ${outcome.stderr.trim() || `exit code ${outcome.exitCode}`}`);
    // A program that ran and got no answer says so with its own exit code; one that is not there has 126, 127, 128 or none.
    const absent = outcome.exitCode === null || outcome.exitCode >= 126;
    if (!absent) break;
  }
  return { url, pod: name, status: null, how: tried.join('; ') };
}
