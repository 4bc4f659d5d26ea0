/** Owns getting a package of the npm registry, with the user's own npm configuration, into a tree. */

import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { TengateError } from '../../model/tengate-error.ts';
import type { ProcessRunner } from '../../ports/process-runner.ts';
import type { FileTree } from './file-tree.ts';
import { readTar } from './read-tar.ts';

const packed = z.array(z.object({ filename: z.string(), integrity: z.string() })).min(1);
const deadlineMs = 300_000;

/**
 * @param options.package  name and version, `npm@11.0.0`
 * @param options.place    path in the package → path in the image; the empty path is the whole package
 * @param options.leaveOut paths in the package to leave out, with all below them
 * @param options.folder   where downloads may lie until the layer is written
 * @returns the integrity that the registry vouches for
 * @throws TengateError `npm-package`
 */
export async function unpackNpmPackage(options: {
  readonly runner: ProcessRunner;
  readonly package: string;
  readonly place: Readonly<Record<string, string>>;
  readonly leaveOut: readonly string[];
  readonly tree: FileTree;
  readonly folder: string;
  readonly signal?: AbortSignal | undefined;
}): Promise<{ readonly integrity: string }> {
  const { runner, place, leaveOut, tree, folder, signal } = options;
  await mkdir(folder, { recursive: true });
  const outcome = await runner.run({
    file: 'npm',
    args: ['pack', options.package, '--json', '--loglevel=error', '--pack-destination', folder],
    cwd: folder,
    deadlineMs,
    signal,
  });
  signal?.throwIfAborted();
  if (outcome.exitCode !== 0) {
    throw new TengateError({
      code: 'npm-package',
      what: `npm could not fetch ${options.package} (${outcome.status}, exit code ${outcome.exitCode})\n${outcome.stderr.trim().split('\n').slice(-5).join('\n')}`,
      todo: "look whether this machine's npm reaches its registry (npm ping)",
      more: `npm view ${options.package}`,
    });
  }
  const [result] = packed.parse(parsePackJson(outcome.stdout));
  const archive = join(folder, result?.filename ?? '');
  const tar = `${archive}.tar`;
  await pipeline(createReadStream(archive), createGunzip(), createWriteStream(tar));
  await readTar({
    file: tar,
    tree,
    place: (path) => {
      // Every path in an npm archive stands below one folder, usually `package`.
      const inside = path.slice(path.indexOf('/') + 1);
      if (leaveOut.some((folder) => inside === folder || inside.startsWith(`${folder}/`))) return null;
      const exact = place[inside];
      if (exact !== undefined) return exact;
      const whole = place[''];
      return whole === undefined ? null : `${whole}/${inside}`;
    },
  });
  return { integrity: result?.integrity ?? '' };
}

/** npm 12 answers with an object by package name, earlier ones with a list. */
function parsePackJson(stdout: string): unknown {
  const value: unknown = JSON.parse(stdout);
  return Array.isArray(value) || typeof value !== 'object' || value === null ? value : Object.values(value);
}
