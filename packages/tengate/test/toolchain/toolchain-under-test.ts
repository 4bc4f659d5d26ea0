/** A toolchain on a temporary cache, on loopback only. */

import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../src/system/clock.ts';
import { createProcessRunner } from '../../src/system/process-runner.ts';
import {
  createToolchain,
  type ToolchainParts,
  type WholeToolchain,
} from '../../src/toolchain/create-toolchain.ts';
import { readPins } from '../../src/toolchain/pins.ts';
import { readToolchainSettings, type ToolchainMode } from '../../src/toolchain/settings.ts';
import { linux, pinsFile } from './fake-releases.ts';

export type TestFolder = {
  readonly path: string;
  /** Folder of programs that are "installed". */
  readonly bin: string;
  readonly cache: string;
  remove(): Promise<void>;
};

export async function makeTestFolder(): Promise<TestFolder> {
  const path = await mkdtemp(join(tmpdir(), 'toolchain-'));
  const bin = join(path, 'bin');
  await mkdir(bin);
  return {
    path,
    bin,
    cache: join(path, 'cache'),
    remove: async () => await rm(path, { recursive: true, force: true }),
  };
}

/** Nothing is reached but the mirror, or what `options.fetch` reaches; nothing is installed but what lies in `folder.bin`. */
export async function makeToolchain(
  folder: TestFolder,
  options: { mode?: ToolchainMode; mirror?: string } & Partial<ToolchainParts>,
): Promise<WholeToolchain> {
  const { mode, mirror, ...parts } = options;
  const path = `${folder.bin}:/usr/bin:/bin`;
  return createToolchain({
    pins: parts.pins ?? (await readPins(pinsFile)),
    sources: join(folder.path, 'sources'),
    settings: readToolchainSettings({ mode, mirror, environment: {}, from: folder.path }),
    platform: linux,
    folders: { cache: folder.cache, state: join(folder.path, 'state') },
    runner: createProcessRunner({ ...process.env, PATH: path }),
    clock: systemClock,
    fetch: mirror === undefined ? unreachable : fetch,
    environment: { PATH: folder.bin },
    processId: process.pid,
    root: false,
    goFolders: [],
    ...parts,
  });
}

/** A machine without network. */
const unreachable: typeof fetch = async () => {
  throw new TypeError('fetch failed', { cause: new Error('getaddrinfo ENOTFOUND') });
};

/** Files below the programs' folder that no published program owns. */
export async function leftovers(folder: TestFolder): Promise<string[]> {
  const staging = join(folder.cache, 'programs', '.staging');
  return await readdir(staging).catch(() => []);
}

export const quiet = { progress: (): void => undefined };
