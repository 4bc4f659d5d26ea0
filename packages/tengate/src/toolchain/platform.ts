/** Owns the names of operating systems and processors, as Go and the projects' release files write them. */

import { TengateError } from '../model/tengate-error.ts';

export const operatingSystems = ['linux', 'darwin'] as const;
export const architectures = ['amd64', 'arm64'] as const;

export type Platform = {
  readonly os: (typeof operatingSystems)[number];
  readonly arch: (typeof architectures)[number];
};

/**
 * @param process `platform` and `arch` of Node's process
 * @throws TengateError `platform-unsupported`
 */
export function platformOf(process: { readonly platform: string; readonly arch: string }): Platform {
  const os = operatingSystems.find((name) => name === process.platform);
  const arch = process.arch === 'x64' ? 'amd64' : architectures.find((name) => name === process.arch);
  if (os !== undefined && arch !== undefined) return { os, arch };
  throw new TengateError({
    code: 'platform-unsupported',
    kind: 'unavailable',
    what: `Tengate has no programs for ${process.platform} on ${process.arch}.`,
    todo: 'use Linux or macOS on x64 or arm64; on Windows, WSL 2 is Linux',
  });
}

/** `linux/amd64`. */
export function platformName({ os, arch }: Platform): string {
  return `${os}/${arch}`;
}
