/**
 * `npm run dev`: the API on an embedded database, started anew at each change of its source, and the web front end in
 * development mode, together until Ctrl-C. Variables come from `.env` where there is one.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';

const root = join(import.meta.dirname, '..');
const envFile = join(root, '.env');
if (existsSync(envFile)) process.loadEnvFile(envFile);

const apiPort = process.env.PORT ?? '7860';
const webPort = process.env.WEB_PORT ?? '3000';
const api = `http://127.0.0.1:${apiPort}`;
const web = `http://127.0.0.1:${webPort}`;

const common = { HOST: '127.0.0.1', DRAIN_MS: '0' };
const children = [
  start('api', ['--watch', '--watch-preserve-output', 'src/main.ts'], { ...common, PORT: apiPort }),
  start('web', ['server/main.ts', '--dev'], { ...common, PORT: webPort, BACKEND_URL: api }),
];

let stopping = false;
// The terminal sends Ctrl-C to the whole group; a supervisor's SIGTERM comes to this process alone.
process.on('SIGINT', () => stop('SIGINT'));
process.on('SIGTERM', () => stop('SIGTERM'));

await Promise.race([announce(), ...children.map(({ ended }) => ended)]);
await Promise.race(children.map(({ ended }) => ended));
const asked = stopping;
stop('SIGTERM');
await Promise.all(children.map(({ ended }) => ended));
process.exit(asked ? 0 : 1);

function stop(signal: NodeJS.Signals): void {
  // The second one is from a person who does not want to wait.
  const how = stopping && signal === 'SIGINT' ? 'SIGKILL' : 'SIGTERM';
  stopping = true;
  for (const { child } of children) if (child.exitCode === null && child.signalCode === null) child.kill(how);
}

function start(name: string, args: readonly string[], env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, args, {
    cwd: join(root, 'apps', name),
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed = [child.stdout, child.stderr].map((stream) => print(name, stream));
  const ended = new Promise<void>((resolve) => {
    child.once('close', (code) => {
      void Promise.all(printed).then(() => {
        if (!stopping) process.stderr.write(`${name} | ended with exit code ${code}\n`);
        resolve();
      });
    });
  });
  return { child, ended } satisfies { child: ChildProcess; ended: Promise<void> };
}

async function print(name: string, stream: NodeJS.ReadableStream): Promise<void> {
  for await (const line of createInterface({ input: stream })) process.stdout.write(`${name} | ${line}\n`);
}

/** Says where to look once both answer. */
async function announce(): Promise<void> {
  for (const address of [`${api}/api/ready`, web]) {
    while (!stopping && !(await answers(address))) await wait(250);
  }
  if (stopping) return;
  process.stdout.write(
    `\n  Todo Chatbot   ${web}\n  API            ${api}/api/docs\n  Stop           Ctrl-C\n\n`,
  );
}

async function answers(address: string): Promise<boolean> {
  try {
    return (await fetch(address, { signal: AbortSignal.timeout(60_000) })).ok;
  } catch {
    return false;
  }
}
