import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tengate } from './run-tengate.ts';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'tengate-configuration-'));
});
afterEach(() => {
  rmSync(cwd, { recursive: true });
});

describe('a command that needs tengate.yaml', () => {
  it.each([['start'], ['prove'], ['build'], ['deploy'], ['validate']])(
    '%s says that there is none',
    async (command) => {
      const { exitCode, stderr } = await tengate([command], { cwd });
      expect(stderr).toContain('error: tengate.yaml cannot be read: there is no such file.');
      expect(stderr).toContain('--config');
      expect(exitCode).toBe(2);
    },
  );

  it('shows every problem of a faulty one, with line and column', async () => {
    writeFileSync(join(cwd, 'my.yaml'), 'version: 1\napplication: shop\nrelaese: {}\nservices: []\n');
    const { exitCode, stderr } = await tengate(['validate', '--config', 'my.yaml'], { cwd });
    expect(stderr).toContain('my.yaml:3:1  relaese  unknown key; did you mean "release"?');
    expect(stderr).toContain('my.yaml:4:11  services  ');
    expect(exitCode).toBe(2);
  });

  it('prints the error as JSON and nothing else on standard output with --json', async () => {
    const { stdout, stderr } = await tengate(['validate', '--json'], { cwd });
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'configuration-missing' } });
    expect(stderr).toContain('error:');
  });

  it('prints a stack only with --debug', async () => {
    const quiet = await tengate(['validate'], { cwd });
    const loud = await tengate(['validate', '--debug'], { cwd });
    expect(quiet.stderr).not.toMatch(/\n {4}at /);
    expect(loud.stderr).toMatch(/\n {4}at /);
  });
});
