import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTengate, tengate } from './run-tengate.ts';

let cwd = '';
let port = 0;
beforeEach(async () => {
  cwd = mkdtempSync(join(tmpdir(), 'tengate-no-cluster-'));
  port = await freePort();
  mkdirSync(join(cwd, 'chart'));
  writeFileSync(join(cwd, 'server.mjs'), server);
  writeFileSync(join(cwd, 'tengate.yaml'), configuration(port));
});
afterEach(() => {
  rmSync(cwd, { recursive: true });
});

/** There is no kubeconfig in the home that every run here gets. */
const nowhere = ['--provider', 'existing'];

describe('prove where no cluster can be had', () => {
  it('calls every gate unknown and ends with 3', async () => {
    const { exitCode, stdout } = await tengate(['prove', ...nowhere], { cwd });
    expect(stdout.match(/UNKNOWN/g)?.length).toBeGreaterThanOrEqual(5);
    expect(stdout).not.toContain('PASSED');
    expect(exitCode).toBe(3);
  });

  it('prints nothing but JSON on standard output with --json, and writes JUnit with errors', async () => {
    const { exitCode, stdout } = await tengate(['prove', ...nowhere, '--json', '--junit', 'gates.xml'], {
      cwd,
    });
    const run = JSON.parse(stdout);
    expect(run).toMatchObject({ version: 1, verdict: 'unknown', cluster: null, addresses: [] });
    expect(run.gates.map(({ verdict }: { verdict: string }) => verdict)).toEqual(Array(8).fill('unknown'));
    expect(readFileSync(join(cwd, 'gates.xml'), 'utf8')).toContain(
      'tests="8" failures="0" errors="8" skipped="0"',
    );
    expect(exitCode).toBe(3);
  });

  it('measures only the gates that were asked for, and shows the run again', async () => {
    const environment = { XDG_STATE_HOME: join(cwd, 'state') };
    await tengate(['validate', '--gate', '3', ...nowhere], { cwd, environment });
    const report = await tengate(['report', '--json'], { cwd, environment });
    expect(JSON.parse(report.stdout).gates).toMatchObject([{ gate: 3, verdict: 'unknown' }]);
    expect(report.exitCode).toBe(0);
    const list = await tengate(['report', '--list'], { cwd, environment });
    expect(list.stdout).toMatch(/^\d{8}T\d{9}Z-validate\n$/);
  });

  it('says before it begins that a file cannot be written', async () => {
    const { exitCode, stdout, stderr } = await tengate(['prove', ...nowhere, '--html', 'chart'], { cwd });
    expect(stderr).toMatch(/^error: .*chart cannot be written: it is a folder\n/);
    expect([exitCode, stdout]).toEqual([1, '']);
  });

  it('ends with the same code where nobody reads what it prints', async () => {
    const { child, ended } = startTengate(['prove', ...nowhere], { cwd });
    child.stdout?.destroy();
    child.stderr?.destroy();
    expect((await ended).exitCode).toBe(3);
  });

  it('uses no colours and no control sequences in a pipe', async () => {
    const { stdout, stderr } = await tengate(['prove', ...nowhere], { cwd });
    expect(stdout + stderr).not.toContain(String.fromCharCode(27));
  });

  it('colours when forced, unless NO_COLOR or --no-color says otherwise', async () => {
    const control = String.fromCharCode(27);
    const forced = { FORCE_COLOR: '1' };
    expect((await tengate(['prove', ...nowhere], { cwd, environment: forced })).stdout).toContain(control);
    const refused = await tengate(['prove', ...nowhere], { cwd, environment: { ...forced, NO_COLOR: '1' } });
    expect(refused.stdout).not.toContain(control);
    const off = await tengate(['prove', ...nowhere, '--no-color'], { cwd, environment: forced });
    expect(off.stdout).not.toContain(control);
  });
});

describe('start where no cluster can be had', () => {
  it('runs the application, says that nothing is proven, and ends with 3 at Ctrl-C, leaving nothing running', async () => {
    const { child, ended, printed } = startTengate(['start', ...nowhere], { cwd });
    await expect.poll(printed, { timeout: 15_000 }).toContain('Ctrl-C ends it.');
    const answer = await fetch(`http://127.0.0.1:${port}/`);
    expect(answer.status).toBe(200);
    child.kill('SIGINT');
    const { exitCode, stdout, stderr } = await ended;
    expect(stdout).toContain(`http://127.0.0.1:${port}/`);
    expect(stdout).toContain('UNKNOWN');
    expect(stderr).toContain('No existing cluster:');
    expect(stderr).toContain('[shop] listening');
    expect(exitCode).toBe(3);
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
  });

  it('fails with the last lines of a process that does not come up', async () => {
    writeFileSync(join(cwd, 'server.mjs'), 'console.error("no database here"); process.exit(7);');
    const { exitCode, stderr } = await tengate(['start', ...nowhere], { cwd });
    expect(stderr).toContain('shop did not become healthy');
    expect(stderr).toContain('no database here');
    expect(exitCode).toBe(1);
  });

  it('is cancelled with 130 while it builds', async () => {
    const slow = configuration(port).replace(
      '  processes:',
      '  build:\n    - { name: slow, command: [sleep, "60"] }\n  processes:',
    );
    writeFileSync(join(cwd, 'tengate.yaml'), slow);
    const { child, ended, printed } = startTengate(['start', ...nowhere], { cwd });
    await expect.poll(printed, { timeout: 15_000 }).toContain('Build: slow');
    child.kill('SIGTERM');
    const { exitCode, stderr } = await ended;
    expect(stderr).toContain('Cancelled.');
    expect(exitCode).toBe(130);
  });
});

describe('cluster up where none can be had', () => {
  it('says what is missing and ends with 4', async () => {
    const { exitCode, stdout, stderr } = await tengate(['cluster', 'up', ...nowhere]);
    expect(stderr).toMatch(/error: No existing cluster can be had here: .+\n {2}to do: .+/);
    expect(stdout).toBe('');
    expect(exitCode).toBe(4);
  });
});

const server = `
import { createServer } from 'node:http';
createServer((_, answer) => answer.end('ok')).listen(Number(process.env.PORT), '127.0.0.1', () => console.log('listening'));
`;

function configuration(at: number): string {
  return `version: 1
application: shop
release: { name: shop, namespace: dev, chart: chart }
services: [{ name: shop, service: shop, port: 80, path: / }]
local:
  processes:
    - { name: shop, command: [node, server.mjs], env: { PORT: "${at}" }, health: "http://127.0.0.1:${at}/" }
`;
}

/** A port that nothing has at this moment. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
