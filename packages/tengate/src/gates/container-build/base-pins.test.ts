import { describe, expect, it } from 'vitest';
import { baseImages } from './base-pins.ts';

function loose(dockerfile: string, buildArgs: Record<string, string> = {}): string[] {
  return baseImages(dockerfile, buildArgs)
    .filter(({ problem }) => problem !== null)
    .map(({ line, reference }) => `${line} ${reference}`);
}

describe('the bases of a Dockerfile', () => {
  it('are pinned by a version tag or a digest', () => {
    const digest = `sha256:${'a'.repeat(64)}`;
    expect(loose(`FROM node:26.10.0-bookworm-slim AS build\nFROM node:latest@${digest}\n`)).toEqual([]);
  });

  it('are not pinned without a tag, or with latest', () => {
    expect(loose('FROM node\nFROM registry:5000/node\nFROM node:latest\nFROM node:latest-slim')).toEqual([
      '1 node',
      '2 registry:5000/node',
      '3 node:latest',
      '4 node:latest-slim',
    ]);
  });

  it('leave out scratch and the stages of the file', () => {
    expect(
      baseImages(
        'FROM node:26.10.0 AS Build\nFROM scratch\nCOPY --from=build /a /a\nCOPY --from=0 /b /b\nFROM build',
        {},
      ),
    ).toHaveLength(1);
  });

  it('include images that files are copied from', () => {
    expect(loose('FROM scratch\nCOPY --from=busybox /bin/sh /bin/sh')).toEqual(['2 busybox']);
  });

  it('follow arguments with their defaults and what overrides them', () => {
    const dockerfile = `ARG VERSION=26.10.0\nARG BASE="node:\${VERSION}"\nFROM --platform=linux/amd64 \${BASE} AS x`;
    expect(baseImages(dockerfile, {})).toEqual([{ line: 3, reference: 'node:26.10.0', problem: null }]);
    expect(loose(dockerfile, { VERSION: 'latest' })).toEqual(['3 node:latest']);
    expect(loose(`ARG TAG\nFROM node:$TAG`)).toEqual(['2 node:$TAG']);
  });

  it('are read over continued lines and comments', () => {
    expect(loose('# FROM no\nFROM \\\n  # in between\n  node:latest')).toEqual(['2 node:latest']);
  });
});
