/** Starts the built API on a real PostgreSQL, as the image does, with limits that keep nothing of the fuzzing away. */

import { join } from 'node:path';
import { z } from 'zod';
import { startApiProcess } from '../test/api-process.ts';

export type FuzzedApi = {
  readonly base: string;
  /** What it logged of requests that ended as a fault. */
  faults(): readonly string[];
  /** True when it ended as it should. */
  stop(): Promise<boolean>;
};

export async function startFuzzedApi(options: {
  readonly databaseUrl: string;
  readonly auth: 'on' | 'off';
}): Promise<FuzzedApi> {
  const api = startApiProcess(
    {
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: '0',
      DRAIN_MS: '0',
      DATABASE_URL: options.databaseUrl,
      AUTH: options.auth,
      RATE_LIMIT_PER_MINUTE: '1000000',
      SIGN_IN_ATTEMPTS: '1000',
    },
    [],
    join(import.meta.dirname, '../dist/main.mjs'),
  );
  const { port } = await api.logged('listening');
  await api.logged('ready');
  return {
    base: `http://127.0.0.1:${port}`,
    faults: () =>
      api.lines
        .filter(({ level, status }) => level === 'error' || level === 'fatal' || Number(status) >= 500)
        .map((line) => JSON.stringify(line)),
    stop: async () => {
      api.child.kill('SIGTERM');
      return (await api.ended) === 0;
    },
  };
}

const createdToken = z.object({ token: z.string() });

/** A new account's headers: of a program with a token that may do everything a token can, and of the person. */
export async function signUp(base: string): Promise<{
  readonly token: Readonly<Record<string, string>>;
  readonly session: Readonly<Record<string, string>>;
}> {
  const signedUp = await post('/api/auth/sign-up', { email: 'fuzz@example.com', password: 'ten characters' });
  const session = { Cookie: signedUp.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
  const scopes = ['read', 'write', 'chat', 'mcp'];
  const created = await post('/api/tokens', { name: 'fuzz', scopes }, session);
  const { token } = createdToken.parse(await created.json());
  return { token: { Authorization: `Bearer ${token}` }, session };

  async function post(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) {
    const response = await fetch(`${base}${path}`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (response.status !== 201) throw new Error(`${path} answered ${response.status}`);
    return response;
  }
}
