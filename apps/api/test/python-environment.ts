/** Owns Python environments for what is only there in Python: pinned versions from PyPI, made once in the cache folder. */

import { execFile } from 'node:child_process';
import { access, mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * @param options.packages as pip takes them, each with `==` and its version
 * @returns the environment's folder of programs
 * @throws when there is no Python with venv, or PyPI cannot be reached: the message says what to do
 */
export async function pythonEnvironment(options: {
  readonly name: string;
  readonly packages: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}): Promise<string> {
  const { name, packages, env } = options;
  const cache = join(env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'todo-chatbot');
  const folder = join(cache, `${name}-${packages.map((pinned) => pinned.split('==')[1]).join('-')}`);
  const programs = join(folder, 'bin');
  const complete = join(folder, 'complete');
  try {
    await access(complete);
    return programs;
  } catch {
    await mkdir(cache, { recursive: true });
  }
  await run('python3', ['-m', 'venv', folder]).catch((error: unknown) => {
    throw new Error(
      'Python 3 with venv is needed for this, and there is none: install it (Debian: apt-get install python3-venv)',
      { cause: error },
    );
  });
  const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages];
  await run(join(programs, 'python'), install).catch((error: unknown) => {
    throw new Error(`pip could not install ${packages.join(', ')}: see the cause`, { cause: error });
  });
  await run('touch', [complete]);
  return programs;
}
