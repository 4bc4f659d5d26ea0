/** Finds the system packages that are missing for a purpose, and installs them when this may be done. */

import { access } from 'node:fs/promises';
import { delimiter } from 'node:path';
import { TengateError } from '../model/tengate-error.ts';
import type { ProcessRunner, RunOutcome } from '../ports/process-runner.ts';
import type { ToolchainOptions } from '../ports/toolchain.ts';
import { executables } from './installed-program.ts';
import { installArguments, installCommand, needsUpdate, updateArguments } from './package-manager.ts';
import {
  type PackageManager,
  type PackagePurpose,
  packageManagers,
  type SystemPackage,
  systemPackages,
} from './system-packages.ts';

const installWithinMs = 15 * 60_000;
/** PATH of an ordinary user often lacks these. */
const systemFolders = ['/usr/local/sbin', '/usr/sbin', '/sbin'];

export type SystemPackageParts = {
  readonly runner: ProcessRunner;
  /** Value of PATH. */
  readonly path: string;
  /** Whether packages may be installed: the process runs as root. */
  readonly root: boolean;
  readonly exists?: (file: string) => Promise<boolean>;
};

/** The packages of `purpose` whose commands or files are not there. */
export async function missingPackages(
  parts: SystemPackageParts,
  purpose: PackagePurpose,
): Promise<readonly SystemPackage[]> {
  const wanted = systemPackages.filter((entry) => entry.purposes.includes(purpose));
  const present = await Promise.all(wanted.map((entry) => isPresent(parts, entry)));
  return wanted.filter((_, index) => present[index] === false);
}

/** The package manager of this system, or `null` for one that is not known. */
export async function findPackageManager(parts: SystemPackageParts): Promise<PackageManager | null> {
  for (const manager of packageManagers) {
    if ((await executables(foldersOf(parts), [manager])).length > 0) return manager;
  }
  return null;
}

/** @throws TengateError `system-packages-missing`, `package-manager-failed` */
export async function ensureSystemPackages(
  parts: SystemPackageParts,
  purpose: PackagePurpose,
  options: ToolchainOptions,
): Promise<void> {
  const missing = await missingPackages(parts, purpose);
  if (missing.length === 0) return;
  const manager = await findPackageManager(parts);
  if (manager === null || !parts.root) throw packagesMissing(missing, manager);
  await install(parts, manager, missing, options);
  const still = await missingPackages(parts, purpose);
  if (still.length > 0) throw packagesMissing(still, manager);
}

async function install(
  parts: SystemPackageParts,
  manager: PackageManager,
  missing: readonly SystemPackage[],
  { progress, signal }: ToolchainOptions,
): Promise<void> {
  const names = missing.map((entry) => entry.name).join(', ');
  progress({ kind: 'notice', text: `Installing system packages with ${manager}: ${names}.` });
  const id = 'toolchain/system-packages';
  progress({ kind: 'start', id, title: `Installing ${names}` });
  const run = async (args: readonly string[]): Promise<RunOutcome> => {
    const outcome = await parts.runner.run({
      file: manager,
      args,
      env: { DEBIAN_FRONTEND: 'noninteractive' },
      deadlineMs: installWithinMs,
      signal,
      onLine: (line) => progress({ kind: 'detail', id, text: line }),
    });
    if (signal?.aborted === true) progress({ kind: 'end', id, outcome: 'cancelled', text: names });
    signal?.throwIfAborted();
    return outcome;
  };
  const args = installArguments(manager, missing);
  let outcome = await run(args);
  const update = updateArguments(manager);
  if (outcome.exitCode !== 0 && update !== null && needsUpdate(outcome.stdout + outcome.stderr)) {
    outcome = await run(update);
    if (outcome.exitCode === 0) outcome = await run(args);
  }
  const succeeded = outcome.exitCode === 0;
  progress({ kind: 'end', id, outcome: succeeded ? 'done' : 'failed', text: names });
  if (!succeeded) throw managerFailed(manager, missing, outcome);
}

async function isPresent(parts: SystemPackageParts, entry: SystemPackage): Promise<boolean> {
  for (const command of entry.commands) {
    if ((await executables(foldersOf(parts), [command])).length === 0) return false;
  }
  if (entry.files.length === 0) return true;
  const found = await Promise.all(entry.files.map(parts.exists ?? fileExists));
  return found.includes(true);
}

function foldersOf({ path }: SystemPackageParts): string[] {
  return [...path.split(delimiter), ...systemFolders];
}

async function fileExists(file: string): Promise<boolean> {
  return await access(file).then(
    () => true,
    () => false,
  );
}

function packagesMissing(missing: readonly SystemPackage[], manager: PackageManager | null): TengateError {
  const list = missing.map((entry) => `${entry.name} (${entry.why})`).join('; ');
  const needed = missing.flatMap((entry) => [...entry.commands, ...entry.files]).join(', ');
  return new TengateError({
    code: 'system-packages-missing',
    kind: 'unavailable',
    what: `System packages are missing: ${list}.`,
    todo:
      manager === null
        ? `install by hand what provides: ${needed}; no package manager known to Tengate was found (${packageManagers.join(', ')})`
        : `run: ${installCommand(manager, missing)}`,
    more: 'tengate verify-tools',
  });
}

function managerFailed(
  manager: PackageManager,
  missing: readonly SystemPackage[],
  outcome: RunOutcome,
): TengateError {
  const lines = `${outcome.stdout}\n${outcome.stderr}`.split('\n').filter((line) => line.trim() !== '');
  const how = outcome.status === 'exited' ? `exit code ${outcome.exitCode}` : outcome.status;
  return new TengateError({
    code: 'package-manager-failed',
    what: `${manager} could not install ${missing.map((entry) => entry.name).join(', ')} (${how}):\n${lines.slice(-12).join('\n')}`,
    todo: `correct what it says, or run it yourself: ${installCommand(manager, missing)}`,
  });
}
