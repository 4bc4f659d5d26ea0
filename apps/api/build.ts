/**
 * Bundles the API into `dist/`: `main.mjs`, and beside it a file for each part that is loaded when it is first needed (the
 * AI SDK, hosted models, MCP, traces), so that a replica which never needs one holds nothing of it. Runs without
 * node_modules. PGlite stays out: it is loaded when it is installed and no DATABASE_URL is set.
 *
 * `node build.ts [folder]`: into another folder than `dist/`, which is emptied first.
 */

import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const root = import.meta.dirname;
const outdir = resolve(process.argv[2] ?? join(root, 'dist'));

await rm(outdir, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: { main: 'src/main.ts' },
  outdir,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  platform: 'node',
  target: 'node26',
  format: 'esm',
  // Libraries that are no ES modules ask for Node's own with it.
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
  legalComments: 'linked',
  minifySyntax: true,
  // Names stay, for the log. V8 holds a file with one letter outside Latin 1, as comments have, at two bytes a letter.
  minifyWhitespace: true,
  // pg-native and pg-cloudflare are optional parts of pg for other ways to connect; pg asks for them and does without.
  external: ['@electric-sql/pglite', 'pg-native', 'pg-cloudflare'],
  // What the compiler's configuration says is about checking, not about output.
  tsconfigRaw: {},
  logLevel: 'warning',
});
