/**
 * Bundles the API into one file, `dist/main.cjs`, that runs without node_modules. PGlite stays out: it is loaded when it
 * is installed and no DATABASE_URL is set.
 */

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = import.meta.dirname;
const outdir = join(root, 'dist');

await rm(outdir, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: ['src/main.ts'],
  outfile: join(outdir, 'main.cjs'),
  bundle: true,
  platform: 'node',
  target: 'node26',
  format: 'cjs',
  legalComments: 'linked',
  minifySyntax: true,
  // pg-native and pg-cloudflare are optional parts of pg for other ways to connect; pg asks for them and does without.
  external: ['@electric-sql/pglite', 'pg-native', 'pg-cloudflare'],
  // What the compiler's configuration says is about checking, not about output.
  tsconfigRaw: {},
  logLevel: 'warning',
});
