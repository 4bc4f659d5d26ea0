/** Where a program's official release lies, and where a mirror has it: pure text. */

import { isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { TengateError } from '../model/tengate-error.ts';
import type { ChecksumFormat, ProgramPin } from './pins.ts';
import { type Platform, platformName } from './platform.ts';

/** What to download for a program, from where its project publishes it. */
export type ReleaseFile = {
  readonly address: string;
  readonly checksumAddress: string;
  readonly checksumFormat: ChecksumFormat;
  /** Path inside the archive, or `null` where the file is the program. */
  readonly member: string | null;
};

/** The official release of `pin` for `platform`, or `null` where its project publishes none. */
export function releaseFile(pin: ProgramPin, platform: Platform): ReleaseFile | null {
  const { release } = pin;
  if (release === null || !release.platforms.includes(platformName(platform))) return null;
  const fill = (template: string, file: string): string =>
    template
      .replaceAll('{file}', file)
      .replaceAll('{version}', pin.version)
      .replaceAll('{os}', platform.os)
      .replaceAll('{arch}', platform.arch)
      .replaceAll('{program}', pin.name);
  const address = fill(release.file, '');
  return {
    address,
    checksumAddress: fill(release.checksum.file, address),
    checksumFormat: release.checksum.format,
    member: release.member === null ? null : fill(release.member, address),
  };
}

/** A mirror: the part of an address before its path, replaced; its files lie under the official paths. */
export type Mirror = { readonly text: string; readonly base: URL };

/**
 * @param text a folder, or an address beginning with `http://`, `https://` or `file://`
 * @param from absolute folder that a relative one is taken from
 * @throws TengateError `mirror-unusable`
 */
export function parseMirror(text: string, from: string): Mirror {
  if (!/^[a-z][a-z0-9+.-]+:/i.test(text)) {
    const folder = isAbsolute(text) ? text : resolve(from, text);
    return { text: folder, base: pathToFileURL(`${folder}/`) };
  }
  const base = URL.canParse(text) ? new URL(text.endsWith('/') ? text : `${text}/`) : null;
  if (base !== null && ['http:', 'https:', 'file:'].includes(base.protocol)) return { text, base };
  throw new TengateError({
    code: 'mirror-unusable',
    kind: 'usage',
    what: `"${text}" is neither a folder nor an http, https or file address.`,
    todo: 'give --mirror (or TENGATE_MIRROR) a folder or an address whose paths are those of the official releases',
  });
}

/** The address in use: the official one, or the same path under the mirror. */
export function mirrored(address: string, mirror: Mirror | null): string {
  if (mirror === null) return address;
  return new URL(`.${new URL(address).pathname}`, mirror.base).href;
}

/** What a person looks for: a path for a file address, else the address. */
export function readableAddress(address: string): string {
  return address.startsWith('file:') ? join(fileURLToPath(address)) : address;
}
