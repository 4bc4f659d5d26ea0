/** An API server with its store and nothing else: it holds objects, fills in its defaults and knows who wrote which field. No pod runs. */

import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Toolchain } from '../../../src/ports/toolchain.ts';
import { waitUntil } from '../../../src/ports/wait-until.ts';
import { systemClock } from '../../../src/system/clock.ts';
import { createClusterReader } from '../../../src/tools/kubernetes.ts';

export type ApiServer = {
  readonly kubeconfig: string;
  readonly context: string;
  stop(): Promise<void>;
};

const context = 'api';
const startDeadlineMs = 120_000;

export async function startApiServer(toolchain: Toolchain): Promise<ApiServer> {
  const folder = mkdtempSync(join(tmpdir(), 'tengate-api-'));
  const programs = await Promise.all(
    ['etcd', 'kube-apiserver'].map((name) => toolchain.program(name, { progress: () => undefined })),
  );
  const [store = 0, peers = 0, api = 0] = await freePorts(3);
  const children: ChildProcess[] = [];
  const start = (index: number, args: readonly string[]): void => {
    const log = openSync(join(folder, `${index}.log`), 'w');
    children.push(spawn(programs[index]?.path ?? '', args, { cwd: folder, stdio: ['ignore', log, log] }));
  };
  const stop = async (): Promise<void> => {
    for (const child of children.toReversed()) await ended(child);
    rmSync(folder, { recursive: true, force: true });
  };
  const kubeconfig = join(folder, 'kubeconfig');
  try {
    writeFileSync(join(folder, 'tokens.csv'), 'only-for-this-test,admin,admin,system:masters\n');
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    writeFileSync(join(folder, 'accounts.key'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
    writeFileSync(kubeconfig, kubeconfigOf(api));
    const storeUrl = `http://127.0.0.1:${store}`;
    start(0, [
      '--data-dir=store',
      '--unsafe-no-fsync',
      ...[`--listen-client-urls=${storeUrl}`, `--advertise-client-urls=${storeUrl}`],
      `--listen-peer-urls=http://127.0.0.1:${peers}`,
    ]);
    start(1, [
      `--etcd-servers=${storeUrl}`,
      ...['--bind-address=127.0.0.1', '--advertise-address=127.0.0.1', `--secure-port=${api}`],
      '--cert-dir=certificates',
      '--service-account-issuer=https://tengate.invalid',
      ...['--service-account-key-file=accounts.key', '--service-account-signing-key-file=accounts.key'],
      ...['--token-auth-file=tokens.csv', '--authorization-mode=RBAC'],
      '--service-cluster-ip-range=10.96.0.0/16',
    ]);
    await awaitNamespace(kubeconfig);
  } catch (error) {
    await stop();
    throw error;
  }
  return { kubeconfig, context, stop };
}

/** It makes this namespace once it is up. */
async function awaitNamespace(kubeconfig: string): Promise<void> {
  const reader = createClusterReader({ kubeconfig, context, clock: systemClock });
  const outcome = await waitUntil({
    clock: systemClock,
    deadlineMs: startDeadlineMs,
    intervalMs: 200,
    observe: async () => {
      const found = await reader.get('namespaces', null, 'default').catch(() => null);
      return found === null ? { done: false, seen: 'it does not answer' } : { done: true, value: null };
    },
  });
  if (outcome.status === 'timed-out') throw new Error(`the API server did not start: ${outcome.seen}`);
}

function kubeconfigOf(port: number): string {
  return `apiVersion: v1
kind: Config
clusters: [{ name: api, cluster: { server: "https://127.0.0.1:${port}", insecure-skip-tls-verify: true } }]
users: [{ name: api, user: { token: only-for-this-test } }]
contexts: [{ name: ${context}, context: { cluster: api, user: api } }]
current-context: ${context}
`;
}

async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve) => {
          const server = createServer().listen(0, '127.0.0.1', () => resolve(server));
        }),
    ),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.pid === undefined || child.exitCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}
