import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProofStore } from './proof-store.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'proof-store-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe('proof store', () => {
  it('gives back the last record written under a key, and null where there is none', async () => {
    const store = createProofStore(folder);
    expect(await store.read('images/todo')).toBeNull();
    await store.write('images/todo', { a: 1 });
    await store.write('images/todo', { a: 2 });
    expect(await store.read('images/todo')).toEqual({ a: 2 });
  });

  it('takes an unreadable record for none', async () => {
    const store = createProofStore(folder);
    await store.write('x', {});
    await writeFile(join(folder, 'proofs', 'x.json'), '{');
    expect(await store.read('x')).toBeNull();
  });

  it.each(['../x', 'a/../../x', '/etc/x', 'A', ''])('refuses the key %j', async (key) => {
    await expect(createProofStore(folder).read(key)).rejects.toThrow('no key');
  });
});
