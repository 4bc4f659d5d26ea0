/** Whether a version that a program told is one that will do. */

import semver from 'semver';

/**
 * @param version as the program writes it; `1.26` stands for `1.26.0`
 * @param range   as npm writes ranges; a pre-release is in none that does not name it
 */
export function isAccepted(version: string, range: string): boolean {
  const parsed = semver.parse(version, { loose: true }) ?? semver.coerce(version);
  return parsed !== null && semver.satisfies(parsed, range);
}
