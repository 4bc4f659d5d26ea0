/** A toolchain that only looks: programs in one folder, images in another. For the live tests and the benchmark. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Toolchain } from '../../src/ports/toolchain.ts';

const versions: Readonly<Record<string, string>> = { kube: '1.36.3' };
const references: Readonly<Record<string, string>> = {
  pause: 'registry.k8s.io/pause:3.10.2',
  coredns: 'registry.k8s.io/coredns/coredns:v1.14.7',
  'metrics-server': 'registry.k8s.io/metrics-server/metrics-server:v0.9.0',
};

/** @param folder holds `bin/<program>` and `images/<image>.tar` */
export function fixedToolchain(folder: string): Toolchain {
  return {
    program: async (name) => {
      const path = join(folder, 'bin', name);
      if (!existsSync(path)) throw new Error(`${path} is missing`);
      return {
        name,
        version: versions[name.startsWith('kube') ? 'kube' : name] ?? '0',
        path,
        origin: 'cache',
      };
    },
    image: async (name) => ({
      reference: references[name] ?? name,
      archive: join(folder, 'images', `${name}.tar`),
      digest: null,
    }),
    systemPackages: async () => undefined,
  };
}
