/** Owns reading a tar file into a tree without copying its content: entries refer to their bytes in the file. */

import { createReadStream } from 'node:fs';
import { extract } from 'tar-stream';
import { cleanPath, type FileTree } from './file-tree.ts';

const headerBytes = 512;

/**
 * Puts every entry of an uncompressed tar file into `tree`.
 *
 * @param options.place new path of an entry, or `null` to leave it out; asked for hard links' targets too
 * @throws Error where the file is no tar, or holds what an image of ours never needs (devices)
 */
export async function readTar(options: {
  readonly file: string;
  readonly tree: FileTree;
  readonly place: (path: string) => string | null;
}): Promise<void> {
  const { file, tree, place } = options;
  const reader = extract();
  const input = createReadStream(file, { highWaterMark: 1024 * 1024 });
  input.on('error', (error) => reader.destroy(error));
  input.pipe(reader as unknown as NodeJS.WritableStream);
  for await (const entry of reader) {
    const { header } = entry;
    // tar-stream tells where the entry's last header block begins; the content follows it.
    const offset = entry.offset + headerBytes;
    const path = place(cleanPath(header.name));
    const owner = { mode: header.mode & 0o7777, uid: header.uid, gid: header.gid };
    if (path !== null) {
      switch (header.type) {
        case 'directory':
          tree.put(path, { type: 'directory', ...owner });
          break;
        case 'file':
        case 'contiguous-file':
          tree.put(path, { type: 'file', ...owner, content: { file, offset, length: header.size } });
          break;
        case 'symlink':
          tree.put(path, { type: 'symlink', ...owner, target: header.linkname });
          break;
        case 'link': {
          const target = place(cleanPath(header.linkname));
          if (target !== null) tree.put(path, { type: 'link', ...owner, target });
          break;
        }
        default:
          throw new Error(`${file} holds ${header.name} of type ${header.type}`);
      }
    }
    entry.resume();
  }
}
