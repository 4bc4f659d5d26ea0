/** Owns the Python environment of the comparison: pinned versions from PyPI, made once in the cache folder. */

import { execFile } from 'node:child_process';
import { access, mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const packages = [
  'fastapi==0.165.0',
  'pydantic==2.14.4',
  'uvicorn==0.54.0',
  'uvloop==0.23.0',
  'httptools==0.9.0',
  'asyncpg==0.32.0',
];

/** @returns the environment's python */
export async function fastapiEnvironment(env: NodeJS.ProcessEnv): Promise<string> {
  const cache = join(env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'todo-chatbot');
  const folder = join(cache, `bench-${packages.map((name) => name.split('==')[1]).join('-')}`);
  const python = join(folder, 'bin', 'python');
  const complete = join(folder, 'complete');
  try {
    await access(complete);
    return python;
  } catch {
    await mkdir(cache, { recursive: true });
    await run('python3', ['-m', 'venv', folder]);
    await run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages]);
    await run('touch', [complete]);
    return python;
  }
}
