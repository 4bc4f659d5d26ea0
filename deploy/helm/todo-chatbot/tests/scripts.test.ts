import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';

const files = path.join(import.meta.dirname, '../files');
const ends: (() => void)[] = [];

afterEach(() => {
  for (const end of ends.splice(0)) end();
});

describe('wait-for-answer, the startup probe', () => {
  test('waits for a process that does not listen yet', async () => {
    const port = await freePort();
    const probe = run('wait-for-answer.mjs', ['10', `http://127.0.0.1:${port}/health`]);
    await serve((_, response) => response.end('ok'), port);
    expect(await probe).toMatchObject({ code: 0, stderr: '' });
  });

  test('fails with the reason when nothing listens in time', async () => {
    const url = `http://127.0.0.1:${await freePort()}/health`;
    expect(await run('wait-for-answer.mjs', ['0', url])).toEqual({
      code: 1,
      stdout: '',
      stderr: `GET ${url}: ECONNREFUSED\n`,
    });
  });

  test('does not wait on a path that does not exist', async () => {
    const url = `${await serve((_, response) => response.writeHead(404).end())}/wrong`;
    expect(await run('wait-for-answer.mjs', ['10', url])).toMatchObject({
      code: 1,
      stderr: `GET ${url}: HTTP probe failed with statuscode: 404\n`,
    });
  });

  test('holds its success back until the second address is ready', async () => {
    let asked = 0;
    const url = await serve((request, response) => {
      const ready = request.url === '/health' || ++asked > 3;
      response.writeHead(ready ? 200 : 503).end();
    });
    expect(await run('wait-for-answer.mjs', ['10', `${url}/health`, `${url}/ready`])).toMatchObject({
      code: 0,
    });
    expect(asked).toBe(4);
  });

  test('succeeds for a live process whose database stays away', async () => {
    const url = await serve((request, response) =>
      response.writeHead(request.url === '/health' ? 200 : 503).end(),
    );
    expect(await run('wait-for-answer.mjs', ['1', `${url}/health`, `${url}/ready`])).toMatchObject({
      code: 0,
    });
  });
});

describe('expect-answer, the helm tests', () => {
  test('passes on the status and the text expected', async () => {
    const url = await serve((_, response) => response.end('{"tasks":[]}'));
    expect(await run('expect-answer.mjs', [url, '200', '"tasks"'])).toMatchObject({ code: 0 });
  });

  test('fails on another status and says what came', async () => {
    const url = await serve((_, response) => response.writeHead(500).end('broken'));
    const { code, stdout, stderr } = await run('expect-answer.mjs', [url, '200']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'expected status 200\n' });
    expect(stdout).toContain('500\nbroken');
  });

  test('fails on a body without the text', async () => {
    const url = await serve((_, response) => response.end('[]'));
    expect(await run('expect-answer.mjs', [url, '200', '"tasks"'])).toMatchObject({
      code: 1,
      stderr: 'expected a body with "\\"tasks\\""\n',
    });
  });

  test('fails when nobody answers', async () => {
    const url = `http://127.0.0.1:${await freePort()}/`;
    expect(await run('expect-answer.mjs', [url, '200'])).toMatchObject({
      code: 1,
      stderr: `GET ${url}: ECONNREFUSED\n`,
    });
  });
});

test.each(['wait-for-answer.mjs', 'expect-answer.mjs'])(
  '%s holds nothing that Kubernetes would expand',
  (file) => {
    expect(readFileSync(path.join(files, file), 'utf8')).not.toContain('$(');
  },
);

/** As the chart runs them: `node --input-type=module -e SCRIPT -- ARGUMENTS`. */
function run(file: string, args: readonly string[]) {
  const script = readFileSync(path.join(files, file), 'utf8');
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    const child = execFile(
      process.execPath,
      ['--input-type=module', '-e', script, '--', ...args],
      { timeout: 15_000 },
      (_, stdout, stderr) => resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

async function serve(listener: RequestListener, port = 0): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  ends.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
