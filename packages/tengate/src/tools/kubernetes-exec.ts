/** Runs a command in a container through the API server's websocket, with a deadline. */

import { Writable } from 'node:stream';
import { Exec, type KubeConfig, type V1Status } from '@kubernetes/client-node';

export type ExecOutcome = {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
};

/**
 * @returns `exitCode` null where the command could not be started or did not end within `deadlineMs`; `stderr` says why
 */
export async function execInPod(options: {
  readonly config: KubeConfig;
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly argv: readonly string[];
  readonly deadlineMs: number;
}): Promise<ExecOutcome> {
  const stdout = collector();
  const stderr = collector();
  const outcome = (exitCode: number | null, more = ''): ExecOutcome => ({
    exitCode,
    stdout: stdout.text(),
    stderr: [stderr.text(), more].filter((part) => part !== '').join('\n'),
  });
  const ended = Promise.withResolvers<ExecOutcome>();
  const seconds = options.deadlineMs / 1000;
  const timer = setTimeout(
    () => ended.resolve(outcome(null, `the command did not end within ${seconds} s`)),
    options.deadlineMs,
  );
  const connecting = new Exec(options.config).exec(
    options.namespace,
    options.pod,
    options.container,
    [...options.argv],
    stdout.stream,
    stderr.stream,
    null,
    false,
    (status) => ended.resolve(outcome(exitCodeOf(status), exitCodeOf(status) === null ? status.message : '')),
  );
  const connected = connecting.then(
    (socket) => {
      socket.onclose = () => ended.resolve(outcome(null, 'the connection closed before the command ended'));
      return socket;
    },
    (error: { message?: string }) => {
      ended.resolve(outcome(null, `cannot run a command in the pod: ${error.message ?? 'no connection'}`));
      return null;
    },
  );
  try {
    return await ended.promise;
  } finally {
    clearTimeout(timer);
    void connected.then((socket) => socket?.terminate());
  }
}

/** Success is 0; a command's own code stands among the causes; anything else never ran the command to its end. */
function exitCodeOf(status: V1Status): number | null {
  if (status.status === 'Success') return 0;
  const cause = status.details?.causes?.find(({ reason }) => reason === 'ExitCode');
  return cause?.message === undefined ? null : Number(cause.message);
}

function collector(): { readonly stream: Writable; text(): string } {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      chunks.push(chunk);
      done();
    },
  });
  return { stream, text: () => Buffer.concat(chunks).toString('utf8') };
}
