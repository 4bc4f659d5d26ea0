/**
 * Bundles the API into one file, `dist/main.cjs`, that runs without node_modules. Beside it `tracing.cjs`, which is read
 * only where traces are sent, so that a start without them pays nothing. PGlite stays out: it is loaded when it
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
  entryPoints: { main: 'src/main.ts', tracing: 'src/tracing/open-telemetry.ts' },
  outdir,
  outExtension: { '.js': '.cjs' },
  plugins: [
    {
      name: 'tracing-apart',
      setup: ({ onResolve }) =>
        onResolve({ filter: /\/tracing\/open-telemetry\.ts$/ }, ({ kind }) =>
          kind === 'entry-point' ? null : { path: './tracing.cjs', external: true },
        ),
    },
  ],
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
