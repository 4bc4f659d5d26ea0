/** The server as it is shipped, without a browser and without an API. */

import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort, type Program, shipWeb, startWeb } from './processes.ts';

let directory: string;
let web: Program;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'todo-web-e2e-'));
  const entry = await shipWeb(path.join(directory, 'web'));
  web = await startWeb({ entry, backend: `http://127.0.0.1:${await freePort()}` });
});
afterAll(async () => {
  expect(await web?.stop()).toBe(0);
  await rm(directory, { recursive: true, force: true });
});

it('serves the page prerendered, never to be kept without asking, by whom it says', async () => {
  const response = await fetch(web.url);
  expect(response.status).toBe(200);
  expect(await response.text()).toContain('All tasks');
  const { headers } = response;
  expect(headers.get('x-nextjs-cache')).toBe('HIT');
  expect(headers.get('cache-control')).toBe('no-cache');
  expect(headers.get('x-served-by')).toBe('web-1');
  expect(headers.get('content-security-policy')).toContain("default-src 'self'");
  expect(headers.get('x-powered-by')).toBeNull();
});

it('serves every file that the page names, compressed and for good', async () => {
  const page = await (await fetch(web.url)).text();
  const files = new Set([...page.matchAll(/\/_next\/static\/[^"\\]+\.(?:js|css)/g)].map(([file]) => file));
  expect(files.size).toBeGreaterThan(3);
  for (const file of files) {
    const response = await fetch(`${web.url}${file}`, { headers: { 'accept-encoding': 'gzip' } });
    expect([file, response.status]).toEqual([file, 200]);
    expect(response.headers.get('cache-control')).toContain('immutable');
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(response.headers.get('x-served-by')).toBe('web-1');
    await response.arrayBuffer();
  }
});

it('can be installed: a manifest, and the icons that it names', async () => {
  const response = await fetch(`${web.url}/manifest.webmanifest`);
  const { icons, start_url } = (await response.json()) as { icons: { src: string }[]; start_url: string };
  for (const address of [start_url, ...icons.map(({ src }) => src)]) {
    expect([address, (await fetch(`${web.url}${address}`)).status]).toEqual([address, 200]);
  }
});

it.each(['/today', '/search?q=milk', '/projects/0195a2f1-0000-4000-8000-000000000001', '/labels/home'])(
  'serves %s prerendered',
  async (address) => {
    const response = await fetch(`${web.url}${address}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('x-nextjs-cache')).toBe('HIT');
    await response.arrayBuffer();
  },
);

it('keeps the first load of the task list within its limit', async () => {
  const script = path.join(import.meta.dirname, '../build/first-load.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script, '--json']);
  const { total, limit } = JSON.parse(stdout) as { total: number; limit: number };
  expect(total).toBeLessThanOrEqual(limit);
});

it.each([
  '/nowhere',
  '/_next/static/nothing.js',
  '/_next/image?url=%2Ficon.svg&w=64&q=75',
  '/%E0%A4%A',
  '/../etc/passwd',
])('answers %s with 404', async (address) => {
  expect((await fetch(`${web.url}${address}`)).status).toBe(404);
});

it('renders nothing anew for who knows the placeholders of its keys', async () => {
  const placeholder = 'not-a-secret-because-not-used';
  const response = await fetch(web.url, {
    headers: {
      'x-prerender-revalidate': placeholder,
      cookie: `a=1; __prerender_bypass=${placeholder}; __next_preview_data=x`,
    },
  });
  expect(response.headers.get('x-nextjs-cache')).toBe('HIT');
  expect(response.headers.get('cache-control')).toBe('no-cache');
});
