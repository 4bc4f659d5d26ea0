/** Owns the order in which a program is looked for: installed → cache → official release → built from source. */

import { createHash } from 'node:crypto';
import { TengateError } from '../model/tengate-error.ts';
import type { Clock } from '../ports/clock.ts';
import type { ProcessRunner } from '../ports/process-runner.ts';
import type { LocatedProgram, ToolchainOptions } from '../ports/toolchain.ts';
import { explainWriteError } from './disk-full.ts';
import type { Fetch } from './download.ts';
import { fetchRelease } from './fetch-release.ts';
import { findInstalled, type InstalledOutcome } from './installed-program.ts';
import type { Pins, ProgramPin } from './pins.ts';
import type { Platform } from './platform.ts';
import type { CachedProgram, ProgramCache } from './program-cache.ts';
import type { ReachHost } from './reach-host.ts';
import { type ReleaseFile, releaseFile } from './release-address.ts';
import type { ToolchainSettings } from './settings.ts';
import { type SharedJob, startSharedJob } from './shared-job.ts';
import type { SourceBuilder } from './source-builder.ts';
import { withWorkLock } from './work-lock.ts';

const waitForOthersMs = 30 * 60_000;

/** How a program that is not there yet is got. */
export type Way =
  | { readonly way: 'download'; readonly release: ReleaseFile }
  | { readonly way: 'source'; readonly because: string };

export type LocatorParts = {
  readonly pins: Pins;
  readonly platform: Platform;
  readonly settings: ToolchainSettings;
  readonly cache: ProgramCache;
  readonly runner: ProcessRunner;
  readonly clock: Clock;
  readonly fetch: Fetch;
  readonly reach: ReachHost;
  readonly builder: SourceBuilder;
  /** Value of PATH. */
  readonly path: string;
  readonly processId: number;
};

export type ProgramLocator = {
  /** What is there already, without getting anything. */
  find(pin: ProgramPin, signal?: AbortSignal): Promise<LocatedProgram | null>;
  /** How one that is not there would be got; asks the official host, gets nothing. */
  wayFor(pin: ProgramPin): Promise<Way>;
  /** Gets one that `find` did not find; `beside` names what to build with it if it is built. */
  get(
    pin: ProgramPin,
    beside: () => Promise<readonly ProgramPin[]>,
    options: ToolchainOptions,
  ): Promise<LocatedProgram>;
};

export function createProgramLocator(parts: LocatorParts): ProgramLocator {
  const downloads = new Map<string, SharedJob>();

  const download = async (release: ReleaseFile, options: ToolchainOptions): Promise<void> => {
    const key = release.address;
    let job = downloads.get(key);
    if (job === undefined || !job.isOpen()) {
      job = startSharedJob(
        async (progress, signal) => await runDownload(parts, release, { progress, signal }),
      );
      downloads.set(key, job);
    }
    await job.join(options);
  };

  const find = async (pin: ProgramPin, signal?: AbortSignal): Promise<LocatedProgram | null> => {
    const { settings } = parts;
    if (settings.mode === 'auto' || settings.mode === 'path') {
      const installed = await installedCopy(parts, pin, signal);
      if (installed.status === 'accepted') return located(pin, installed, 'path');
    }
    const cached = await usableFromCache(parts, pin);
    return cached === null
      ? null
      : located(pin, { path: cached.path, version: cached.record.version }, 'cache');
  };

  const wayFor = async (pin: ProgramPin): Promise<Way> => {
    const { mode, mirror } = parts.settings;
    const release = releaseFile(pin, parts.platform);
    if (mode === 'path') throw notInstalled(pin, await installedCopy(parts, pin));
    if (mode === 'source') return source(parts, pin, 'asked for with --toolchain source');
    if (release === null) {
      if (mode === 'download') throw noRelease(pin, parts.platform);
      return source(parts, pin, 'its project releases no such program with a checksum');
    }
    if (mode === 'download' || mirror !== null) return { way: 'download', release };
    const answer = await parts.reach(release.checksumAddress);
    if (answer.reachable) return { way: 'download', release };
    return source(parts, pin, `${new URL(release.checksumAddress).host} is not reached (${answer.why})`);
  };

  return {
    find,
    wayFor,
    get: async (pin, beside, options) => {
      const way = await wayFor(pin);
      if (way.way === 'download') await download(way.release, options);
      else await build(parts, pin, await beside(), way.because, options);
      const cached = await parts.cache.find(pin);
      if (cached === null) throw new Error(`${pin.name} was published and is gone`);
      return located(pin, { path: cached.path, version: cached.record.version }, way.way);
    },
  };
}

/** A cached program counts unless another way of getting it was asked for by name. */
export async function usableFromCache(
  { cache, settings }: Pick<LocatorParts, 'cache' | 'settings'>,
  pin: ProgramPin,
): Promise<CachedProgram | null> {
  if (settings.mode === 'path') return null;
  const cached = await cache.find(pin);
  if (cached === null || settings.mode === 'auto') return cached;
  return cached.record.origin === settings.mode ? cached : null;
}

async function installedCopy(
  { runner, path, cache }: LocatorParts,
  pin: ProgramPin,
  signal?: AbortSignal,
): Promise<InstalledOutcome> {
  return await findInstalled({ pin, runner, path, except: cache.folder, signal });
}

async function runDownload(
  parts: LocatorParts,
  release: ReleaseFile,
  options: { readonly progress: ToolchainOptions['progress']; readonly signal: AbortSignal },
): Promise<void> {
  const { cache, clock, processId, settings, fetch, runner, pins, platform } = parts;
  const work = workName(release);
  const absent = async (): Promise<{ pin: ProgramPin; release: ReleaseFile }[]> => {
    const programs: { pin: ProgramPin; release: ReleaseFile }[] = [];
    for (const pin of pins.programs) {
      const file = releaseFile(pin, platform);
      if (file?.address !== release.address || (await usableFromCache(parts, pin)) !== null) continue;
      programs.push({ pin, release: file });
    }
    return programs;
  };
  await withWorkLock({
    file: cache.lockFile(work),
    clock,
    processId,
    waitMs: waitForOthersMs,
    onWait: (holder) => {
      const by = holder === null ? 'another process' : `process ${holder}`;
      options.progress({ kind: 'notice', text: `${by} is fetching ${release.address}: waiting for it.` });
    },
    enough: async () => (await absent()).length === 0,
    signal: options.signal,
    work: async () => {
      const programs = await absent();
      if (programs.length === 0) return;
      const { mirror } = settings;
      await fetchRelease({ programs, work, mirror, cache, fetch, runner, clock, ...options });
    },
  }).catch((error: unknown) => {
    throw explainWriteError(error, cache.folder);
  });
}

/** Name of a release file's staging folder and lock, the same in every process. */
function workName({ address }: ReleaseFile): string {
  const name = new URL(address).pathname.split('/').at(-1) ?? '';
  return `${name}-${createHash('sha256').update(address).digest('hex').slice(0, 8)}`;
}

/** Says why it is built, where that is why it cannot be had. */
async function build(
  parts: LocatorParts,
  pin: ProgramPin,
  batch: readonly ProgramPin[],
  because: string,
  options: ToolchainOptions,
): Promise<void> {
  try {
    await parts.builder.build(pin, batch, options);
  } catch (error) {
    if (!(error instanceof TengateError) || error.kind !== 'unavailable') throw error;
    throw new TengateError({
      code: error.code,
      kind: error.kind,
      what: `${pin.name} ${pin.version} is to be built from source: ${because}. ${error.message}`,
      todo: error.todo,
      ...(error.more === undefined ? {} : { more: error.more }),
      cause: error,
    });
  }
}

function source({ platform }: LocatorParts, pin: ProgramPin, because: string): Way {
  if (pin.source.systems.includes(platform.os)) return { way: 'source', because };
  throw new TengateError({
    code: 'program-unavailable',
    kind: 'unavailable',
    what: `${pin.name} ${pin.version} cannot be had: ${because}, and it is not built from source on ${platform.os}.`,
    todo: `install it (${pin.accepts}), or give a mirror of the official releases with --mirror`,
  });
}

function located(
  { name }: ProgramPin,
  { path, version }: { readonly path: string; readonly version: string },
  origin: LocatedProgram['origin'],
): LocatedProgram {
  return { name, version, path, origin };
}

function noRelease(pin: ProgramPin, platform: Platform): TengateError {
  return new TengateError({
    code: 'release-not-published',
    kind: 'unavailable',
    what: `There is no official release of ${pin.name} for ${platform.os}/${platform.arch} with a checksum.`,
    todo: 'use --toolchain source, or leave the choice to the tool with --toolchain auto',
  });
}

function notInstalled(pin: ProgramPin, found: InstalledOutcome): TengateError {
  const instead =
    found.status === 'out-of-range'
      ? `${found.path} is version ${found.version}`
      : found.status === 'unreadable'
        ? `${found.path} does not tell its version (${found.said})`
        : `none was found in ${pin.installed.folders?.join(', ') ?? 'PATH'}`;
  return new TengateError({
    code: 'program-not-installed',
    kind: 'unavailable',
    what: `${pin.name} ${pin.accepts} must be installed, as --toolchain path asks: ${instead}.`,
    todo: `install ${pin.name} ${pin.version}, or let the tool get it with --toolchain auto`,
    more: 'tengate verify-tools',
  });
}
