/**
 * Measures the JavaScript that the task list loads first: `node build/first-load.ts [--json]` after `npm run build`.
 * Every script that the prerendered page names counts, compressed by Brotli at its best; those for browsers without
 * modules do not. Ends with exit code 1 above the limit.
 */

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { brotliCompressSync } from 'node:zlib';
import { firstScripts } from './first-scripts.ts';

/** Bytes, compressed. */
const limit = 150_000;

const built = path.join(import.meta.dirname, '../.next');
const shipped = path.join(built, 'standalone/apps/web/.next');
const page = await readFile(path.join(built, 'server/app/index.html'), 'utf8');

const sizes = await Promise.all(
  firstScripts(page).map(async (script) => {
    const content = await readFile(path.join(shipped, script.replace('/_next/', '')));
    return { script, bytes: brotliCompressSync(content).length };
  }),
);
const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);

process.stdout.write(
  process.argv.includes('--json')
    ? `${JSON.stringify({ total, limit, sizes })}\n`
    : `${sizes.map(({ script, bytes }) => `${String(bytes).padStart(8)}  ${script}\n`).join('')}${String(total).padStart(8)}  of ${limit} bytes\n`,
);
process.exitCode = total <= limit ? 0 : 1;
