import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProgressEvent } from '../../ports/progress.ts';
import { systemClock } from '../../system/clock.ts';
import { imageNames, readImageRecipe } from './image-recipe.ts';
import { createLocateImage, registryAddress } from './locate-image.ts';

const recipes = new URL('../../../../../toolchain/images', import.meta.url).pathname;
const noRunner = {
  run: async () => {
    throw new Error('nothing is to be run');
  },
};

let folder: string;
let events: ProgressEvent[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tg-locate-'));
  events = [];
  writeFileSync(join(folder, 'pause'), 'the program');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function locator(way: 'auto' | 'download' | 'source' | 'path', reachable = false) {
  const locate = createLocateImage({
    recipes,
    folder: join(folder, 'images'),
    way,
    platform: { os: 'linux', arch: 'amd64' },
    runner: noRunner,
    clock: systemClock,
    processId: process.pid,
    reach: async () => (reachable ? { reachable } : { reachable, why: 'test' }),
    program: async (name) => join(folder, name),
  });
  return async (name: string) => await locate(name, { progress: (event) => events.push(event) });
}

describe('locating an image', () => {
  it('leaves it to the runtime where the registry can be reached', async () => {
    const expected = { reference: 'registry.k8s.io/pause:3.10.2', archive: null, digest: null };
    expect(await locator('auto', true)('pause')).toEqual(expected);
    expect(await locator('download')('pause')).toEqual(expected);
    expect(existsSync(join(folder, 'images'))).toBe(false);
  });

  it('makes it where the registry cannot be reached, and finds it made the next time', async () => {
    const made = await locator('auto')('pause');
    expect(made.archive).toBe(join(folder, 'images', 'pause', '3.10.2', 'image.tar'));
    expect(made.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    const begun = events.length;
    expect(await locator('source')('pause')).toEqual(made);
    expect(events.length).toBe(begun);
    expect(readdirSync(join(folder, 'images', '.staging'))).toEqual([]);
  });

  it('makes it again when the program in it is another', async () => {
    const first = await locator('source')('pause');
    writeFileSync(join(folder, 'pause'), 'another program');
    const second = await locator('source')('pause');
    expect(second.digest).not.toBe(first.digest);
  });

  it('makes it again when the archive was cut short', async () => {
    const { archive } = await locator('source')('pause');
    const whole = readFileSync(archive ?? '');
    truncateSync(archive ?? '', 1000);
    await locator('source')('pause');
    expect(readFileSync(archive ?? '').equals(whole)).toBe(true);
  });

  it('shares one attempt between calls at the same time', async () => {
    const locate = locator('source');
    await Promise.all([locate('pause'), locate('pause')]);
    expect(events.filter(({ kind }) => kind === 'start').length).toBe(2); // one step, told to both callers
  });

  it('leaves nothing and tells why when it fails', async () => {
    await expect(locator('source')('coredns')).rejects.toMatchObject({ code: 'ENOENT' });
    expect(existsSync(join(folder, 'images', 'coredns'))).toBe(false);
  });

  it('says which images there are for one that is not', async () => {
    await expect(locator('source')('ruby')).rejects.toMatchObject({ code: 'unknown-image' });
  });

  it('asks Docker Hub at its own address', () => {
    expect(registryAddress('docker.io/library/node:1')).toBe('https://registry-1.docker.io/v2/');
    expect(registryAddress('registry.k8s.io/pause:3')).toBe('https://registry.k8s.io/v2/');
  });

  it('reads every recipe', async () => {
    for (const name of imageNames) expect((await readImageRecipe(recipes, name)).reference).toContain(name);
  });
});
