/** Reads `tengate.yaml` from disk. */

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Configuration } from '../model/configuration.ts';
import { formatProblems, parseConfiguration } from '../model/configuration-file.ts';
import { TengateError } from '../model/tengate-error.ts';

/**
 * @param options.file as typed; a relative one is taken from `cwd`
 * @throws TengateError of kind `usage`: no such file, or every problem in it with line and column
 */
export async function readConfiguration(options: {
  readonly file: string;
  readonly cwd: string;
}): Promise<Configuration> {
  const path = resolve(options.cwd, options.file);
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new TengateError({
      code: 'configuration-missing',
      kind: 'usage',
      what: `${options.file} cannot be read: ${reasonOf(cause)}.`,
      todo: 'Run the command in the folder that holds tengate.yaml, or name the file with --config.',
      cause,
    });
  });
  const outcome = parseConfiguration({ text, root: dirname(path), exists: existsSync });
  if (outcome.ok) return outcome.configuration;
  const count = outcome.problems.length;
  throw new TengateError({
    code: 'configuration-invalid',
    kind: 'usage',
    what: `${options.file} has ${count === 1 ? 'a problem' : `${count} problems`}:\n${formatProblems(options.file, outcome.problems)}`,
    todo: 'Correct the lines above; the keys are explained in README.md under "Configuration".',
  });
}

function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : '';
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EISDIR') return 'it is a folder';
  if (code === 'EACCES') return 'you may not read it';
  return cause instanceof Error ? cause.message : String(cause);
}
