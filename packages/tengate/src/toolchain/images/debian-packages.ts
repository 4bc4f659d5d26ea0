/** Owns getting the .deb files of packages and all they depend on, verified by apt, without installing anything here. */

import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TengateError } from '../../model/tengate-error.ts';
import type { ProcessRunner, RunOutcome } from '../../ports/process-runner.ts';
import { indexTargetsFormat, mirrorOf, sourcesList } from './debian-sources.ts';

export type DebianPackage = { readonly name: string; readonly version: string };

/** Signs Debian's archives; Ubuntu has it too, as package debian-archive-keyring. */
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
const updateDeadlineMs = 180_000;
const downloadDeadlineMs = 600_000;

/**
 * Resolves and downloads. apt works in a folder of its own with an empty package database and this machine's apt
 * configuration (proxy, certificates, mirror), so that neither root nor a Debian of the same release is needed.
 *
 * @param options.packages names, or patterns of apt such as `?essential`
 * @param options.omit     names not to take although something depends on them; `*` stands for any characters
 * @param options.folder   empty folder for apt's state and the downloads
 * @returns the packages in the order of their names, and their files
 * @throws TengateError `no-apt`, `no-debian-keyring`, `debian-packages`
 */
export async function downloadDebianPackages(options: {
  readonly runner: ProcessRunner;
  readonly suite: string;
  readonly architecture: string;
  readonly packages: readonly string[];
  readonly omit: readonly string[];
  readonly folder: string;
  readonly onDetail: (text: string) => void;
  readonly signal?: AbortSignal | undefined;
}): Promise<{ readonly packages: readonly DebianPackage[]; readonly files: readonly string[] }> {
  const { runner, suite, architecture, packages, omit, folder, onDetail, signal } = options;
  const downloads = join(folder, 'downloads');
  for (const name of ['lists/partial', 'archives/partial', 'state', 'downloads']) {
    await mkdir(join(folder, name), { recursive: true });
  }
  const apt = async (args: readonly string[], deadlineMs: number, cwd = folder): Promise<RunOutcome> => {
    const outcome = await runner.run({
      file: 'apt-get',
      args: [...aptOptions(folder, architecture), ...args],
      cwd,
      deadlineMs,
      signal,
      env: { LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' },
    });
    signal?.throwIfAborted();
    return outcome;
  };
  const mirror = mirrorOf(await hostIndexTargets(runner, signal));
  await writeFile(join(folder, 'status'), '');
  await writeFile(join(folder, 'sources.list'), sourcesList({ mirror, suite, keyring, packagesOnly: true }));
  onDetail(`reading the package lists of Debian ${suite}`);
  requireSuccess(await apt(['update', '-q', '--error-on=any'], updateDeadlineMs), 'read the package lists');
  const plan = await apt(['install', '-s', '-y', ...packages], updateDeadlineMs);
  requireSuccess(plan, `find ${packages.join(' ')} and what they depend on`);
  const chosen = plannedPackages(plan.stdout).filter(({ name }) => !matchesAny(name, omit));
  onDetail(`downloading ${chosen.length} Debian packages`);
  const wanted = chosen.map(({ name, version }) => `${name}=${version}`);
  requireSuccess(
    await apt(['download', '-q', ...wanted], downloadDeadlineMs, downloads),
    'download packages',
  );
  const files = (await readdir(downloads)).filter((file) => file.endsWith('.deb')).sort();
  if (files.length !== chosen.length) {
    throw new TengateError({
      code: 'debian-packages',
      what: `apt-get downloaded ${files.length} of ${chosen.length} packages`,
      todo: 'run it again; if it stays so, look whether the mirror is being updated',
    });
  }
  return { packages: chosen, files: files.map((file) => join(downloads, file)) };
}

/** The packages of `apt-get install --simulate`, in the order of their names. */
export function plannedPackages(simulation: string): readonly DebianPackage[] {
  return [...simulation.matchAll(/^Inst (\S+?)(?::\S+)? \((\S+) /gm)]
    .map(([, name = '', version = '']) => ({ name, version }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

export function matchesAny(name: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => {
    const [start = '', ...rest] = pattern.split('*');
    if (rest.length === 0) return name === pattern;
    return (
      name.startsWith(start) &&
      name.endsWith(rest.at(-1) ?? '') &&
      name.length >= pattern.length - rest.length
    );
  });
}

function aptOptions(folder: string, architecture: string): readonly string[] {
  const settings = {
    'Dir::State': join(folder, 'state'),
    'Dir::State::Lists': join(folder, 'lists'),
    'Dir::State::status': join(folder, 'status'),
    'Dir::Cache': folder,
    'Dir::Cache::archives': join(folder, 'archives'),
    // Machines made for containers often switch both off; with them apt reads the lists once instead of three times.
    'Dir::Cache::pkgcache': join(folder, 'pkgcache.bin'),
    'Dir::Cache::srcpkgcache': join(folder, 'srcpkgcache.bin'),
    'Acquire::GzipIndexes': 'false',
    'Dir::Etc::SourceList': join(folder, 'sources.list'),
    'Dir::Etc::SourceParts': '/dev/null',
    'Dir::Etc::Preferences': '/dev/null',
    'Dir::Etc::PreferencesParts': '/dev/null',
    'APT::Architecture': architecture,
    'APT::Architectures': architecture,
    'APT::Install-Recommends': 'false',
    'APT::Install-Suggests': 'false',
    // The folder belongs to the user who runs this; apt's own user could not write there.
    'APT::Sandbox::User': 'root',
    'Acquire::Languages': 'none',
    'Debug::NoLocking': 'true',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
}

async function hostIndexTargets(runner: ProcessRunner, signal: AbortSignal | undefined): Promise<string> {
  const outcome = await runner.run({
    file: 'apt-get',
    args: ['indextargets', '--format', indexTargetsFormat, 'Created-By: Packages'],
    deadlineMs: 30_000,
    signal,
  });
  signal?.throwIfAborted();
  if (outcome.status === 'not-found') {
    throw new TengateError({
      code: 'no-apt',
      what: 'this base image is made from Debian packages, and apt-get is not here',
      todo: 'run on Debian or Ubuntu, or where the image registry can be reached (then nothing has to be made)',
      kind: 'unavailable',
    });
  }
  return outcome.stdout;
}

function requireSuccess(outcome: RunOutcome, doing: string): void {
  if (outcome.exitCode === 0) return;
  const lines = outcome.stderr.trim().split('\n').slice(-8).join('\n');
  if (lines.includes(keyring) || lines.includes('NO_PUBKEY')) {
    throw new TengateError({
      code: 'no-debian-keyring',
      what: `apt-get could not verify Debian's archive: ${keyring} is missing or too old\n${lines}`,
      todo: 'install the package debian-archive-keyring',
      kind: 'unavailable',
    });
  }
  throw new TengateError({
    code: 'debian-packages',
    what: `apt-get could not ${doing} (${outcome.status}, exit code ${outcome.exitCode})\n${lines}`,
    todo: "look whether this machine's apt works (apt-get update), and its mirror can be reached",
    more: 'apt-get update',
  });
}
