/**
 * The program: `main.ts [serve]` answers requests, `main.ts migrate` waits for the database, brings its tables up to date
 * and ends (for an init container or a job); `main.ts version` prints the version. Reads the command
 * line and the environment, and decides the exit code.
 */

import { hostname } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import packageJson from '../package.json' with { type: 'json' };
import { readConfig } from './config.ts';
import { createLog } from './log.ts';
import { openDatabase } from './open-database.ts';
import { serve } from './serve.ts';
import { prepareDatabase } from './server/prepare-database.ts';

const commands = ['serve', 'migrate', 'version'] as const;
/** sysexits.h: EX_USAGE and EX_CONFIG. */
const exitCodes = { done: 0, failed: 1, usage: 64, config: 78 } as const;

const service = { name: 'todo-chatbot-api', version: packageJson.version };

async function main(): Promise<number> {
  const command = commands.find((name) => name === (process.argv[2] ?? 'serve'));
  if (command === undefined || process.argv.length > 3) {
    process.stderr.write(
      `Not a command: ${process.argv.slice(2).join(' ')}\nUse one of: ${commands.join(', ')}\n`,
    );
    return exitCodes.usage;
  }
  if (command === 'version') {
    process.stdout.write(`${service.name} ${service.version}\n`);
    return exitCodes.done;
  }
  const outcome = readConfig({ env: process.env, hostname: hostname() });
  if (!outcome.ok) {
    const problems = outcome.problems.map((problem) => `  ${problem}\n`).join('');
    process.stderr.write(
      `The configuration cannot be used; correct these environment variables:\n${problems}`,
    );
    return exitCodes.config;
  }
  const { config } = outcome;
  const log = createLog({
    level: config.logLevel,
    base: { service: service.name, version: service.version, instance: config.instance },
  });
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'a bug ended the process');
    process.exit(exitCodes.failed);
  });

  const stop = stopSignal();
  if (command === 'serve') {
    try {
      const ended = await serve({ config, service, pid: process.pid, stop, log });
      return ended ? exitCodes.done : exitCodes.failed;
    } catch (error) {
      log.fatal({ err: error }, describeListenError(error, config.port));
      return exitCodes.failed;
    }
  }

  const database = openDatabase({ config, log, pid: process.pid });
  try {
    const prepared = await prepareDatabase({
      database,
      timeoutMs: config.startupTimeoutMs,
      monotonicMs: () => performance.now(),
      wait: (ms, signal) => wait(ms, undefined, { signal }),
      signal: stop,
      log,
    });
    if (prepared.status === 'unreachable') {
      log.fatal({ err: prepared.error }, `the database could not be reached: ${database.description}`);
    }
    return prepared.status === 'prepared' ? exitCodes.done : exitCodes.failed;
  } catch (error) {
    log.fatal({ err: error }, 'the database could not be prepared');
    return exitCodes.failed;
  } finally {
    await database.close();
  }
}

/** Aborted by the first SIGTERM or SIGINT; a second one ends the process at once, as its sender wishes. */
function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const [signal, number] of [
    ['SIGTERM', 15],
    ['SIGINT', 2],
  ] as const) {
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(128 + number);
      controller.abort(signal);
    });
  }
  return controller.signal;
}

function describeListenError(error: unknown, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return `port ${port} is taken; stop what uses it, or set PORT`;
  if (code === 'EACCES') return `port ${port} needs more rights; set PORT to one above 1023`;
  return 'the service could not start';
}

void main().then((code) => process.exit(code));
