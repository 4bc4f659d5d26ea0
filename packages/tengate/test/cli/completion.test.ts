import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { tengate } from './run-tengate.ts';

const script = (await tengate(['completion', 'bash'])).stdout;

/** What bash would offer after these words, the last of which is being typed. */
function offered(...words: string[]): string[] {
  const program = `${script}
COMP_WORDS=(tengate "$@"); COMP_CWORD=$#; _tengate; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['-c', program, 'bash', ...words], { encoding: 'utf8' })
    .trim()
    .split('\n');
}

describe('bash completion', () => {
  it.each([
    [['clu'], ['cluster']],
    [
      ['cluster', ''],
      ['up', 'down', 'status', 'list'],
    ],
    [
      ['cluster', 'down', '--de'],
      ['--delete-data', '--debug'],
    ],
    [['--json', 'toolchain', 'f'], ['fetch']],
    [
      ['start', '--provider', ''],
      ['embedded', 'existing'],
    ],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish'],
    ],
  ])('offers after %j', (words, expected) => {
    expect(offered(...words)).toEqual(expect.arrayContaining(expected));
  });

  it('offers only what begins with the word', () => {
    expect(offered('st')).toEqual(['start', 'stop']);
  });
});

describe('zsh and fish completion', () => {
  it.each(['zsh', 'fish'])('%s names every command', async (shell) => {
    const { stdout, exitCode } = await tengate(['completion', shell]);
    for (const word of ['start', 'verify-tools', 'cluster', 'status', '--delete-data']) {
      expect(stdout).toContain(shell === 'fish' ? word.replace(/^--/, '-l ') : word);
    }
    expect(exitCode).toBe(0);
  });
});
