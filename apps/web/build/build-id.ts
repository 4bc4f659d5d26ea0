/** Owns the build id: a hash of what is built, so that the same sources give the same build, whatever their history. */

import { createHash } from 'node:crypto';
import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';

const sources = [
  'apps/web/package.json',
  'apps/web/next.config.ts',
  'apps/web/{app,components,lib,public,build}/**/*',
  'packages/{contracts,understanding}/{package.json,src/**/*}',
];

/**
 * @param root the repository's root
 * @returns 20 hexadecimal digits
 */
export async function buildId(root: string): Promise<string> {
  const files: string[] = [];
  for await (const entry of glob(sources, { cwd: root, withFileTypes: true })) {
    const isSource = entry.isFile() && !entry.name.includes('.test.');
    if (isSource) files.push(path.relative(root, path.join(entry.parentPath, entry.name)));
  }
  const hash = createHash('sha256');
  for (const file of files.sort())
    hash
      .update(file)
      .update('\0')
      .update(await readFile(path.join(root, file)));
  return hash.digest('hex').slice(0, 20);
}
