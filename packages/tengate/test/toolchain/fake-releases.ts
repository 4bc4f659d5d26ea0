/** The official releases as the projects lay them out, with shell scripts for programs: made from the pins. */

import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { createGzip } from 'node:zlib';
import tar from 'tar-stream';
import { type Pins, type ProgramPin, readPins } from '../../src/toolchain/pins.ts';
import type { Platform } from '../../src/toolchain/platform.ts';
import { releaseFile } from '../../src/toolchain/release-address.ts';

export const pinsFile = new URL('../../../../toolchain/pins.yaml', import.meta.url).pathname;
export const linux: Platform = { os: 'linux', arch: 'amd64' };

/** What each program says when asked for its version. */
const answers: Readonly<Record<string, string>> = {
  runc: 'runc version 1.5.2',
  etcd: 'etcd Version: 3.6.13',
  kubeadm: 'v1.36.3',
  kubectl: 'Client Version: v1.36.3',
  containerd: 'containerd github.com/containerd/containerd/v2 v2.3.7 abc',
  'containerd-shim-runc-v2': 'containerd-shim-runc-v2:\n  Version:  v2.3.7',
  ctr: 'ctr github.com/containerd/containerd/v2 v2.3.7',
  coredns: 'CoreDNS-1.14.7',
  buildkitd: 'buildkitd github.com/moby/buildkit v0.26.3 abc',
  buildctl: 'buildctl github.com/moby/buildkit v0.26.3 abc',
  helm: 'v4.3.1+gabc',
  helm3: 'v3.22.0+gabc',
};

/** Official address → content, of every file and checksums file. */
export async function fakeReleases(): Promise<Map<string, Buffer>> {
  const pins = await readPins(pinsFile);
  const files = new Map<string, Buffer>();
  const checksums = new Map<string, { format: string; lines: { name: string; sha256: string }[] }>();
  for (const [address, parts] of byAddress(pins)) {
    const [first] = parts;
    if (first === undefined) continue;
    const { release } = first;
    const content = release.member === null ? Buffer.from(script(first.pin)) : await archive(parts);
    files.set(address, content);
    const published = checksums.get(release.checksumAddress) ?? { format: release.checksumFormat, lines: [] };
    published.lines.push({
      name: basename(address),
      sha256: createHash('sha256').update(content).digest('hex'),
    });
    checksums.set(release.checksumAddress, published);
  }
  for (const [address, { format, lines }] of checksums)
    files.set(address, Buffer.from(checksumText(format, lines)));
  return files;
}

type Part = { readonly pin: ProgramPin; readonly release: NonNullable<ReturnType<typeof releaseFile>> };

function byAddress(pins: Pins): Map<string, Part[]> {
  const parts = pins.programs.flatMap((pin) => {
    const release = releaseFile(pin, linux);
    return release === null ? [] : [{ pin, release }];
  });
  return Map.groupBy(parts, ({ release }) => release.address);
}

function script({ name, project, version }: ProgramPin): string {
  const cni = project === 'cni-plugins' ? `CNI ${name} plugin v${version}` : `Kubernetes v${version}`;
  return `#!/bin/sh\ncat <<'END'\n${answers[name] ?? cni}\nEND\n`;
}

async function archive(parts: readonly Part[]): Promise<Buffer> {
  const pack = tar.pack();
  const first = parts[0]?.release.member ?? '';
  pack.entry({ name: first.includes('/') ? 'LICENSE' : './LICENSE' }, 'terms');
  for (const { pin, release } of parts) {
    const member = release.member ?? '';
    pack.entry({ name: member.includes('/') ? member : `./${member}`, mode: 0o755 }, script(pin));
  }
  pack.finalize();
  return await buffer(pack.pipe(createGzip()));
}

function checksumText(format: string, lines: readonly { name: string; sha256: string }[]): string {
  if (format !== 'github') return lines.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('');
  return JSON.stringify({ assets: lines.map(({ name, sha256 }) => ({ name, digest: `sha256:${sha256}` })) });
}
