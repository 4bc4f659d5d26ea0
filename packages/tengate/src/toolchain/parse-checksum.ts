/** Reads the SHA-256 of a file out of what its project publishes beside it: pure. */

import { basename } from 'node:path/posix';
import { z } from 'zod';
import type { ChecksumFormat } from './pins.ts';

const githubRelease = z.object({
  assets: z.array(z.object({ name: z.string(), digest: z.string().nullish() })),
});

/**
 * The published hash of `fileName` in lower-case hexadecimal, or `null` when `text` does not hold it.
 *
 * @param text     the published text, as `format` says; GitHub's digests are described at
 *                 https://docs.github.com/rest/releases/releases#get-a-release-by-tag-name
 * @param fileName name without folders
 */
export function parseChecksum(text: string, format: ChecksumFormat, fileName: string): string | null {
  if (format === 'github') return fromGithub(text, fileName);
  const lines = text
    .split('\n')
    .map((line) => /^([0-9a-f]{64})(?:\s+\*?(\S.*?))?\s*$/i.exec(line))
    .filter((match) => match !== null);
  const named = lines.find((match) => match[2] !== undefined && basename(match[2]) === fileName);
  if (named !== undefined) return named[1]?.toLowerCase() ?? null;
  const [only] = lines;
  const alone = format === 'beside' && lines.length === 1 && only?.[2] === undefined;
  return alone ? (only?.[1]?.toLowerCase() ?? null) : null;
}

function fromGithub(text: string, fileName: string): string | null {
  const release = githubRelease.safeParse(parseJson(text));
  if (!release.success) return null;
  const digest = release.data.assets.find((asset) => asset.name === fileName)?.digest ?? '';
  return /^sha256:([0-9a-f]{64})$/i.exec(digest)?.[1]?.toLowerCase() ?? null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
