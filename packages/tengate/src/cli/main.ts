#!/usr/bin/env node
/** The program `tengate`: gives the command line what belongs to the process, and ends with its exit code. */

import { setGlobalProxyFromEnv } from 'node:http';
import { enableCompileCache } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import packageFile from '../../package.json' with { type: 'json' };

// Halves the time of every start but the first, and has to be on before the rest is loaded.
enableCompileCache(join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'tengate', 'compiled'));
const { runCli } = await import('./run-cli.ts');

// Behind a company's proxy (HTTPS_PROXY, NO_PROXY), downloads go through it as they do for npm and Go; a cluster on this
// machine never does.
const { env } = process;
setGlobalProxyFromEnv({
  ...env,
  NO_PROXY: [env.NO_PROXY ?? env.no_proxy, 'localhost', '127.0.0.1', '::1'].filter(Boolean).join(','),
  no_proxy: undefined,
});

// A reader that ends early (`tengate prove | head`) is no failure of ours, and no end either: what was begun is finished and
// cleaned up, and the exit code tells the verdict to whoever asks for it.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

const exitCode = await runCli({
  argv: process.argv.slice(2),
  environment: process.env,
  cwd: process.cwd(),
  home: homedir(),
  version: packageFile.version,
  stdout: process.stdout,
  stderr: process.stderr,
  signals: process,
  exit: (code) => process.exit(code),
});
// Not left to the event loop: an idle connection to a cluster would keep it for minutes.
process.exit(exitCode);
