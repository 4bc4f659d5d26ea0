/**
 * Owns hashing passwords: Argon2id with OWASP's parameters (19 MiB, 2 passes, 1 lane), written as a PHC string. Each hash
 * takes its memory for about 50 ms, so only a few run at once, and only so many wait.
 */

import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const hashWith = promisify(argon2);

export type PasswordHasher = {
  hash(password: string): Promise<string>;
  /** Takes as long with `null`, which matches nothing: whether there is an account cannot be told by the time. */
  verify(password: string, stored: string | null): Promise<boolean>;
};

/** More hashes are asked for than this machine can make soon. */
export class TooManyHashes extends Error {
  constructor() {
    super('Too many passwords are being checked');
    this.name = 'TooManyHashes';
  }
}

/** https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html */
const current = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const saltBytes = 16;
const hashBytes = 32;

/**
 * @param options.atOnce  hashes at the same time: each has 19 MiB
 * @param options.waiting hashes that may wait for their turn; more are refused with `TooManyHashes`
 */
export function createPasswordHasher(options: {
  readonly atOnce: number;
  readonly waiting: number;
}): PasswordHasher {
  const takeTurn = createTurns(options);
  const derive = (password: string, cost: Cost, salt: Buffer) =>
    takeTurn(() =>
      hashWith('argon2id', {
        message: Buffer.from(password.normalize('NFKC')),
        nonce: salt,
        tagLength: hashBytes,
        ...cost,
      }),
    );
  const nobody = { ...current, salt: randomBytes(saltBytes), hash: randomBytes(hashBytes) };
  return {
    async hash(password) {
      const salt = randomBytes(saltBytes);
      return write({ ...current, salt, hash: await derive(password, current, salt) });
    },
    async verify(password, stored) {
      const { salt, hash, ...cost } = stored === null ? nobody : read(stored);
      const derived = await derive(password, cost, salt);
      return timingSafeEqual(derived, hash) && stored !== null;
    },
  };
}

type Cost = { readonly memory: number; readonly passes: number; readonly parallelism: number };
type Stored = Cost & { readonly salt: Buffer; readonly hash: Buffer };

const phc = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

function write({ memory, passes, parallelism, salt, hash }: Stored): string {
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(hash)}`;
}

function read(stored: string): Stored {
  const [, memory, passes, parallelism, salt = '', hash = ''] = phc.exec(stored) ?? [];
  if (memory === undefined) throw new Error('a stored password hash cannot be read');
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, 'base64'),
    hash: Buffer.from(hash, 'base64'),
  };
}

const unpadded = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');

function createTurns({ atOnce, waiting }: { readonly atOnce: number; readonly waiting: number }) {
  const queue: (() => void)[] = [];
  let running = 0;
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= atOnce) {
      if (queue.length >= waiting) throw new TooManyHashes();
      await new Promise<void>((resolve) => queue.push(resolve));
    } else {
      running += 1;
    }
    try {
      return await work();
    } finally {
      // The turn is handed on, so nobody who comes now can be quicker than who waits.
      const next = queue.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
