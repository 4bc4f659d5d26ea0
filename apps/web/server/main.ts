/**
 * Composition root of the web server: `node server/main.ts [--dev | --self-test]`.
 * `--self-test` starts, asks itself for a page and ends: exit code 0 says that everything needed to run is there.
 */

import { hostname } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { createApiAgents } from './api-agents.ts';
import { createApiProxy } from './api-proxy.ts';
import { serveCompressed } from './compressed-files.ts';
import { readConfig } from './config.ts';
import { createLog, describeError } from './log.ts';
import { createWebServer } from './web-server.ts';

await main();

async function main(): Promise<void> {
  const now = () => performance.now();
  const isDevelopment = process.argv.includes('--dev');
  const isSelfTest = process.argv.includes('--self-test');
  const outcome = readConfig({ env: process.env, hostname: hostname() });
  if (!outcome.ok) {
    process.stderr.write(
      `The web server cannot start:\n${outcome.problems.map((line) => `  ${line}\n`).join('')}`,
    );
    process.exit(78); // EX_CONFIG of sysexits.h
  }
  const { config } = outcome;
  const log = createLog({
    write: (line) => process.stdout.write(`${line}\n`),
    now: Date.now,
    base: { service: 'todo-chatbot-web', instance: config.instance },
  });

  // React and Next read it while they load: it must be set before.
  Object.assign(process.env, { NODE_ENV: isDevelopment ? 'development' : 'production' });
  const { preparePages } = await import('./pages.ts');
  const directory = path.join(import.meta.dirname, '..');
  const rendered = await preparePages({
    directory,
    isDevelopment,
    port: config.port,
    env: process.env,
  });
  const pages = isDevelopment ? rendered : await serveCompressed({ directory, pages: rendered });

  const agents = createApiAgents({ protocol: config.backend.protocol, now });
  const api = createApiProxy({ backend: config.backend, agents, instance: config.instance, log });
  const server = createWebServer({ api, pages, log, now, ...config, ...(isSelfTest && { drainMs: 0 }) });

  const stop = async () => {
    log('info', 'stopping');
    await server.close();
    agents.close();
    log('info', 'stopped');
    process.exit(0);
  };
  process.once('SIGTERM', () => void stop());
  // A person at a terminal does not wait for a drain.
  process.once('SIGINT', () => process.exit(130));

  try {
    const port = await server.listen(isSelfTest ? { port: 0, host: '127.0.0.1' } : config);
    log('info', 'listening', { port, backend: config.backend.origin, node: process.version });
    if (isSelfTest) await testItself(`http://127.0.0.1:${port}`);
  } catch (error) {
    log('error', 'cannot start', { port: config.port, error: describeError(error) });
    process.exit(1);
  }
  if (isSelfTest) await stop();
}

/** Asks for one answer of each kind that needs no API. */
async function testItself(origin: string): Promise<void> {
  for (const path of ['/healthz', '/', '/icon.svg']) {
    const response = await fetch(`${origin}${path}`);
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`${path} is answered with status ${response.status}`);
  }
}
