/**
 * `npm run fuzz:api`: sends the built API what its OpenAPI document allows and what it does not, by schemathesis, on a real
 * PostgreSQL: without sign-in, with a token, as who is signed in where tokens are not taken, and as nobody. Fails on any
 * 5xx and on any answer that the document does not have. Loopback only.
 *
 *   --examples N  most generated requests of one operation in one phase (40)
 *   --seed N      the same requests again; a new one each time when absent
 *   --seconds N   most time of each of the four runs; longer is a failure (300)
 */

import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { createPostgresServer, whyNoPostgres } from '../test/postgres-server.ts';
import { type FuzzedApi, signUp, startFuzzedApi } from './fuzzed-api.ts';
import { type FuzzOutcome, type FuzzRun, findSchemathesis, runSchemathesis } from './schemathesis.ts';

/** It never ends, and tests of its own read it. */
const endless = ['GET /api/events'];
/** They would take away the session or the account that the run goes on with. */
const leaving = ['POST /api/auth/sign-out', 'POST /api/auth/sign-out-everywhere', 'DELETE /api/account'];
const ofPersons = '^/api/(auth|account|tokens|feed)';

const { values } = parseArgs({
  options: {
    examples: { type: 'string', default: '40' },
    seed: { type: 'string' },
    seconds: { type: 'string', default: '300' },
  },
});
const seed = Number(values.seed ?? randomInt(1_000_000));
const limits = { examples: Number(values.examples), seed, seconds: Number(values.seconds) };
const say = (line: string) => process.stdout.write(`${line}\n`);

process.exitCode = await fuzz();

async function fuzz(): Promise<number> {
  const program = await findSchemathesis(process.env).catch((error: Error) => {
    say(`Cannot fuzz: ${error.message}`);
    return null;
  });
  if (whyNoPostgres !== null) say(`Cannot fuzz: ${whyNoPostgres}`);
  if (program === null || whyNoPostgres !== null) return 2;
  say(
    `seed ${seed}, up to ${limits.examples} examples of an operation; again with: npm run fuzz:api -- --seed ${seed}`,
  );
  const results: [string, FuzzOutcome][] = [];
  const faults: string[] = [];
  let ended = true;

  await withApi('off', async ({ base }) => {
    await runNamed('no sign-in', base, {});
  });
  await withApi('on', async ({ base }) => {
    const { token, session } = await signUp(base);
    await runNamed('with a token', base, { headers: token });
    await runNamed('signed in', base, { headers: session, only: ofPersons, exclude: leaving });
    await runNamed('as nobody', base, { examples: Math.min(limits.examples, 5) });
  });

  say('\nrun           operations   requests   failures');
  for (const [name, { tested, selected, requests, failures }] of results) {
    say(
      `${name.padEnd(13)} ${`${tested}/${selected}`.padStart(10)} ${String(requests).padStart(10)} ${String(failures).padStart(10)}`,
    );
  }
  say(`faults in the log: ${faults.length}; seed ${seed}`);
  for (const fault of faults.slice(0, 20)) say(fault);
  return ended && faults.length === 0 && results.every(([, { ok }]) => ok) ? 0 : 1;

  async function runNamed(
    name: string,
    base: string,
    options: Partial<Omit<FuzzRun, 'program' | 'base'>>,
  ): Promise<void> {
    say(`\n${name}`);
    const outcome = await runSchemathesis({
      ...limits,
      headers: {},
      exclude: endless,
      program: program ?? '',
      base,
      ...options,
    });
    results.push([name, outcome]);
  }

  async function withApi(auth: 'on' | 'off', use: (api: FuzzedApi) => Promise<void>): Promise<void> {
    const server = await createPostgresServer();
    try {
      const api = await startFuzzedApi({ databaseUrl: server.url, auth });
      try {
        await use(api);
      } finally {
        ended = (await api.stop()) && ended;
        faults.push(...api.faults());
      }
    } finally {
      await server.remove();
    }
  }
}
