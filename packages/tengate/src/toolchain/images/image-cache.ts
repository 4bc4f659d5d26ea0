/** The cache of made images: one folder per image and version, published by a rename, with a record of what is inside. */

import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { ImageRecipe } from './image-recipe.ts';

const recordSchema = z.object({
  reference: z.string(),
  architecture: z.string(),
  manifestDigest: z.string(),
  /** SHA-256 of image.tar, lower-case hexadecimal. */
  sha256: z.string(),
  bytes: z.number(),
  /** Hash over the recipe, its files and the programs in it: another one and the image is made again. */
  inputs: z.string(),
  debian: z.array(z.object({ name: z.string(), version: z.string() })),
  npm: z.record(z.string(), z.string()),
  tookMs: z.number(),
  madeAt: z.string(),
});

export type ImageRecord = z.output<typeof recordSchema>;
export type CachedImage = { readonly archive: string; readonly record: ImageRecord };

export type ImageCache = {
  readonly folder: string;
  /** The complete archive, or `null`; whether its inputs are still the same is the caller's question. */
  find(recipe: ImageRecipe): Promise<CachedImage | null>;
  lockFile(recipe: ImageRecipe): string;
  /** An empty folder for the work; what an interrupted run left there is removed. Belongs to the holder of the lock. */
  stage(recipe: ImageRecipe): Promise<string>;
  unstage(recipe: ImageRecipe): Promise<void>;
  /** Takes `file` from the staging folder as the archive. */
  publish(recipe: ImageRecipe, file: string, record: ImageRecord): Promise<CachedImage>;
};

/** @param folder absolute: `…/tengate/images` */
export function createImageCache(folder: string): ImageCache {
  const home = (recipe: ImageRecipe): string => join(folder, recipe.name, versionOf(recipe));
  const staging = (recipe: ImageRecipe): string => join(folder, '.staging', recipe.name);
  return {
    folder,
    find: async (recipe) => {
      const archive = join(home(recipe), 'image.tar');
      const record = await readRecord(join(home(recipe), 'record.json'));
      if (record === null || record.reference !== recipe.reference) return null;
      return (await sizeOf(archive)) === record.bytes ? { archive, record } : null;
    },
    lockFile: (recipe) => join(folder, '.locks', `${recipe.name}.lock`),
    stage: async (recipe) => {
      await rm(staging(recipe), { recursive: true, force: true });
      await mkdir(staging(recipe), { recursive: true });
      return staging(recipe);
    },
    unstage: async (recipe) => await rm(staging(recipe), { recursive: true, force: true }),
    publish: async (recipe, file, record) => {
      const ready = join(staging(recipe), 'publish');
      await mkdir(ready);
      await rename(file, join(ready, 'image.tar'));
      await writeFile(join(ready, 'record.json'), `${JSON.stringify(record, null, 2)}\n`);
      await mkdir(dirname(home(recipe)), { recursive: true });
      await rm(home(recipe), { recursive: true, force: true });
      await rename(ready, home(recipe));
      return { archive: join(home(recipe), 'image.tar'), record };
    },
  };
}

/** The reference's tag. */
export function versionOf(recipe: Pick<ImageRecipe, 'reference'>): string {
  return recipe.reference.slice(recipe.reference.lastIndexOf(':') + 1);
}

async function readRecord(file: string): Promise<ImageRecord | null> {
  try {
    return recordSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return null; // absent, cut short or of another form: all the same, the image is made again
  }
}

async function sizeOf(file: string): Promise<number | null> {
  try {
    return (await stat(file)).size;
  } catch {
    return null;
  }
}
