/** Owns the programs that the tests run: the web server as it is shipped, and the API. */

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import process from 'node:process';

const application = path.join(import.meta.dirname, '..');
const standalone = path.join(application, '.next/standalone');
const apiEntry = path.join(application, '../api/src/main.ts');

export type Program = {
  readonly port: number;
  readonly url: string;
  /** What it has printed so far. */
  output(): string;
  /** Sends a signal and waits for the end: the exit code, or the signal that ended it. */
  stop(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
};

/**
 * Copies the build out of the repository, so that it can find no package but those that are shipped with it.
 *
 * @param directory is made
 * @returns what {@link startWeb} takes
 */
export async function shipWeb(directory: string): Promise<string> {
  if (!existsSync(standalone))
    throw new Error('There is no build to test. Run: npm run build --workspace apps/web');
  await cp(standalone, directory, { recursive: true });
  return path.join(directory, 'apps/web/server/main.ts');
}

/** @param options.entry from {@link shipWeb} */
export async function startWeb(options: {
  readonly entry: string;
  readonly backend: string;
  readonly port?: number;
  readonly env?: Readonly<Record<string, string>>;
}): Promise<Program> {
  const env = { BACKEND_URL: options.backend, HOSTNAME: 'web-1', DRAIN_MS: '0', ...options.env };
  return start({ entry: options.entry, port: options.port ?? (await freePort()), env, readyPath: '/readyz' });
}

/** @param options.dataDirectory where PGlite keeps the tasks, so that they outlive a restart */
export async function startApi(options: {
  readonly dataDirectory: string;
  readonly port?: number;
  readonly env?: Readonly<Record<string, string>>;
}): Promise<Program> {
  const env = { PGLITE_DATA_DIR: options.dataDirectory, DRAIN_MS: '0', LOG_LEVEL: 'warn', ...options.env };
  return start({ entry: apiEntry, port: options.port ?? (await freePort()), env, readyPath: '/api/ready' });
}

async function start(options: {
  readonly entry: string;
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
  readonly readyPath: string;
}): Promise<Program> {
  const { entry, port, env, readyPath } = options;
  const child = spawn(process.execPath, [entry], {
    env: { NODE_ENV: 'production', PORT: String(port), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => {
      output += data.toString();
    });
  }
  const url = `http://127.0.0.1:${port}`;
  const program: Program = { port, url, output: () => output, stop: (signal) => stop(child, signal) };
  await ready(`${url}${readyPath}`, child, program);
  return program;
}

async function ready(url: string, child: ChildProcess, program: Program): Promise<void> {
  const deadline = performance.now() + 120_000;
  while (performance.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}:\n${program.output()}`);
    const isReady = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await program.stop('SIGKILL');
  throw new Error(`${url} was not ready within 120 s:\n${program.output()}`);
}

function stop(
  child: ChildProcess,
  signal: NodeJS.Signals = 'SIGTERM',
): Promise<number | NodeJS.Signals | null> {
  const ended = () => child.exitCode ?? child.signalCode;
  if (ended() !== null) return Promise.resolve(ended());
  return new Promise((resolve) => {
    child.once('exit', () => resolve(ended()));
    child.kill(signal);
  });
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
