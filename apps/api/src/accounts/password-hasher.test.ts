import { describe, expect, it } from 'vitest';
import { createPasswordHasher, TooManyHashes } from './password-hasher.ts';

const hasher = createPasswordHasher({ atOnce: 2, waiting: 10 });

describe('a password', () => {
  it('is known again by its hash, and no other is', async () => {
    const stored = await hasher.hash('correct horse');
    expect(await hasher.verify('correct horse', stored)).toBe(true);
    expect(await hasher.verify('correct horsf', stored)).toBe(false);
    expect(await hasher.verify('', stored)).toBe(false);
  });

  it('is written as Argon2id with OWASP’s parameters, never the same twice', async () => {
    const stored = await hasher.hash('correct horse');
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(await hasher.hash('correct horse')).not.toBe(stored);
  });

  it('written with other parameters is still known', async () => {
    // From the Argon2 reference implementation: argon2 somesalt -id -t 2 -m 16 -p 1 (password "password").
    const stored = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
    expect(await hasher.verify('password', stored)).toBe(true);
  });

  it('typed with another composition of the same letters is the same', async () => {
    expect(await hasher.verify('caf\u00e9 au lait', await hasher.hash('cafe\u0301 au lait'))).toBe(true);
  });

  it('matches nothing where there is no account', async () => {
    expect(await hasher.verify('correct horse', null)).toBe(false);
  });
});

it('refuses more hashes than may wait, and serves all others', async () => {
  const small = createPasswordHasher({ atOnce: 1, waiting: 1 });
  const outcomes = await Promise.allSettled([small.hash('a'), small.hash('b'), small.hash('c')]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  expect(outcomes[2]).toMatchObject({ reason: expect.any(TooManyHashes) });
  expect(await small.hash('d')).toContain('$argon2id$');
});
