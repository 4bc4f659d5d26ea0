import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfiguration } from './read-configuration.ts';

let cwd = '';
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'read-configuration-'));
});
afterEach(async () => {
  await rm(cwd, { recursive: true });
});

describe('readConfiguration', () => {
  it('says that there is no file, and how to name one', async () => {
    await expect(readConfiguration({ file: 'tengate.yaml', cwd })).rejects.toMatchObject({
      kind: 'usage',
      message: 'tengate.yaml cannot be read: there is no such file.',
      todo: expect.stringContaining('--config'),
    });
  });

  it('says that a folder is no file', async () => {
    await expect(readConfiguration({ file: '.', cwd })).rejects.toThrow('it is a folder');
  });

  it('shows all problems of a faulty file at once', async () => {
    await writeFile(join(cwd, 'bad.yaml'), 'version: 1\napplication: Shop\nservices: []\n');
    await expect(readConfiguration({ file: 'bad.yaml', cwd })).rejects.toThrow(
      /^bad\.yaml has 3 problems:\nbad\.yaml:/,
    );
  });

  it('reads a sound one, with paths from its own folder', async () => {
    await writeFile(
      join(cwd, 'good.yaml'),
      'version: 1\napplication: shop\nrelease: { name: shop, namespace: dev, chart: . }\nservices: [{ name: a, service: a, port: 80, path: / }]\n',
    );
    expect(await readConfiguration({ file: 'good.yaml', cwd })).toMatchObject({
      root: cwd,
      release: { chart: cwd },
    });
  });
});
