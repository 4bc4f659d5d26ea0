/** Takes single files out of a gzip'ed tar archive. */

import { createReadStream, createWriteStream } from 'node:fs';
import { posix } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import tar from 'tar-stream';

/**
 * Writes the regular files named by the keys of `wanted` to the paths that are their values.
 *
 * @returns the names that the archive does not hold
 * @throws what zlib or tar says of an archive that is none; a write error as it is
 */
export async function unpackArchive(archive: string, wanted: ReadonlyMap<string, string>): Promise<string[]> {
  const missing = new Set(wanted.keys());
  const extract = tar.extract();
  extract.on('entry', (header, stream, next) => {
    const name = posix.normalize(header.name);
    const target = header.type === 'file' ? wanted.get(name) : undefined;
    if (target === undefined) {
      stream.once('end', next);
      stream.resume();
      return;
    }
    missing.delete(name);
    pipeline(stream, createWriteStream(target, { mode: 0o755 })).then(
      () => next(),
      (error: unknown) => extract.destroy(error as Error),
    );
  });
  await pipeline(createReadStream(archive), createGunzip(), extract);
  return [...missing];
}
