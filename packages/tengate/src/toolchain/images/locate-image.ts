/** Owns where a base image comes from: the cache, its registry (the runtime pulls it), or made here from packages. */

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../ports/clock.ts';
import type { ProcessRunner } from '../../ports/process-runner.ts';
import type { LocatedImage, ToolchainOptions } from '../../ports/toolchain.ts';
import { explainWriteError } from '../disk-full.ts';
import type { Platform } from '../platform.ts';
import type { ReachHost } from '../reach-host.ts';
import { fileSha256 } from '../sha256.ts';
import { type SharedJob, startSharedJob } from '../shared-job.ts';
import { withWorkLock } from '../work-lock.ts';
import { buildImage } from './build-image.ts';
import { type CachedImage, createImageCache } from './image-cache.ts';
import { type ImageRecipe, readImageRecipe } from './image-recipe.ts';

export type LocateImage = (name: string, options: ToolchainOptions) => Promise<LocatedImage>;

/** Raised when the same recipe gives another image; a cached one is then made again. */
const makerVersion = 1;
/** Another process may be making the same image; longer than any should take. */
const waitForOtherMs = 15 * 60_000;

/**
 * Returns `Toolchain.image`. Calls for the same image share one attempt.
 *
 * @param options.recipes folder toolchain/images
 * @param options.folder  the cache, `…/tengate/images`
 * @param options.way     `source`: always made here; `download` and `path`: never; `auto`: made where the registry cannot be reached
 * @param options.program path of a program that goes into an image (pause, coredns, metrics-server), got when missing
 */
export function createLocateImage(options: {
  readonly recipes: string;
  readonly folder: string;
  readonly way: 'auto' | 'download' | 'source' | 'path';
  readonly platform: Platform;
  readonly runner: ProcessRunner;
  readonly clock: Clock;
  readonly processId: number;
  readonly reach: ReachHost;
  readonly program: (name: string, options: ToolchainOptions) => Promise<string>;
}): LocateImage {
  const { recipes, folder, way, reach } = options;
  const cache = createImageCache(folder);
  const jobs = new Map<string, { readonly job: SharedJob; readonly made: Promise<CachedImage> }>();

  const make = async (recipe: ImageRecipe, call: ToolchainOptions): Promise<CachedImage> => {
    let running = jobs.get(recipe.name);
    if (running === undefined || !running.job.isOpen()) {
      const made = Promise.withResolvers<CachedImage>();
      made.promise.catch(() => undefined); // seen through the job
      const job = startSharedJob(async (progress, signal) => {
        await findOrMake({ ...options, cache, recipe, call: { progress, signal } }).then(
          made.resolve,
          (error) => {
            made.reject(error);
            throw error;
          },
        );
      });
      running = { job, made: made.promise };
      jobs.set(recipe.name, running);
    }
    return await running.job.join(call, running.made);
  };

  return async (name, call) => {
    const recipe = await readImageRecipe(recipes, name);
    const { reference } = recipe;
    if (way === 'download' || way === 'path') return { reference, archive: null, digest: null };
    const cached = way === 'auto' ? await cache.find(recipe) : null;
    if (way === 'auto' && cached === null && (await reach(registryAddress(reference))).reachable) {
      return { reference, archive: null, digest: null };
    }
    const { archive, record } = await make(recipe, call);
    return { reference, archive, digest: record.manifestDigest };
  };
}

/** Where the registry of an image answers; Docker Hub's has another name than its images. */
export function registryAddress(reference: string): string {
  const host = reference.slice(0, reference.indexOf('/'));
  return `https://${host === 'docker.io' ? 'registry-1.docker.io' : host}/v2/`;
}

type Making = Omit<Parameters<typeof createLocateImage>[0], 'way' | 'reach'> & {
  readonly cache: ReturnType<typeof createImageCache>;
  readonly recipe: ImageRecipe;
  readonly call: { readonly progress: ToolchainOptions['progress']; readonly signal: AbortSignal };
};

async function findOrMake(making: Making): Promise<CachedImage> {
  const { cache, recipe, call, clock, processId, program } = making;
  const programs: Record<string, string> = {};
  for (const { program: name } of recipe.programs) programs[name] = await program(name, call);
  const inputs = await inputsOf(recipe, programs, making.platform);
  const fresh = async (): Promise<CachedImage | null> => {
    const cached = await cache.find(recipe);
    return cached?.record.inputs === inputs ? cached : null;
  };
  const cached = await fresh();
  if (cached !== null) return cached;
  const step = `image-${recipe.name}`;
  const before = await cache.find(recipe);
  call.progress({
    kind: 'start',
    id: step,
    title: `make image ${recipe.reference}`,
    ...(before === null ? {} : { usualMs: before.record.tookMs }),
  });
  try {
    const outcome = await withWorkLock({
      file: cache.lockFile(recipe),
      clock,
      processId,
      waitMs: waitForOtherMs,
      signal: call.signal,
      onWait: (holder) =>
        call.progress({
          kind: 'detail',
          id: step,
          text: `waiting for ${holder === null ? 'another process' : `process ${holder}`}`,
        }),
      enough: async () => (await fresh()) !== null,
      work: async () => (await fresh()) ?? (await makeAndPublish({ ...making, programs, inputs, step })),
    });
    const image = outcome.status === 'done' ? outcome.value : await fresh();
    if (image === null) throw new Error(`the image ${recipe.name} was there and is gone`);
    const megabytes = Math.round(image.record.bytes / 1e6);
    call.progress({ kind: 'end', id: step, outcome: 'done', text: `${megabytes} MB` });
    return image;
  } catch (error) {
    const outcome = call.signal.aborted ? 'cancelled' : 'failed';
    call.progress({
      kind: 'end',
      id: step,
      outcome,
      text: error instanceof Error ? error.message : `${error}`,
    });
    throw explainWriteError(error, cache.folder);
  }
}

async function makeAndPublish(
  making: Making & {
    readonly programs: Record<string, string>;
    readonly inputs: string;
    readonly step: string;
  },
): Promise<CachedImage> {
  const { cache, recipe, call, clock, platform, runner, programs, inputs, step } = making;
  const start = clock.monotonicMs();
  const work = await cache.stage(recipe);
  try {
    const file = join(work, 'image.tar');
    const built = await buildImage({
      recipe,
      file,
      programs,
      platform,
      runner,
      work,
      signal: call.signal,
      onDetail: (text) => call.progress({ kind: 'detail', id: step, text }),
    });
    return await cache.publish(recipe, file, {
      reference: recipe.reference,
      architecture: platform.arch,
      manifestDigest: built.manifestDigest,
      sha256: built.archiveDigest.replace('sha256:', ''),
      bytes: built.size,
      inputs,
      debian: [...built.debian],
      npm: { ...built.npm },
      tookMs: Math.round(clock.monotonicMs() - start),
      madeAt: clock.now().toISOString(),
    });
  } finally {
    await cache.unstage(recipe);
  }
}

async function inputsOf(
  recipe: ImageRecipe,
  programs: Readonly<Record<string, string>>,
  platform: Platform,
): Promise<string> {
  const hash = createHash('sha256').update(`${makerVersion} ${platform.arch}\n${recipe.text}`);
  for (const { file } of recipe.files) hash.update(await readFile(join(recipe.folder, file)));
  for (const [name, path] of Object.entries(programs)) hash.update(`${name} ${await fileSha256(path)}\n`);
  return hash.digest('hex');
}
