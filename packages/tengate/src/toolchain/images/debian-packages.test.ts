import { describe, expect, it } from 'vitest';
import type { ProcessRunner, RunOutcome } from '../../ports/process-runner.ts';
import { downloadDebianPackages, matchesAny, plannedPackages } from './debian-packages.ts';
import { mirrorOf, publicMirror, sourcesList } from './debian-sources.ts';
import { placed } from './unpack-debian-packages.ts';

const simulation = `NOTE: This is only a simulation!
Inst libc6 (2.36-9+deb12u14 Debian:12.15/oldstable [amd64]) []
Inst login (1:4.13+dfsg1-1+deb12u2 Debian:12.15/oldstable [amd64])
Inst bash:arm64 (5.2.15-2+b13 Debian:12.15/oldstable [arm64])
Conf libc6 (2.36-9+deb12u14 Debian:12.15/oldstable [amd64])
`;

describe('Debian packages', () => {
  it('reads what apt would install, in the order of the names', () => {
    expect(plannedPackages(simulation)).toEqual([
      { name: 'bash', version: '5.2.15-2+b13' },
      { name: 'libc6', version: '2.36-9+deb12u14' },
      { name: 'login', version: '1:4.13+dfsg1-1+deb12u2' },
    ]);
  });

  it('leaves out by name and by pattern', () => {
    const omit = ['libllvm14', 'perl*', 'lib*-perl'];
    expect(['libllvm14', 'perl', 'perl-base', 'libjson-perl'].every((name) => matchesAny(name, omit))).toBe(
      true,
    );
    expect(['libllvm140', 'libperl5.36', 'lib-per'].some((name) => matchesAny(name, omit))).toBe(false);
  });

  it("uses this machine's mirror, and Debian's own where there is none", () => {
    const targets = [
      'Ubuntu|Ubuntu|http://archive.example/ubuntu/',
      'Debian|Debian|http://mirror.example/debian/',
      'Debian|Debian-Security|http://mirror.example/security/',
    ];
    expect(mirrorOf(targets.join('\n'))).toEqual({
      main: 'http://mirror.example/debian',
      security: 'http://mirror.example/security',
    });
    expect(mirrorOf(targets[0] ?? '')).toEqual(publicMirror);
  });

  it('asks for release, updates and security, each signed', () => {
    expect(
      sourcesList({ mirror: publicMirror, suite: 'bookworm', keyring: '/k.gpg', packagesOnly: true }),
    ).toBe(
      `deb [target=Packages signed-by=/k.gpg] http://deb.debian.org/debian bookworm main
deb [target=Packages signed-by=/k.gpg] http://deb.debian.org/debian bookworm-updates main
deb [target=Packages signed-by=/k.gpg] http://deb.debian.org/debian-security bookworm-security main
`,
    );
  });

  it('lays files out with merged /usr, without manuals, with copyright files', () => {
    expect(placed('bin/bash', [])).toBe('usr/bin/bash');
    expect(placed('lib64/ld-linux-x86-64.so.2', [])).toBe('usr/lib64/ld-linux-x86-64.so.2');
    expect(placed('library/x', [])).toBe('library/x');
    expect(placed('usr/share/man/man1/ls.1.gz', [])).toBeNull();
    expect(placed('usr/share/doc/bash/README.gz', [])).toBeNull();
    expect(placed('usr/share/doc/bash/copyright', [])).toBe('usr/share/doc/bash/copyright');
    expect(placed('usr/lib/x/bitcode/a.bc', ['usr/lib/x/bitcode'])).toBeNull();
  });

  it('says what is missing where there is no apt', async () => {
    const work = download({ status: 'not-found', exitCode: null });
    await expect(work).rejects.toMatchObject({ code: 'no-apt', kind: 'unavailable' });
  });
});

async function download(answer: Partial<RunOutcome>): Promise<unknown> {
  const runner: ProcessRunner = {
    run: async () => ({
      status: 'exited',
      exitCode: 0,
      stdout: '',
      stderr: '',
      durationMs: 1,
      command: 'apt-get',
      ...answer,
    }),
  };
  const { mkdtemp, rm } = await import('node:fs/promises');
  const folder = await mkdtemp(`${(await import('node:os')).tmpdir()}/tg-apt-`);
  try {
    return await downloadDebianPackages({
      runner,
      suite: 'bookworm',
      architecture: 'amd64',
      packages: ['bash'],
      omit: [],
      folder,
      onDetail: () => undefined,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
