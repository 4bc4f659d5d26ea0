/** What is on this machine of all that Tengate needs or can use; gets and installs nothing. */

import type { ProcessRunner } from '../ports/process-runner.ts';
import { findPackageManager, missingPackages } from './install-system-packages.ts';
import { findInstalled, type InstalledOutcome } from './installed-program.ts';
import { usableFromCache } from './locate-program.ts';
import { installCommand } from './package-manager.ts';
import type { FoundPin, Pins, ProgramPin } from './pins.ts';
import type { Platform } from './platform.ts';
import type { ProgramCache } from './program-cache.ts';
import type { ToolchainSettings } from './settings.ts';
import { packagePurposes, systemPackages } from './system-packages.ts';
import { type FoundTool, isUsableAll, type ToolRow, toolRow } from './tool-rows.ts';

export type ToolInspection = {
  readonly rows: readonly ToolRow[];
  /** True only when every required one is usable as it is. */
  readonly ok: boolean;
};

export type InspectionParts = {
  readonly pins: Pins;
  readonly platform: Platform;
  readonly cache: ProgramCache;
  readonly settings: ToolchainSettings;
  readonly runner: ProcessRunner;
  /** Value of PATH. */
  readonly path: string;
  readonly root: boolean;
};

/** @param need whether the embedded cluster is what the tools are for; only Linux can have one */
export async function inspectTools(
  parts: InspectionParts,
  need: { readonly cluster: boolean },
): Promise<ToolInspection> {
  const cluster = need.cluster && parts.platform.os === 'linux';
  const programs: readonly (ProgramPin | FoundPin)[] = [
    ...parts.pins.programs.filter((pin) => pin.name !== 'kube'),
    ...parts.pins.found,
  ];
  const tools = await mapInTurn(programs, async (pin) => toolRow(await lookFor(parts, pin), { cluster }));
  const packages = parts.platform.os === 'linux' ? await lookForPackages(parts, cluster) : [];
  const rows = [...tools, ...packages];
  return { rows, ok: isUsableAll(rows) };
}

async function lookFor(parts: InspectionParts, pin: ProgramPin | FoundPin): Promise<FoundTool> {
  const { runner, path, cache, settings } = parts;
  const pinned = 'version' in pin;
  const { mode } = settings;
  const installed: InstalledOutcome =
    pinned && (mode === 'download' || mode === 'source')
      ? { status: 'absent' }
      : await findInstalled({ pin, runner, path, except: cache.folder });
  const cached = pinned ? await usableFromCache(parts, pin) : null;
  return { pin, installed, cached };
}

async function lookForPackages(parts: InspectionParts, cluster: boolean): Promise<ToolRow[]> {
  const manager = await findPackageManager(parts);
  const missing = await Promise.all(packagePurposes.map((purpose) => missingPackages(parts, purpose)));
  const absent = new Set(missing.flat().map((entry) => entry.name));
  return systemPackages.map((entry) => {
    const required = cluster && entry.purposes.includes('cluster');
    const present = !absent.has(entry.name);
    const byHand = manager === null ? `provide ${[...entry.commands, ...entry.files].join(', ')}` : '';
    const command = manager === null ? byHand : `run: ${installCommand(manager, [entry])}`;
    const itself = parts.root && manager !== null ? 'installed when needed; ' : '';
    return {
      name: entry.name,
      kind: 'system-package',
      need: required ? 'required' : 'optional',
      required: entry.purposes.join(', '),
      found: present ? 'present' : null,
      from: present ? 'system' : null,
      verdict: present ? 'usable' : 'missing',
      todo: present ? '' : `${itself}${command}`,
    };
  });
}

/** A few at a time: each asks a program for its version. */
async function mapInTurn<T, R>(items: readonly T[], look: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      const index = next++;
      results[index] = await look(items[index] as T);
    }
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
  return results;
}
