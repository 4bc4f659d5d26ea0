/** Owns the files that a person names for a result: a page, a JUnit report. */

import { access, constants, mkdir, realpath, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { TengateError } from '../model/tengate-error.ts';
import { writeFileAtomically } from './atomic-file.ts';

/**
 * Writes the whole file or nothing; makes missing folders. What is there and no ordinary file (a pipe, a device, `/dev/stdout`)
 * is written to and not replaced, and a link stays one.
 *
 * @throws TengateError `result-not-written`
 */
export async function writeResult(path: string, text: string): Promise<void> {
  try {
    const there = await kindOf(path);
    if (there === 'folder') throw new Error(isFolder);
    if (there === 'other') await writeFile(path, text);
    else await writeFileAtomically(there === 'file' ? await realpath(path) : path, text, 0o644);
  } catch (cause) {
    throw notWritten(path, cause);
  }
}

/**
 * Whether `writeResult` could write there, asked before minutes of work whose result would go to it; makes missing folders.
 *
 * @throws TengateError `result-not-written`
 */
export async function requireWritable(path: string): Promise<void> {
  try {
    const there = await kindOf(path);
    if (there === 'folder') throw new Error(isFolder);
    await mkdir(dirname(path), { recursive: true });
    await access(there === 'other' ? path : dirname(path), constants.W_OK);
  } catch (cause) {
    throw notWritten(path, cause);
  }
}

const isFolder = 'it is a folder';

async function kindOf(path: string): Promise<'absent' | 'file' | 'folder' | 'other'> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (found === null) return 'absent';
  return found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other';
}

function notWritten(path: string, cause: unknown): TengateError {
  return new TengateError({
    code: 'result-not-written',
    what: `${path} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}`,
    todo: 'Name a file in a folder that you may write to.',
    cause,
  });
}
