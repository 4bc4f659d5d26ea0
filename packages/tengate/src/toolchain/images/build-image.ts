/** Owns the way from a recipe to an image archive: gather the parts in one tree, write it as one layer. */

import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProcessRunner } from '../../ports/process-runner.ts';
import type { Platform } from '../platform.ts';
import { configureDebian } from './configure-debian.ts';
import { type DebianPackage, downloadDebianPackages } from './debian-packages.ts';
import { createFileTree } from './file-tree.ts';
import type { ImageRecipe } from './image-recipe.ts';
import { unpackDebianPackages } from './unpack-debian-packages.ts';
import { unpackNpmPackage } from './unpack-npm-package.ts';
import { writeImageArchive } from './write-image-archive.ts';
import { writeLayer } from './write-layer.ts';

export type BuiltArchive = {
  readonly manifestDigest: string;
  readonly archiveDigest: string;
  readonly size: number;
  readonly debian: readonly DebianPackage[];
  /** Package with version → the registry's integrity. */
  readonly npm: Readonly<Record<string, string>>;
};

/**
 * Makes the image and writes its archive to `file`. Needs no root: nothing of the image runs, and owners exist only in
 * the layer.
 *
 * @param options.programs where the recipe's programs lie, by name
 * @param options.work     empty folder for what is downloaded and unpacked; the caller removes it
 */
export async function buildImage(options: {
  readonly recipe: ImageRecipe;
  readonly file: string;
  readonly programs: Readonly<Record<string, string>>;
  readonly platform: Platform;
  readonly runner: ProcessRunner;
  readonly work: string;
  readonly onDetail: (text: string) => void;
  readonly signal?: AbortSignal | undefined;
}): Promise<BuiltArchive> {
  const { recipe, file, programs, platform, runner, work, onDetail, signal } = options;
  const tree = createFileTree();
  const [debian, npmDownloads] = await bothOrNeither(
    () => gatherDebian(options),
    () => gatherNpm(options),
  );
  if (recipe.debian !== undefined && debian !== null) {
    onDetail(`unpacking ${debian.files.length} Debian packages`);
    const { leaveOut, suite } = recipe.debian;
    await unpackDebianPackages({
      runner,
      files: debian.files,
      tree,
      leaveOut,
      folder: join(work, 'unpacked'),
      signal,
    });
    await configureDebian({ tree, suite, users: recipe.users });
  }
  for (const [path, entry] of npmDownloads.tree.entries()) tree.put(path, entry);
  for (const { program, path } of recipe.programs) {
    const source = programs[program] ?? '';
    tree.file(path, { file: source, offset: 0, length: (await stat(source)).size }, 0o755);
  }
  for (const { file: name, path, mode } of recipe.files) {
    const source = join(recipe.folder, name);
    const length = (await stat(source)).size;
    tree.file(path, { file: source, offset: 0, length }, Number.parseInt(mode, 8));
  }
  for (const [path, target] of Object.entries(recipe.links)) tree.symlink(path, target);
  for (const { path, mode, owner } of recipe.folders) {
    tree.directory(path, Number.parseInt(mode, 8), owner);
  }
  signal?.throwIfAborted();
  onDetail('writing the image');
  const layer = await writeLayer(tree, join(work, 'layer.tar'));
  const written = await writeImageArchive({
    file,
    reference: recipe.reference,
    architecture: platform.arch,
    layer,
    run: recipe.run,
    history: `tengate toolchain/images/${recipe.name}`,
  });
  return { ...written, debian: debian?.packages ?? [], npm: npmDownloads.integrity };
}

type Gathering = Parameters<typeof buildImage>[0];

async function gatherDebian({
  recipe,
  runner,
  platform,
  work,
  onDetail,
  signal,
}: Gathering): Promise<Awaited<ReturnType<typeof downloadDebianPackages>> | null> {
  if (recipe.debian === undefined) return null;
  const folder = join(work, 'apt');
  await mkdir(folder, { recursive: true });
  const { suite, packages, omit } = recipe.debian;
  return await downloadDebianPackages({
    runner,
    suite,
    architecture: platform.arch,
    packages,
    omit,
    folder,
    onDetail,
    signal,
  });
}

async function gatherNpm({ recipe, runner, platform, work, signal }: Gathering) {
  const tree = createFileTree();
  const integrity: Record<string, string> = {};
  const nodeArch = platform.arch === 'amd64' ? 'x64' : platform.arch;
  for (const { package: pattern, place, leaveOut } of recipe.npm) {
    const name = pattern.replaceAll('{nodeArch}', nodeArch);
    const folder = join(work, 'npm', name.replaceAll('/', '_'));
    const unpacked = await unpackNpmPackage({ runner, package: name, place, leaveOut, tree, folder, signal });
    integrity[name] = unpacked.integrity;
  }
  return { tree, integrity };
}

/** Runs both at the same time; when one fails, waits for the other before it throws, so that nothing goes on unseen. */
async function bothOrNeither<A, B>(first: () => Promise<A>, second: () => Promise<B>): Promise<[A, B]> {
  const [a, b] = await Promise.allSettled([first(), second()]);
  if (a.status === 'rejected') throw a.reason;
  if (b.status === 'rejected') throw b.reason;
  return [a.value, b.value];
}
