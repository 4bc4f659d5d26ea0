import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { acceptedEncodings, serveCompressed } from './compressed-files.ts';

let directory: string;
let server: http.Server;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'todo-compressed-'));
  const chunks = path.join(directory, '.next/static/chunks');
  await mkdir(chunks, { recursive: true });
  await writeFile(path.join(chunks, 'a.js.br'), brotliCompressSync('script'));
  await writeFile(path.join(chunks, 'a.js.gz'), gzipSync('script'));
  const handle = await serveCompressed({ directory, pages: (_, response) => void response.end('pages') });
  server = http.createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await new Promise((resolve) => server?.close(resolve));
  await rm(directory, { recursive: true, force: true });
});

/** Without what `fetch` decodes by itself. */
function ask(address: string, encoding: string, method = 'GET') {
  const { port } = server.address() as AddressInfo;
  return new Promise<{ headers: http.IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
    http
      .request({ port, path: address, method, headers: { 'accept-encoding': encoding } }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => resolve({ headers: answer.headers, body: Buffer.concat(parts) }));
      })
      .on('error', reject)
      .end();
  });
}

it('answers in the best encoding that the client takes, for good', async () => {
  const brotli = await ask('/_next/static/chunks/a.js?dpl=1', 'gzip, deflate, br');
  expect(brotliDecompressSync(brotli.body).toString()).toBe('script');
  expect(brotli.headers).toMatchObject({
    'content-encoding': 'br',
    'content-type': 'application/javascript; charset=UTF-8',
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'Accept-Encoding',
  });
  const gzip = await ask('/_next/static/chunks/a.js', 'gzip, br;q=0');
  expect(gunzipSync(gzip.body).toString()).toBe('script');
});

it('answers HEAD without a body', async () => {
  const { headers, body } = await ask('/_next/static/chunks/a.js', 'br', 'HEAD');
  expect([headers['content-encoding'], body.length]).toEqual(['br', 0]);
});

it.each([
  ['/_next/static/chunks/a.js', 'identity'],
  ['/_next/static/chunks/other.js', 'br'],
  ['/_next/static/chunks/../../../etc/passwd.js', 'br'],
  ['/', 'br'],
])('leaves %s for %s to the pages', async (address, encoding) => {
  expect((await ask(address, encoding)).body.toString()).toBe('pages');
});

it('leaves what is not read to the pages', async () => {
  expect((await ask('/_next/static/chunks/a.js', 'br', 'POST')).body.toString()).toBe('pages');
});

it('reads Accept-Encoding', () => {
  expect([...acceptedEncodings('gzip;q=0.5, BR ; q=1.0, deflate;q=0, ')]).toEqual(['gzip', 'br', '']);
});
