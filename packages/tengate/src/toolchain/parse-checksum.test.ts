import { describe, expect, it } from 'vitest';
import { parseChecksum } from './parse-checksum.ts';

const one = 'a'.repeat(64);
const two = 'B'.repeat(64);

describe('published checksums', () => {
  it('reads a hash that stands alone', () => {
    expect(parseChecksum(`${two}\n`, 'beside', 'kubelet')).toBe('b'.repeat(64));
    expect(parseChecksum(one, 'beside', 'kubelet')).toBe(one);
  });

  it('reads the line of the file, whatever folder or mark stands before its name', () => {
    const text = `${one}  other.tgz\n${two} *release/helm.tgz\n`;
    expect(parseChecksum(text, 'list', 'helm.tgz')).toBe('b'.repeat(64));
    expect(parseChecksum(`${one}  release/coredns.tgz\n`, 'beside', 'coredns.tgz')).toBe(one);
  });

  it('takes no hash of another file', () => {
    expect(parseChecksum(`${one}  other.tgz\n`, 'beside', 'helm.tgz')).toBeNull();
    expect(parseChecksum(`${one}\n${two}\n`, 'beside', 'helm.tgz')).toBeNull();
    expect(parseChecksum(one, 'list', 'helm.tgz')).toBeNull();
  });

  it('takes nothing from a page that is no list of checksums', () => {
    expect(parseChecksum('<html>sign in</html>', 'beside', 'kubelet')).toBeNull();
    expect(parseChecksum('<html>sign in</html>', 'github', 'kubelet')).toBeNull();
  });

  it("reads GitHub's digest of an asset, and only one that is there", () => {
    const release = JSON.stringify({
      assets: [
        { name: 'a.tgz', digest: `sha256:${one}` },
        { name: 'b.tgz', digest: null },
        { name: 'c.tgz', digest: 'sha512:00' },
      ],
    });
    expect(parseChecksum(release, 'github', 'a.tgz')).toBe(one);
    expect(parseChecksum(release, 'github', 'b.tgz')).toBeNull();
    expect(parseChecksum(release, 'github', 'c.tgz')).toBeNull();
  });
});
