/** Owns a real PostgreSQL for tests: the machine's own programs, on a free port, in a folder that goes away. */

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, readdirSync } from 'node:fs';
import { chown, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Folders with `initdb` and `postgres`: Debian's, newest first, then those of PATH. */
function binaryFolder(): string | null {
  const debian = '/usr/lib/postgresql';
  let versions: string[] = [];
  try {
    versions = readdirSync(debian).sort((a, b) => Number(b) - Number(a));
  } catch {
    // Not a Debian with PostgreSQL; PATH is left.
  }
  const candidates = [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env.PATH ?? '').split(':'),
  ];
  return candidates.find((folder) => has(folder, 'initdb') && has(folder, 'postgres')) ?? null;
}

function has(folder: string, program: string): boolean {
  try {
    accessSync(join(folder, program));
    return true;
  } catch {
    return false;
  }
}

/** Why tests on a real PostgreSQL are skipped, or `null` when they can run. */
export const whyNoPostgres: string | null =
  binaryFolder() === null
    ? 'no PostgreSQL server is installed (initdb and postgres; apt-get install postgresql)'
    : null;

export type PostgresServer = {
  readonly url: string;
  /** Starts it again after `stop`, on the same port with the same data. */
  start(): Promise<void>;
  /** As an administrator or a crash would: connections are cut. */
  stop(how: 'fast' | 'crash'): Promise<void>;
  /** Stops it and removes its data. */
  remove(): Promise<void>;
};

/** PostgreSQL refuses to run as root: then it runs as the system's postgres user, who comes with Debian's package. */
async function unprivileged(): Promise<{ uid: number; gid: number } | Record<string, never>> {
  if (process.getuid?.() !== 0) return {};
  const users = await readFile('/etc/passwd', 'utf8');
  const fields = users
    .split('\n')
    .map((line) => line.split(':'))
    .find(([name]) => name === 'postgres' || name === 'nobody');
  return { uid: Number(fields?.[2]), gid: Number(fields?.[3]) };
}

/** A new, running server. Its superuser needs no password from this machine. */
export async function createPostgresServer(): Promise<PostgresServer> {
  const programs = binaryFolder();
  if (programs === null) throw new Error(whyNoPostgres ?? '');
  const owner = await unprivileged();
  const folder = await mkdtemp(join(tmpdir(), 'todo-postgres-'));
  if (owner.uid !== undefined) await chown(folder, owner.uid, owner.gid);
  const data = join(folder, 'data');
  const options = { cwd: folder, ...owner };
  await run(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'todo', '-A', 'trust', '-E', 'UTF8', '--no-sync'],
    options,
  );
  const port = await freePort();
  let child: ReturnType<typeof spawn> | null = null;

  const server: PostgresServer = {
    url: `postgresql://todo@127.0.0.1:${port}/postgres`,
    async start() {
      const settings = ['listen_addresses=127.0.0.1', 'fsync=off', `unix_socket_directories=${folder}`];
      const args = ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
      child = spawn(join(programs, 'postgres'), args, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
      await acceptsConnections(child);
    },
    async stop(how) {
      if (child === null || child.exitCode !== null) return;
      const exited = once(child, 'exit');
      child.kill(how === 'fast' ? 'SIGINT' : 'SIGQUIT');
      await exited;
      child = null;
    },
    async remove() {
      await server.stop('fast');
      await rm(folder, { recursive: true, force: true });
    },
  };
  await server.start();
  return server;
}

/** Resolves at the line that the server writes when it takes connections. */
async function acceptsConnections(child: ReturnType<typeof spawn>): Promise<void> {
  let text = '';
  const ready = Promise.withResolvers<void>();
  child.stderr?.on('data', (chunk: Buffer) => {
    text = (text + chunk.toString()).slice(-4000);
    if (text.includes('ready to accept connections')) ready.resolve();
  });
  child.once('exit', (code) => ready.reject(new Error(`PostgreSQL ended with ${code}: ${text}`)));
  await ready.promise;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
