/** What `toolchain list` shows: every pinned program, its official address, its source, and whether the cache has it. */

import type { Pins } from './pins.ts';
import type { Platform } from './platform.ts';
import type { ProgramCache, ProgramRecord } from './program-cache.ts';
import { releaseFile } from './release-address.ts';

export type ProgramListing = {
  readonly name: string;
  readonly version: string;
  readonly accepts: string;
  /** Official address for this platform, or `null` where there is none with a checksum. */
  readonly address: string | null;
  /** Go package it is built from, or `null` where it is not built on this system. */
  readonly source: string | null;
  readonly cached: { readonly path: string; readonly record: ProgramRecord } | null;
};

export async function listPrograms(parts: {
  readonly pins: Pins;
  readonly platform: Platform;
  readonly cache: ProgramCache;
}): Promise<readonly ProgramListing[]> {
  const { pins, platform, cache } = parts;
  return await Promise.all(
    pins.programs.map(async (pin) => ({
      name: pin.name,
      version: pin.version,
      accepts: pin.accepts,
      address: releaseFile(pin, platform)?.address ?? null,
      source: pin.source.systems.includes(platform.os) ? pin.source.package : null,
      cached: await cache.find(pin),
    })),
  );
}
