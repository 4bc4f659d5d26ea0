/** Owns what a recipe in toolchain/images says: where the parts of a base image come from and how its containers start. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { TengateError } from '../../model/tengate-error.ts';

const mode = z.string().regex(/^[0-7]{3,4}$/, 'permission bits as octal digits, such as "755"');
const absolute = z.string().startsWith('/');
const folder = z.strictObject({ path: absolute, mode, owner: z.int().min(0).default(0) });

const recipeSchema = z.strictObject({
  /** Full name with tag. */
  reference: z.string().regex(/^[^\s:]+\/[^\s:]+:[\w.-]+$/, 'a full name with registry and tag'),
  /** Packages of a Debian release with all they depend on, less those in `omit` (`*` stands for any characters). */
  debian: z
    .strictObject({
      suite: z.string(),
      packages: z.array(z.string()).min(1),
      omit: z.array(z.string()),
      /** Paths without leading slash: left out with all below them. */
      leaveOut: z.array(z.string()).default([]),
    })
    .optional(),
  /** Packages of the npm registry; `place` maps a path in the package (the empty one: all of it) to one in the image. */
  npm: z
    .array(
      z.strictObject({
        package: z.string(),
        place: z.record(z.string(), absolute),
        leaveOut: z.array(z.string()).default([]),
      }),
    )
    .default([]),
  /** Static programs of the toolchain. */
  programs: z.array(z.strictObject({ program: z.string(), path: absolute })).default([]),
  /** Files beside the recipe. */
  files: z.array(z.strictObject({ file: z.string(), path: absolute, mode })).default([]),
  /** Symbolic links: path → target. */
  links: z.record(absolute, z.string()).default({}),
  /** Users with a group of the same name and id. */
  users: z
    .array(z.strictObject({ name: z.string(), id: z.int().min(1), home: absolute, shell: absolute }))
    .default([]),
  folders: z.array(folder).default([]),
  run: z.strictObject({
    user: z.string().optional(),
    env: z.array(z.string()).optional(),
    entrypoint: z.array(z.string()).optional(),
    command: z.array(z.string()).optional(),
    workingDirectory: absolute.optional(),
    exposedPorts: z.array(z.string()).optional(),
    volumes: z.array(absolute).optional(),
    stopSignal: z.string().optional(),
    labels: z.record(z.string(), z.string()).optional(),
  }),
});

export type ImageRecipe = z.infer<typeof recipeSchema> & {
  readonly name: string;
  /** Folder of the recipe and its files. */
  readonly folder: string;
  /** The recipe's own text, part of what a cached image must match. */
  readonly text: string;
};

export const imageNames = ['pause', 'coredns', 'metrics-server', 'node', 'postgres'] as const;

/**
 * Reads `<recipes>/<name>/image.yaml`.
 *
 * @throws TengateError `unknown-image` where there is none, `image-recipe` where it is not valid
 */
export async function readImageRecipe(recipes: string, name: string): Promise<ImageRecipe> {
  const folder = join(recipes, name);
  const file = join(folder, 'image.yaml');
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new TengateError({
      code: 'unknown-image',
      what: `there is no recipe for the image ${name}: ${file} cannot be read`,
      todo: `use one of ${imageNames.join(', ')}, or write the recipe`,
      kind: 'usage',
      cause,
    });
  }
  const parsed = recipeSchema.safeParse(parse(text));
  if (!parsed.success) {
    throw new TengateError({
      code: 'image-recipe',
      what: `${file} is no valid recipe:\n${z.prettifyError(parsed.error)}`,
      todo: 'correct the file',
      kind: 'usage',
    });
  }
  return { ...parsed.data, name, folder, text };
}
