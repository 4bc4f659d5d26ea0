/**
 * Completes Next's standalone output to what is shipped: `node build/assemble-standalone.ts` after `next build`.
 * Adds the static files, also compressed, and this application's own server, takes out what is not needed to run, and replaces the random
 * keys of every build, so that two builds are the same and no key lies in an image. Tells browsers which scripts run at once.
 */

import { cp, glob, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { firstScripts } from './first-scripts.ts';

const application = path.join(import.meta.dirname, '..');
const built = path.join(application, '.next');
const shipped = path.join(built, 'standalone/apps/web');

await addOwnFiles();
await removeBuildFiles();
await replaceKeys();
await hintCompilation();
await compressFiles();

async function addOwnFiles(): Promise<void> {
  await cp(path.join(built, 'static'), path.join(shipped, '.next/static'), { recursive: true });
  await cp(path.join(application, 'public'), path.join(shipped, 'public'), { recursive: true });
  await cp(path.join(application, 'server'), path.join(shipped, 'server'), {
    recursive: true,
    filter: (file) => !file.endsWith('.test.ts'),
  });
}

/** Next's own entry, which `server/main.ts` replaces, traces and source maps. */
async function removeBuildFiles(): Promise<void> {
  await rm(path.join(shipped, 'server.js'));
  for await (const file of glob('**/*.{nft.json,js.map}', { cwd: path.join(shipped, '.next') })) {
    await rm(path.join(shipped, '.next', file));
  }
}

/**
 * Next makes keys for draft mode and for server actions. Neither is used here, and `server/pages.ts` keeps draft mode
 * and revalidation from being asked for, so nothing rests on their being secret.
 */
async function replaceKeys(): Promise<void> {
  const files = path.join(shipped, '.next');
  const preview = await readJson(path.join(files, 'server/preview-props.json'));
  const actions = await readJson(path.join(files, 'server/server-reference-manifest.json'));
  if ([actions.node, actions.edge].some((known) => Object.keys(known ?? {}).length > 0)) {
    throw new Error(
      'There are server actions now: give them NEXT_SERVER_ACTIONS_ENCRYPTION_KEY at run time.',
    );
  }
  const keys = [...Object.values(preview), actions.encryptionKey].filter((key) => typeof key === 'string');
  if (keys.length !== 4 || keys.some((key) => key.length < 32)) {
    throw new Error('Next keeps its keys elsewhere now: find them, so that none is shipped.');
  }
  for await (const name of glob('**/*.{js,json,html,rsc,meta}', { cwd: files })) {
    const file = path.join(files, name);
    const text = await readFile(file, 'utf8');
    const replaced = keys.reduce(
      (changed, key) => changed.replaceAll(key, 'not-a-secret-because-not-used'),
      text,
    );
    if (replaced !== text) await writeFile(file, replaced);
  }
}

/**
 * V8 compiles the functions of a script when they are called, in the page's own thread, unless the script begins with this
 * comment: then all of them at once, in another thread and while the rest arrives. Of what runs at once most is called. See
 * https://v8.dev/blog/explicit-compile-hints; other engines see a comment.
 */
async function hintCompilation(): Promise<void> {
  const scripts = new Set<string>();
  for await (const name of glob('server/app/**/*.html', { cwd: built })) {
    for (const script of firstScripts(await readFile(path.join(built, name), 'utf8'))) scripts.add(script);
  }
  if (scripts.size === 0) throw new Error('No page names a script: find out how Next loads them now.');
  for (const script of scripts) {
    const file = path.join(shipped, script.replace('/_next/', '.next/'));
    await writeFile(file, `//# allFunctionsCalledOnLoad\n${await readFile(file, 'utf8')}`);
  }
}

/** Once and well, for `server/compressed-files.ts`. */
async function compressFiles(): Promise<void> {
  const files = path.join(shipped, '.next/static');
  for await (const name of glob('**/*.{js,css}', { cwd: files })) {
    const file = path.join(files, name);
    const content = await readFile(file);
    const size = { [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
    await writeFile(`${file}.br`, brotliCompressSync(content, { params: size }));
    await writeFile(`${file}.gz`, gzipSync(content, { level: constants.Z_BEST_COMPRESSION }));
  }
}

async function readJson(file: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(file, 'utf8'));
}
