import { describe, expect, it } from 'vitest';
import { mirrored, parseMirror, readableAddress } from './release-address.ts';

const official = 'https://dl.k8s.io/release/v1.36.3/bin/linux/amd64/kubelet';

describe('a mirror', () => {
  it('replaces the host and keeps the path', () => {
    const mirror = parseMirror('https://mirror.example/releases', '/home');
    expect(mirrored(official, mirror)).toBe(
      'https://mirror.example/releases/release/v1.36.3/bin/linux/amd64/kubelet',
    );
  });

  it('may be a folder, relative to where the person is', () => {
    const address = mirrored(official, parseMirror('my mirror', '/media'));
    expect(readableAddress(address)).toBe('/media/my mirror/release/v1.36.3/bin/linux/amd64/kubelet');
  });

  it('is refused when it is neither', () => {
    expect(() => parseMirror('ftp://mirror.example', '/')).toThrow(
      expect.objectContaining({ code: 'mirror-unusable' }),
    );
    expect(() => parseMirror('http://', '/')).toThrow(expect.objectContaining({ code: 'mirror-unusable' }));
  });

  it('absent, leaves the official address', () => {
    expect(mirrored(official, null)).toBe(official);
  });
});
