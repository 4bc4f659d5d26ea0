/** Owns what the maintainer scripts of a Debian base would have done, for those parts that a container needs. */

import { open } from 'node:fs/promises';
import { publicMirror, sourcesList } from './debian-sources.ts';
import type { FileTree } from './file-tree.ts';

export type ImageUser = {
  readonly name: string;
  readonly id: number;
  readonly home: string;
  readonly shell: string;
};

/**
 * Completes a tree of unpacked packages: users, the bundle of certificate authorities, name service, alternatives, apt's
 * sources (Debian's own, not the mirror that it was made from). Does only what the packages in the tree give reason for.
 */
export async function configureDebian(options: {
  readonly tree: FileTree;
  readonly suite: string;
  readonly users: readonly ImageUser[];
}): Promise<void> {
  const { tree, suite, users } = options;
  await copy(tree, 'usr/share/libc-bin/nsswitch.conf', 'etc/nsswitch.conf');
  await copy(tree, 'usr/share/base-files/dot.profile', 'root/.profile');
  await copy(tree, 'usr/share/base-files/dot.bashrc', 'root/.bashrc');
  await addUsers(tree, users);
  await bundleCertificates(tree);
  allowPasswordsOfUnix(tree);
  alternative(tree, 'usr/bin/awk', 'mawk');
  alternative(tree, 'usr/bin/which', 'which.debianutils');
  tree.symlink('var/run', '../run');
  tree.directory('run/lock', 0o1777);
  tree.symlink('var/lock', '../run/lock');
  tree.directory('var/tmp', 0o1777);
  tree.directory('tmp', 0o1777);
  if (tree.get('usr/bin/apt-get') === undefined) return;
  tree.file(
    'etc/apt/sources.list',
    sourcesList({ mirror: publicMirror, suite, keyring: '/usr/share/keyrings/debian-archive-keyring.gpg' }),
  );
  for (const folder of ['var/lib/apt/lists/partial', 'var/cache/apt/archives/partial'])
    tree.directory(folder);
  for (const file of ['available', 'diversions', 'statoverride']) tree.file(`var/lib/dpkg/${file}`, '');
}

async function addUsers(tree: FileTree, users: readonly ImageUser[]): Promise<void> {
  const passwd =
    (await text(tree, 'usr/share/base-passwd/passwd.master')) ?? 'root:x:0:0:root:/root:/bin/sh\n';
  const group = (await text(tree, 'usr/share/base-passwd/group.master')) ?? 'root:x:0:\n';
  // The master files mark "no password" with `*`, as update-passwd does on a system without shadow files.
  const ownUsers = users.map((user) => `${user.name}:x:${user.id}:${user.id}::${user.home}:${user.shell}\n`);
  const ownGroups = users.map((user) => `${user.name}:x:${user.id}:\n`);
  tree.file('etc/passwd', passwd + ownUsers.join(''));
  tree.file('etc/group', group + ownGroups.join(''));
}

/** What `update-ca-certificates` writes: every authority of the package, in one file. */
async function bundleCertificates(tree: FileTree): Promise<void> {
  const folder = 'usr/share/ca-certificates/';
  const names = tree
    .entries()
    .map(([path]) => path)
    .filter((path) => path.startsWith(folder) && path.endsWith('.crt'));
  if (names.length === 0) return;
  const certificates: string[] = [];
  for (const name of names) certificates.push(`${((await text(tree, name)) ?? '').trimEnd()}\n`);
  tree.file('etc/ssl/certs/ca-certificates.crt', certificates.join(''));
  tree.file('etc/ca-certificates.conf', `${names.map((name) => name.slice(folder.length)).join('\n')}\n`);
}

/** What `pam-auth-update` writes where nothing but the password files is set up; `su` and `login` refuse without. */
function allowPasswordsOfUnix(tree: FileTree): void {
  if (tree.get('usr/share/pam/common-auth') === undefined) return;
  for (const type of ['auth', 'account', 'password', 'session']) {
    tree.file(`etc/pam.d/common-${type}`, `${type} required pam_unix.so\n`);
  }
  tree.file('etc/pam.d/common-session-noninteractive', 'session required pam_unix.so\n');
}

function alternative(tree: FileTree, path: string, target: string): void {
  const sibling = path.replace(/[^/]+$/, target);
  if (tree.get(sibling) !== undefined && tree.get(path) === undefined) tree.symlink(path, target);
}

async function copy(tree: FileTree, from: string, to: string): Promise<void> {
  const content = await text(tree, from);
  if (content !== null) tree.file(to, content);
}

async function text(tree: FileTree, path: string): Promise<string | null> {
  const entry = tree.get(path);
  if (entry?.type !== 'file') return null;
  const { content } = entry;
  if (Buffer.isBuffer(content)) return content.toString('utf8');
  const handle = await open(content.file, 'r');
  try {
    const buffer = Buffer.alloc(content.length);
    await handle.read(buffer, 0, content.length, content.offset);
    return buffer.toString('utf8');
  } finally {
    await handle.close();
  }
}
