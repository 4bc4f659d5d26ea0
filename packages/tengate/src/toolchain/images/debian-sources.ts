/** Owns which Debian archive a base image is made from: the mirror that this machine's own apt uses, or Debian's own. */

export type DebianMirror = {
  /** Address of the main archive, and of the security updates. */
  readonly main: string;
  readonly security: string;
};

/** What the made image itself uses, whatever mirror it was made from. */
export const publicMirror: DebianMirror = {
  main: 'http://deb.debian.org/debian',
  security: 'http://deb.debian.org/debian-security',
};

/** Output format for `apt-get indextargets`, which `mirrorOf` reads. */
export const indexTargetsFormat = '$(ORIGIN)|$(LABEL)|$(REPO_URI)';

/** @param indexTargets lines as `indexTargetsFormat` gives them; on another distribution none is Debian's */
export function mirrorOf(indexTargets: string): DebianMirror {
  const rows = indexTargets.split('\n').map((line) => line.split('|'));
  const address = (label: string): string | undefined =>
    rows
      .find(([origin, rowLabel]) => origin === 'Debian' && rowLabel === label)?.[2]
      ?.trim()
      .replace(/\/+$/, '');
  return {
    main: address('Debian') ?? publicMirror.main,
    security: address('Debian-Security') ?? publicMirror.security,
  };
}

/**
 * A one-line-style sources.list for release, updates and security.
 *
 * @param options.packagesOnly no translations, icons and the like, whatever the machine's apt is set up to fetch
 */
export function sourcesList(options: {
  readonly mirror: DebianMirror;
  readonly suite: string;
  readonly keyring: string;
  readonly packagesOnly?: boolean;
}): string {
  const { mirror, suite, keyring, packagesOnly = false } = options;
  const signed = `[${packagesOnly ? 'target=Packages ' : ''}signed-by=${keyring}]`;
  return [
    `deb ${signed} ${mirror.main} ${suite} main`,
    `deb ${signed} ${mirror.main} ${suite}-updates main`,
    `deb ${signed} ${mirror.security} ${suite}-security main`,
    '',
  ].join('\n');
}
