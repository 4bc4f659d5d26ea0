import { describe, expect, it } from 'vitest';
import { configureDebian } from './configure-debian.ts';
import { createFileTree, type FileTree } from './file-tree.ts';

function textOf(tree: FileTree, path: string): string | undefined {
  const entry = tree.get(path);
  return entry?.type === 'file' && Buffer.isBuffer(entry.content) ? entry.content.toString() : undefined;
}

const node = { name: 'node', id: 1000, home: '/home/node', shell: '/bin/bash' };

describe('configuring a Debian tree', () => {
  it('adds users and their groups to those of the base', async () => {
    const tree = createFileTree();
    tree.file('usr/share/base-passwd/passwd.master', 'root:*:0:0:root:/root:/bin/bash\n');
    tree.file('usr/share/base-passwd/group.master', 'root:*:0:\n');
    await configureDebian({ tree, suite: 'bookworm', users: [node] });
    expect(textOf(tree, 'etc/passwd')).toBe(
      'root:*:0:0:root:/root:/bin/bash\nnode:x:1000:1000::/home/node:/bin/bash\n',
    );
    expect(textOf(tree, 'etc/group')).toBe('root:*:0:\nnode:x:1000:\n');
  });

  it('bundles the certificate authorities', async () => {
    const tree = createFileTree();
    tree.file('usr/share/ca-certificates/mozilla/B.crt', 'certificate B\n\n');
    tree.file('usr/share/ca-certificates/mozilla/A.crt', 'certificate A');
    await configureDebian({ tree, suite: 'bookworm', users: [] });
    expect(textOf(tree, 'etc/ssl/certs/ca-certificates.crt')).toBe('certificate A\ncertificate B\n');
  });

  it("points apt at Debian's own archive, and only where there is apt", async () => {
    const without = createFileTree();
    await configureDebian({ tree: without, suite: 'bookworm', users: [] });
    expect(without.get('etc/apt/sources.list')).toBeUndefined();
    const tree = createFileTree();
    tree.file('usr/bin/apt-get', '');
    await configureDebian({ tree, suite: 'bookworm', users: [] });
    expect(textOf(tree, 'etc/apt/sources.list')).toContain('http://deb.debian.org/debian bookworm main');
  });
});
