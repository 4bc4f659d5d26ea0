import { CommanderError } from 'commander';
import { describe, expect, it } from 'vitest';
import { createProgram } from '../../src/cli/program.ts';
import { tengate } from './run-tengate.ts';

const commands = [
  ['start'],
  ['stop'],
  ['prove'],
  ['build'],
  ['deploy'],
  ['scale'],
  ['heal'],
  ['upgrade'],
  ['rollback'],
  ['validate'],
  ['report'],
  ['verify-tools'],
  ['toolchain'],
  ['toolchain', 'list'],
  ['toolchain', 'fetch'],
  ['toolchain', 'build'],
  ['cluster'],
  ['cluster', 'up'],
  ['cluster', 'down'],
  ['cluster', 'status'],
  ['cluster', 'list'],
  ['completion'],
];

describe('help', () => {
  it.each(commands)('%s %s explains itself with an example, on standard output', async (...words) => {
    const path = words.filter((word) => word !== undefined);
    const { out, err, exitCode } = await helpOf(path);
    expect(out).toContain(`Usage: tengate ${path.join(' ')}`);
    expect(out).toContain('Examples:\n  $ ');
    expect(err).toBe('');
    expect(exitCode).toBe(0);
  });

  it('comes without any word too', async () => {
    const { exitCode, stdout } = await tengate([]);
    expect(stdout).toContain('Commands:');
    expect(exitCode).toBe(0);
  });
});

describe('wrong usage ends with 2 and says what is meant', () => {
  it.each([
    [['sart'], "unknown command 'sart'\n(Did you mean start?)"],
    [['cluster', 'pu'], "unknown command 'pu'\n(Did you mean up?)"],
    [['prove', '--jnuit', 'x'], "unknown option '--jnuit'\n(Did you mean --junit?)"],
    [['start', '--provider', 'kind'], 'Allowed choices are embedded, existing'],
    [['cluster', 'up', '--name', 'Not a name'], '"Not a name" is no name for a cluster'],
    [['completion', 'tcsh'], 'Allowed choices are bash, zsh, fish'],
    [['validate', '--gates', '1-99'], 'there is no gate 9'],
    [['scale', 'many'], '"many" is no number of replicas'],
    [['scale', '0'], '"0" is no number of replicas'],
    [['upgrade'], "required option '--set <path=value>' not specified"],
    [['upgrade', '--set', 'api'], '"api" is no path=value'],
    [['rollback', 'last'], '"last" is no number of a revision'],
    [['validate', '--gate', 'three'], '"three" is neither the number of a gate nor a range'],
  ])('%j', async (args, message) => {
    const { exitCode, stdout, stderr } = await tengate(args);
    expect(stderr).toContain(message);
    expect(stderr).toContain('to do:');
    expect(stderr).not.toMatch(/\n {4}at /);
    expect(stdout).toBe('');
    expect(exitCode).toBe(2);
  });
});

describe('wrong usage with --json', () => {
  it.each([
    [['sart'], 'wrong-usage', "unknown command 'sart'"],
    [['validate', '--gates', ''], 'gates-unknown', 'neither the number of a gate'],
  ])('%j is an error in JSON too', async (args, code, message) => {
    const { exitCode, stdout } = await tengate([...args, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code, what: expect.stringContaining(message) } });
    expect(exitCode).toBe(2);
  });
});

/** In this process: the text needs nothing of one, and there are many. */
async function helpOf(path: readonly string[]): Promise<{ out: string; err: string; exitCode: number }> {
  let out = '';
  let err = '';
  const program = createProgram({
    version: '0.0.0',
    run: () => Promise.reject(new Error('nothing may run')),
    writeOut: (text) => {
      out += text;
    },
    writeErr: (text) => {
      err += text;
    },
    colours: { out: false, err: false },
    width: 100,
  });
  const end: unknown = await program
    .parseAsync([...path, '--help'], { from: 'user' })
    .catch((error: unknown) => error);
  return { out, err, exitCode: end instanceof CommanderError ? end.exitCode : -1 };
}
