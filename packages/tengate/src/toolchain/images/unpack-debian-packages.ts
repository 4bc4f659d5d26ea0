/** Owns putting the content of .deb files into a tree, as a Debian with merged /usr and without manuals lays it out. */

import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { TengateError } from '../../model/tengate-error.ts';
import type { ProcessRunner } from '../../ports/process-runner.ts';
import type { FileTree } from './file-tree.ts';
import { readTar } from './read-tar.ts';

/** What a container has no use for; copyright files stay, as the licences ask. */
const manuals = [
  'usr/share/man',
  'usr/share/info',
  'usr/share/locale',
  'usr/share/lintian',
  'usr/share/bash-completion',
  'usr/share/menu',
  'usr/share/doc-base',
];
const merged = /^(bin|sbin|lib|lib32|lib64|libx32)(?=\/|$)/;
const deadlineMs = 60_000;

/**
 * Unpacks packages in the given order and records them in dpkg's database, so that security scanners see them and, where
 * dpkg itself is among them, `apt-get install` works on top.
 *
 * @param options.folder   where unpacked tar files may lie until the layer is written
 * @param options.leaveOut further paths to leave out, with all below them
 */
export async function unpackDebianPackages(options: {
  readonly runner: ProcessRunner;
  readonly files: readonly string[];
  readonly tree: FileTree;
  readonly leaveOut: readonly string[];
  readonly folder: string;
  readonly signal?: AbortSignal | undefined;
}): Promise<void> {
  const { files, tree, leaveOut, folder } = options;
  await mkdir(folder, { recursive: true });
  for (const name of ['bin', 'sbin', 'lib', 'lib64']) tree.symlink(name, `usr/${name}`);
  const withDpkg = files.some((file) => basename(file).startsWith('dpkg_'));
  const read = inTurns(2, files, (file) => readPackage({ ...options, file, withControl: withDpkg }));
  const status: string[] = [];
  for await (const { data, control, controlTar } of read) {
    const paths: string[] = [];
    await readTar({
      file: data,
      tree,
      place: (path) => {
        paths.push(`/${path}`);
        return placed(path, leaveOut);
      },
    });
    status.push(control.trimEnd().replace('\n', '\nStatus: install ok installed\n'));
    if (controlTar === null) continue;
    const info = `var/lib/dpkg/info/${infoName(control)}`;
    tree.file(`${info}.list`, `${paths.map((path) => (path === '/' ? '/.' : path)).join('\n')}\n`);
    await readTar({
      file: controlTar,
      tree,
      place: (path) => (path === '' || path === 'control' ? null : `${info}.${path}`),
    });
  }
  tree.file('var/lib/dpkg/status', `${status.join('\n\n')}\n`);
}

/** Where a package's path goes in the image: below /usr what the merge moved there, `null` for what is left out. */
export function placed(path: string, leaveOut: readonly string[]): string | null {
  const place = path.replace(merged, 'usr/$1');
  if (manuals.some((folder) => isWithin(place, folder))) return null;
  if (isWithin(place, 'usr/share/doc') && !/(^|\/)(doc|copyright)$|^usr\/share\/doc\/[^/]+$/.test(place))
    return null;
  return leaveOut.some((folder) => isWithin(place, folder)) ? null : place;
}

type ReadPackage = { readonly data: string; readonly control: string; readonly controlTar: string | null };

async function readPackage(options: {
  readonly runner: ProcessRunner;
  readonly file: string;
  readonly folder: string;
  readonly withControl: boolean;
  readonly signal?: AbortSignal | undefined;
}): Promise<ReadPackage> {
  const { runner, file, folder, withControl, signal } = options;
  const ask = async (action: string, stdoutFile?: string): Promise<string> => {
    const outcome = await runner.run({
      file: 'dpkg-deb',
      args: [action, file],
      deadlineMs,
      signal,
      ...(stdoutFile === undefined ? {} : { stdoutFile }),
    });
    signal?.throwIfAborted();
    if (outcome.exitCode !== 0) {
      throw new TengateError({
        code: 'debian-package-unreadable',
        what: `dpkg-deb ${action} ${basename(file)} ended with ${outcome.exitCode ?? outcome.status}: ${outcome.stderr.trim()}`,
        todo: 'look whether the disk is full; otherwise run it again',
      });
    }
    return outcome.stdout;
  };
  const data = join(folder, `${basename(file)}.tar`);
  const controlTar = withControl ? join(folder, `${basename(file)}.control.tar`) : null;
  const control = await ask('--field');
  await ask('--fsys-tarfile', data);
  if (controlTar !== null) await ask('--ctrl-tarfile', controlTar);
  return { data, control, controlTar };
}

/** dpkg names the records of packages that several architectures may share with the architecture. */
function infoName(control: string): string {
  const field = (name: string): string => new RegExp(`^${name}: (.*)$`, 'm').exec(control)?.[1]?.trim() ?? '';
  const name = field('Package');
  return field('Multi-Arch') === 'same' ? `${name}:${field('Architecture')}` : name;
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

/** Runs `work` for up to `width` items ahead and yields the results in the order of the items. */
async function* inTurns<Item, Result>(
  width: number,
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const running: Promise<Result>[] = [];
  let next = 0;
  try {
    for (;;) {
      while (running.length < width && next < items.length) running.push(work(items[next++] as Item));
      const first = running.shift();
      if (first === undefined) return;
      yield await first;
    }
  } finally {
    await Promise.allSettled(running);
  }
}
