/**
 * Builds programs from source, one batch at a time: what is asked for while a batch runs waits for the next one, so that
 * two builds never fight for the processor, and shared packages compile once.
 */

import type { Clock } from '../ports/clock.ts';
import type { ProcessRunner } from '../ports/process-runner.ts';
import type { Progress } from '../ports/progress.ts';
import { together } from '../ports/together.ts';
import type { Toolchain, ToolchainOptions } from '../ports/toolchain.ts';
import { type GoBuild, planBuilds } from './build-plan.ts';
import { createBuildTimes } from './build-times.ts';
import { explainWriteError } from './disk-full.ts';
import { runGoBuild } from './go-build.ts';
import { findGo } from './go-command.ts';
import type { Pins, ProgramPin } from './pins.ts';
import type { ProgramCache } from './program-cache.ts';
import { type SharedJob, startSharedJob } from './shared-job.ts';
import { withWorkLock } from './work-lock.ts';

/** A first build of everything takes about 10 minutes on two cores; this much more on a slower machine. */
const waitForOthersMs = 60 * 60_000;
const work = 'source-build';

export type SourceBuilder = {
  /** Returns when `pin` is in the cache, while the rest of `batch` may still be under way. */
  build(pin: ProgramPin, batch: readonly ProgramPin[], options: ToolchainOptions): Promise<void>;
};

export type SourceBuilderParts = {
  readonly pins: Pins;
  readonly cache: ProgramCache;
  /** Whether a cached program will do for what was asked for. */
  readonly isCached: (pin: ProgramPin) => Promise<boolean>;
  readonly runner: ProcessRunner;
  readonly clock: Clock;
  /** Folders that Go is looked for in, as in PATH. */
  readonly goPath: string;
  readonly processId: number;
  /** Absolute folder of the Go module. */
  readonly moduleFolder: string;
  readonly systemPackages: Toolchain['systemPackages'];
};

type Batch = {
  readonly pins: Map<string, { readonly pin: ProgramPin; readonly ready: PromiseWithResolvers<void> }>;
  /** Names of those that are not there yet; when none is left, only tidying up is. */
  readonly waiting: Set<string>;
  readonly job: SharedJob;
  /** False once it took its programs and began. */
  open: boolean;
};

export function createSourceBuilder(parts: SourceBuilderParts): SourceBuilder {
  const batches: Batch[] = [];

  const startBatch = (): Batch => {
    const before = batches.at(-1);
    const batch: Batch = {
      pins: new Map(),
      waiting: new Set(),
      open: true,
      job: startSharedJob(async (progress, signal) => {
        try {
          await before?.job.settled();
          signal.throwIfAborted();
          batch.open = false;
          await runBatch(parts, batch, progress, signal);
        } catch (error) {
          for (const { ready } of batch.pins.values()) ready.reject(error);
          throw error;
        } finally {
          batch.open = false;
          batches.splice(batches.indexOf(batch), 1);
        }
      }),
    };
    batches.push(batch);
    return batch;
  };

  return {
    build: async (pin, wanted, options) => {
      const running = batches.find((batch) => batch.pins.has(pin.name) && batch.job.isOpen());
      const batch =
        running ?? batches.find((candidate) => candidate.open && candidate.job.isOpen()) ?? startBatch();
      if (batch.open) for (const part of [pin, ...wanted]) add(batch, part);
      await batch.job.join(options, batch.pins.get(pin.name)?.ready.promise);
      if (batch.waiting.size === 0) await batch.job.join(options);
    },
  };
}

function add(batch: Batch, pin: ProgramPin): void {
  if (batch.pins.has(pin.name)) return;
  const ready = Promise.withResolvers<void>();
  ready.promise.catch(() => undefined); // told to whoever waits for it
  batch.pins.set(pin.name, { pin, ready });
  batch.waiting.add(pin.name);
}

function settle(batch: Batch, { name }: ProgramPin): void {
  batch.waiting.delete(name);
  batch.pins.get(name)?.ready.resolve();
}

async function runBatch(
  parts: SourceBuilderParts,
  batch: Batch,
  progress: Progress,
  signal: AbortSignal,
): Promise<void> {
  const { cache, clock, processId } = parts;
  await withWorkLock({
    file: cache.lockFile(work),
    clock,
    processId,
    waitMs: waitForOthersMs,
    onWait: (holder) => progress({ kind: 'notice', text: waitingText(holder) }),
    enough: async () => (await settleCached(parts, batch)).length === 0,
    signal,
    work: async () => {
      // Looked at again with the lock held: the process waited for may have built some of them.
      const builds = planBuilds(parts.pins, await settleCached(parts, batch));
      // At the same time: one fetches modules while another compiles.
      await together(
        signal,
        builds.map((build) => (shared: AbortSignal) => runOne(parts, batch, build, progress, shared)),
      );
    },
  }).catch((error: unknown) => {
    throw explainWriteError(error, cache.folder);
  });
}

/** Tells those who wait for a program that is there, and gives the others. */
async function settleCached(parts: SourceBuilderParts, batch: Batch): Promise<ProgramPin[]> {
  const absent: ProgramPin[] = [];
  for (const { pin } of batch.pins.values()) {
    if (await parts.isCached(pin)) settle(batch, pin);
    else absent.push(pin);
  }
  return absent;
}

async function runOne(
  parts: SourceBuilderParts,
  batch: Batch,
  build: GoBuild,
  progress: Progress,
  signal: AbortSignal,
): Promise<void> {
  const { cache, clock, runner, moduleFolder, pins, goPath } = parts;
  const files = [...build.files].map(([file, [only, ...more]]) =>
    more.length === 0 ? (only?.name ?? file) : file,
  );
  const times = createBuildTimes(cache.file('build-times.json'));
  const usualMs = await times.usualMs(files);
  const step = `toolchain/${work}/${build.name}`;
  const title = `Building ${files.length > 3 ? `${files.length} programs` : files.join(', ')} from source`;
  progress({ kind: 'start', id: step, title, ...(usualMs === undefined ? {} : { usualMs }) });
  const start = clock.monotonicMs();
  try {
    const pin = pins.found.find((found) => found.name === 'go');
    if (pin === undefined) throw new Error('pins.yaml does not say how Go is found');
    const go = await findGo({ pin, runner, path: goPath, moduleFolder, cacheFolder: cache.folder, signal });
    if (build.cgo) await parts.systemPackages('source-build', { progress, signal });
    const done: string[] = [];
    const onPublished = (published: ProgramPin): void => {
      settle(batch, published);
      done.push(published.name);
      progress({ kind: 'rows', id: step, rows: [['ready', done.join(', ')]] });
    };
    await runGoBuild({
      build,
      go,
      moduleFolder,
      work: `${work}-${build.name}`,
      cache,
      runner,
      clock,
      progress,
      step,
      onPublished,
      signal,
    });
    await times.remember(files, clock.monotonicMs() - start);
    progress({ kind: 'end', id: step, outcome: 'done', text: `${files.length} built from source` });
  } catch (error) {
    const text = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error);
    progress({ kind: 'end', id: step, outcome: signal.aborted ? 'cancelled' : 'failed', text });
    throw error;
  }
}

function waitingText(holder: number | null): string {
  const by = holder === null ? 'another process' : `process ${holder}`;
  return `The toolchain is being built by ${by}: waiting for what is needed from it.`;
}
