/** Wires the toolchain: programs, images and system packages behind one port, and what the `toolchain` commands show. */

import { delimiter, join } from 'node:path';
import type { Clock } from '../ports/clock.ts';
import type { Folders } from '../ports/files.ts';
import type { ProcessRunner } from '../ports/process-runner.ts';
import { together } from '../ports/together.ts';
import type { LocatedProgram, Toolchain, ToolchainOptions } from '../ports/toolchain.ts';
import type { Fetch } from './download.ts';
import { createLocateImage } from './images/locate-image.ts';
import { inspectTools, type ToolInspection } from './inspect-tools.ts';
import { ensureSystemPackages } from './install-system-packages.ts';
import { listPrograms, type ProgramListing } from './list-programs.ts';
import { createProgramLocator, usableFromCache } from './locate-program.ts';
import { isRequired, type Pins, type ProgramPin, pinNamed } from './pins.ts';
import type { Platform } from './platform.ts';
import { createProgramCache } from './program-cache.ts';
import { createReachHost } from './reach-host.ts';
import type { ToolchainSettings } from './settings.ts';
import { createSourceBuilder } from './source-builder.ts';

export type ToolchainParts = {
  readonly pins: Pins;
  /** Absolute folder that holds `go/` and `images/`: the repository's `toolchain/`. */
  readonly sources: string;
  readonly settings: ToolchainSettings;
  readonly platform: Platform;
  readonly folders: Folders;
  readonly runner: ProcessRunner;
  readonly clock: Clock;
  readonly fetch: Fetch;
  /** PATH is read from it. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly processId: number;
  /** Whether system packages may be installed. */
  readonly root: boolean;
  /** How long an official host may take to answer until it counts as out of reach, milliseconds; a few seconds by default. */
  readonly reachWithinMs?: number;
  /** Where Go is besides PATH; by default where its own installer puts it. */
  readonly goFolders?: readonly string[];
};

export type WholeToolchain = Toolchain & {
  /** Gets several programs at once: those built from source in one build. */
  programs(names: readonly string[], options: ToolchainOptions): Promise<readonly LocatedProgram[]>;
  /** Gets everything that a run with the embedded cluster (or without it) needs. */
  fetchAll(
    need: { readonly cluster: boolean },
    options: ToolchainOptions,
  ): Promise<readonly LocatedProgram[]>;
  /** Every pinned program, and where it is or would come from. */
  list(): Promise<readonly ProgramListing[]>;
  /** What `verify-tools` shows; gets and installs nothing. */
  inspect(need: { readonly cluster: boolean }): Promise<ToolInspection>;
};

export function createToolchain(parts: ToolchainParts): WholeToolchain {
  const { pins, settings, platform, folders, runner, clock, fetch, processId, root } = parts;
  const path = parts.environment.PATH ?? '';
  const cache = createProgramCache(join(folders.cache, 'programs'), platform);
  const reach = createReachHost(fetch, parts.reachWithinMs);
  const systemPackages: Toolchain['systemPackages'] = async (purpose, options) =>
    await ensureSystemPackages({ runner, path, root }, purpose, options);
  const builder = createSourceBuilder({
    pins,
    cache,
    isCached: async (pin) => (await usableFromCache({ cache, settings }, pin)) !== null,
    runner,
    clock,
    goPath: [path, ...(parts.goFolders ?? ['/usr/local/go/bin'])].join(delimiter),
    processId,
    moduleFolder: join(parts.sources, 'go'),
    systemPackages,
  });
  const locator = createProgramLocator({
    pins,
    platform,
    settings,
    cache,
    runner,
    clock,
    fetch,
    reach,
    builder,
    path,
    processId,
  });

  /** What is being looked up for `programs`: one asked for meanwhile waits, so that it joins the same build. */
  let planning: Promise<unknown> = Promise.resolve();

  const announced = async (planned: Promise<Plan>): Promise<Plan> => {
    planning = planned.catch(() => undefined);
    return await planned;
  };

  const plan = async (wanted: readonly ProgramPin[], signal?: AbortSignal): Promise<Plan> => {
    const found = await Promise.all(wanted.map((pin) => locator.find(pin, signal)));
    const absent = wanted.filter((_, index) => found[index] === null);
    const ways = await Promise.all(absent.map((pin) => locator.wayFor(pin)));
    return { wanted, found, built: absent.filter((_, index) => ways[index]?.way === 'source') };
  };

  const planAll = async (
    need: { readonly cluster: boolean },
    signal: AbortSignal | undefined,
  ): Promise<Plan> => {
    const required = pins.programs.filter((pin) => isRequired(pin, need));
    const first = await plan(required, signal);
    // Where release hosts are out of reach, so are image registries: what goes into images is built too.
    const building = need.cluster && first.built.length > 0;
    const parts = building ? pins.programs.filter((pin) => pin.need === 'part') : [];
    return parts.length === 0 ? first : await plan([...required, ...parts], signal);
  };

  const program = async (name: string, options: ToolchainOptions): Promise<LocatedProgram> => {
    const pin = pinNamed(pins, name);
    await planning;
    const group = pins.programs.filter((other) => other.source.group === pin.source.group);
    const beside = async (): Promise<readonly ProgramPin[]> =>
      (await announced(plan(group, options.signal))).built;
    return (await locator.find(pin, options.signal)) ?? (await locator.get(pin, beside, options));
  };

  const getAll = async (
    { wanted, found, built }: Plan,
    { progress, signal }: ToolchainOptions,
  ): Promise<readonly LocatedProgram[]> =>
    await together(
      signal,
      wanted.map(
        (pin, index) => async (shared: AbortSignal) =>
          found[index] ?? (await locator.get(pin, async () => built, { progress, signal: shared })),
      ),
    );

  const programs: WholeToolchain['programs'] = async (names, options) => {
    const wanted = names.map((name) => pinNamed(pins, name));
    return await getAll(await announced(plan(wanted, options.signal)), options);
  };

  const fetchAll: WholeToolchain['fetchAll'] = async (need, options) =>
    await getAll(await announced(planAll(need, options.signal)), options);

  const image = createLocateImage({
    recipes: join(parts.sources, 'images'),
    folder: join(folders.cache, 'images'),
    way: settings.mode,
    platform,
    runner,
    clock,
    processId,
    reach,
    program: async (name, options) => (await program(name, options)).path,
  });
  const inspection = { pins, platform, cache, settings, runner, path, root };
  return {
    program,
    programs,
    fetchAll,
    image,
    systemPackages,
    list: async () => await listPrograms({ pins, platform, cache }),
    inspect: async (need) => await inspectTools(inspection, need),
  };
}

/** What is there of several programs (`null`: not there), and which of the others are to be built from source. */
type Plan = {
  readonly wanted: readonly ProgramPin[];
  readonly found: readonly (LocatedProgram | null)[];
  readonly built: readonly ProgramPin[];
};
