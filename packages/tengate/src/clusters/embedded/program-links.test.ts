import { mkdtempSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { linkProgram } from './program-links.ts';

it('a link to another version replaces the one before', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tengate-links-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  linkProgram(folder, 'etcd', '/cache/etcd/1/etcd');
  linkProgram(folder, 'etcd', '/cache/etcd/2/etcd');
  expect(readlinkSync(join(folder, 'etcd'))).toBe('/cache/etcd/2/etcd');
});
