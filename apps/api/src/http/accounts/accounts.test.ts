import { account, type CreatedApiToken, type Session } from '@todo-chatbot/contracts';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { cookieOf, createSignInClient } from '../../../test/accounts-fixture.ts';
import { describeOnDatabases } from '../../../test/on-databases.ts';

const password = 'correct horse';
const ada = { email: 'ada@todo.example', password };

describeOnDatabases('accounts', (database) => {
  describe('without a credential', () => {
    it('nothing of an account answers, and what is open does', async () => {
      const { send } = createSignInClient(database());
      for (const path of [
        '/api/tasks',
        '/api/account',
        '/api/tokens',
        '/api/conversations',
        '/api/nothing',
      ]) {
        const response = await send('GET', path);
        expect(response.status, path).toBe(401);
        expect(response.headers.get('www-authenticate')).toContain('Bearer');
        expect(await response.json()).toMatchObject({ code: 'unauthorized' });
      }
      expect((await send('POST', '/mcp', {})).status).toBe(401);
      for (const path of ['/api/health', '/api/ready', '/api/openapi.json', '/api/docs']) {
        expect((await send('GET', path)).status, path).toBe(200);
      }
      expect(await (await send('GET', '/api/auth/session')).json()).toEqual({
        authentication: 'on',
        account: null,
      });
    });
  });

  describe('a session', () => {
    it('begins with signing up, and belongs to that account alone', async () => {
      const { send, person } = createSignInClient(database());
      const first = await person('Ada@Todo.Example ');
      const second = await person('bob@todo.example');
      expect((await send('POST', '/api/tasks', { title: 'mine' }, first)).status).toBe(201);
      expect(await (await send('GET', '/api/tasks', undefined, first)).json()).toMatchObject({
        tasks: [{ title: 'mine' }],
      });
      expect(await (await send('GET', '/api/tasks', undefined, second)).json()).toMatchObject({ tasks: [] });
      const session = (await (await send('GET', '/api/auth/session', undefined, first)).json()) as Session;
      expect(session.account).toMatchObject({ email: 'ada@todo.example', timeZone: 'UTC' });
    });

    it('is in a cookie that scripts and other sites cannot use', async () => {
      const { send } = createSignInClient(database());
      const plain = await send('POST', '/api/auth/sign-up', ada);
      expect(plain.headers.get('set-cookie')).toMatch(
        /^todo_session=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/,
      );
      const overTls = { 'x-forwarded-proto': 'https' };
      const secure = await send('POST', '/api/auth/sign-in', ada, overTls);
      expect(secure.headers.get('set-cookie')).toMatch(/^__Host-todo_session=.*; Secure; SameSite=Lax$/);
      const cookie = { cookie: cookieOf(secure) };
      expect((await send('GET', '/api/tasks', undefined, { ...cookie, ...overTls })).status).toBe(200);
    });

    it('ends with signing out: here, or everywhere', async () => {
      const { send, person } = createSignInClient(database());
      const one = await person(ada.email);
      const two = { cookie: cookieOf(await send('POST', '/api/auth/sign-in', ada)) };
      const three = { cookie: cookieOf(await send('POST', '/api/auth/sign-in', ada)) };
      const statuses = async () =>
        await Promise.all(
          [one, two, three].map(async (c) => (await send('GET', '/api/tasks', undefined, c)).status),
        );
      const out = await send('POST', '/api/auth/sign-out', undefined, one);
      expect(out.status).toBe(204);
      expect(out.headers.get('set-cookie')).toContain('Max-Age=0');
      expect(await statuses()).toEqual([401, 200, 200]);
      expect((await send('POST', '/api/auth/sign-out-everywhere', undefined, two)).status).toBe(204);
      expect(await statuses()).toEqual([401, 401, 401]);
      expect((await send('POST', '/api/auth/sign-out-everywhere')).status).toBe(401);
    });

    it('lives on while it is used, and expires when it is not', async () => {
      const { send, person, clock } = createSignInClient(database());
      const used = await person(ada.email);
      const unused = { cookie: cookieOf(await send('POST', '/api/auth/sign-in', ada)) };
      clock.now = clock.now.add({ hours: 29 * 24 });
      const renewed = await send('GET', '/api/tasks', undefined, used);
      expect(renewed.status).toBe(200);
      expect(cookieOf(renewed)).toBe(used.cookie);
      clock.now = clock.now.add({ hours: 29 * 24 });
      expect((await send('GET', '/api/tasks', undefined, used)).status).toBe(200);
      expect((await send('GET', '/api/tasks', undefined, unused)).status).toBe(401);
    });

    it('changes nothing for a page of another site', async () => {
      const { send, person } = createSignInClient(database());
      const cookie = await person(ada.email);
      const from = async (headers: Record<string, string>) =>
        (await send('POST', '/api/tasks', { title: 'x' }, { ...cookie, host: 'todo.example', ...headers }))
          .status;
      expect(await from({ 'sec-fetch-site': 'cross-site' })).toBe(403);
      expect(await from({ 'sec-fetch-site': 'same-site' })).toBe(403);
      expect(await from({ origin: 'https://evil.example' })).toBe(403);
      expect(await from({ origin: 'null' })).toBe(403);
      expect(await from({ 'sec-fetch-site': 'same-origin', origin: 'https://todo.example' })).toBe(201);
      expect(await from({ origin: 'http://todo.example' })).toBe(201);
      expect(await from({ origin: 'http://front:3000', 'x-forwarded-host': 'front:3000' })).toBe(201);
      expect(await from({})).toBe(201);
      // Nor does it sign anyone in.
      const signIn = await send('POST', '/api/auth/sign-in', ada, { 'sec-fetch-site': 'cross-site' });
      expect(signIn.status).toBe(403);
      expect(
        (await send('GET', '/api/tasks', undefined, { ...cookie, 'sec-fetch-site': 'cross-site' })).status,
      ).toBe(200);
    });
  });

  describe('signing in', () => {
    it('says the same of a wrong password and of nobody', async () => {
      const { send, person } = createSignInClient(database());
      await person(ada.email);
      const wrong = await send('POST', '/api/auth/sign-in', { ...ada, password: 'wrong' });
      const nobody = await send('POST', '/api/auth/sign-in', { email: 'no@todo.example', password });
      expect([wrong.status, nobody.status]).toEqual([401, 401]);
      expect(await wrong.text()).toBe(await nobody.text());
    });

    it('into the account of an installation without sign-in is not possible', async () => {
      const { send } = createSignInClient(database());
      for (const email of ['', 'null']) {
        const response = await send('POST', '/api/auth/sign-in', { email, password: '' });
        expect(response.status).toBe(422);
      }
    });

    it('is limited by account and address, whoever replies, and open again after a while', async () => {
      const client = createSignInClient(database(), { signInAttempts: 3 });
      const replica = createSignInClient(database(), { signInAttempts: 3 });
      await client.person('bob@todo.example');
      const attempt = (from: typeof client, address: string, secret = 'wrong') =>
        from.send(
          'POST',
          '/api/auth/sign-in',
          { email: 'bob@todo.example', password: secret },
          { 'x-forwarded-for': `6.6.6.6, ${address}` },
        );
      for (let i = 0; i < 3; i += 1) expect((await attempt(client, '10.0.0.1')).status).toBe(401);
      const limited = await attempt(replica, '10.0.0.1', password);
      expect(limited.status).toBe(429);
      expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await limited.json()).toMatchObject({ code: 'rate-limited' });
      expect((await attempt(client, '10.0.0.2', password)).status).toBe(200);
      client.clock.now = client.clock.now.add({ minutes: 15 });
      expect((await attempt(client, '10.0.0.1', password)).status).toBe(200);
    });

    it('refuses an e-mail that has an account, and a password that is too short', async () => {
      const { send, person } = createSignInClient(database());
      await person(ada.email);
      expect((await send('POST', '/api/auth/sign-up', ada)).status).toBe(409);
      const short = await send('POST', '/api/auth/sign-up', { email: 'eve@todo.example', password: 'short' });
      expect(short.status).toBe(422);
      expect(await short.json()).toMatchObject({ errors: [{ pointer: '/password' }] });
    });
  });

  describe('the account', () => {
    it('remembers time zone and language', async () => {
      const { send, person } = createSignInClient(database());
      const cookie = await person(ada.email);
      const changed = await send(
        'PATCH',
        '/api/account',
        { timeZone: 'Asia/Karachi', language: 'ur' },
        cookie,
      );
      expect(await changed.json()).toMatchObject({ timeZone: 'Asia/Karachi', language: 'ur' });
      expect(await (await send('GET', '/api/account', undefined, cookie)).json()).toMatchObject({
        timeZone: 'Asia/Karachi',
      });
      expect((await send('PATCH', '/api/account', { timeZone: 'Mars' }, cookie)).status).toBe(422);
      expect((await send('PATCH', '/api/account', {}, cookie)).status).toBe(200);
    });

    it('knows whether its time zone was chosen, by whoever signed up or later, or is only assumed', async () => {
      const { send, person } = createSignInClient(database());
      const zoneOf = async (cookie: Record<string, string>) => {
        const { timeZone, timeZoneChosen } = account.parse(
          await (await send('GET', '/api/account', undefined, cookie)).json(),
        );
        return [timeZone, timeZoneChosen];
      };
      const untold = await person(ada.email);
      expect(await zoneOf(untold)).toEqual(['UTC', false]);
      await send('PATCH', '/api/account', { language: 'ur' }, untold);
      expect(await zoneOf(untold)).toEqual(['UTC', false]);
      await send('PATCH', '/api/account', { timeZone: 'UTC' }, untold);
      expect(await zoneOf(untold)).toEqual(['UTC', true]);
      const signUp = { ...ada, email: 'told@todo.example', timeZone: 'UTC' };
      const told = { cookie: cookieOf(await send('POST', '/api/auth/sign-up', signUp)) };
      expect(await zoneOf(told)).toEqual(['UTC', true]);
      // The version before writes no mark.
      await sql`update accounts set time_zone = 'Asia/Karachi', time_zone_chosen = false`.execute(
        database().db,
      );
      expect(await zoneOf(untold)).toEqual(['Asia/Karachi', true]);
    });

    it('changes its password only with the present one, which ends all other sessions', async () => {
      const { send, person } = createSignInClient(database());
      const here = await person(ada.email);
      const there = { cookie: cookieOf(await send('POST', '/api/auth/sign-in', ada)) };
      const wrong = await send(
        'PATCH',
        '/api/account',
        { password: { current: 'x', new: 'battery staple' } },
        here,
      );
      expect(wrong.status).toBe(422);
      expect(await wrong.json()).toMatchObject({ errors: [{ pointer: '/password/current' }] });
      const right = { password: { current: password, new: 'battery staple' } };
      expect((await send('PATCH', '/api/account', right, here)).status).toBe(200);
      expect((await send('GET', '/api/tasks', undefined, here)).status).toBe(200);
      expect((await send('GET', '/api/tasks', undefined, there)).status).toBe(401);
      expect((await send('POST', '/api/auth/sign-in', ada)).status).toBe(401);
    });
  });

  describe('a personal token', () => {
    async function withToken(scopes: readonly string[], more: object = {}) {
      const client = createSignInClient(database());
      const cookie = await client.person(ada.email);
      const made = await client.send('POST', '/api/tokens', { name: 'script', scopes, ...more }, cookie);
      expect(made.status).toBe(201);
      const token = (await made.json()) as CreatedApiToken;
      return { ...client, cookie, token, bearer: { authorization: `Bearer ${token.token}` } };
    }

    it('does what its scopes say', async () => {
      const { send, bearer } = await withToken(['read']);
      expect((await send('GET', '/api/tasks', undefined, bearer)).status).toBe(200);
      const refused = await send('POST', '/api/tasks', { title: 'x' }, bearer);
      expect(refused.status).toBe(403);
      expect(await refused.json()).toMatchObject({ detail: 'The token lacks the scope "write"' });
      expect((await send('POST', '/api/chat', { message: 'hello' }, bearer)).status).toBe(403);
      expect((await send('POST', '/mcp', {}, bearer)).status).toBe(403);
    });

    it('makes no tokens and changes no account, whatever its scopes', async () => {
      const { send, bearer } = await withToken(['read', 'write', 'chat', 'mcp']);
      expect((await send('POST', '/api/tasks', { title: 'x' }, bearer)).status).toBe(201);
      expect((await send('POST', '/api/tokens', { name: 'x', scopes: ['read'] }, bearer)).status).toBe(403);
      expect((await send('GET', '/api/tokens', undefined, bearer)).status).toBe(403);
      expect((await send('PATCH', '/api/account', { language: 'ur' }, bearer)).status).toBe(403);
    });

    it('is shown once and kept as a hash; its last use is noted', async () => {
      const { send, cookie, token, bearer, lines } = await withToken(['read']);
      await send('GET', '/api/tasks', undefined, bearer);
      const text = await (await send('GET', '/api/tokens', undefined, cookie)).text();
      expect(text).not.toContain(token.token);
      const { tokens } = JSON.parse(text);
      expect(tokens).toEqual([
        {
          id: token.id,
          name: 'script',
          scopes: ['read'],
          createdAt: token.createdAt,
          lastUsedAt: '2026-11-20T12:00:00.000Z',
          expiresAt: null,
        },
      ]);
      const rows = await database().db.selectFrom('api_tokens').selectAll().execute();
      expect(JSON.stringify(rows)).not.toContain(token.token);
      const sessions = await database().db.selectFrom('sessions').selectAll().execute();
      const secret = cookie.cookie.split('=')[1] ?? 'none';
      expect(JSON.stringify(sessions)).not.toContain(secret);
      for (const hidden of [token.token, secret, password])
        expect(JSON.stringify(lines)).not.toContain(hidden);
    });

    it('is refused once it is revoked, expired or made up', async () => {
      const { send, cookie, token, bearer, clock } = await withToken(['read'], { expiresInDays: 1 });
      const status = async () => (await send('GET', '/api/tasks', undefined, bearer)).status;
      expect(await status()).toBe(200);
      clock.now = clock.now.add({ hours: 24 });
      expect(await status()).toBe(401);
      clock.now = clock.now.subtract({ hours: 1 });
      expect(await status()).toBe(200);
      expect((await send('DELETE', `/api/tokens/${token.id}`, undefined, cookie)).status).toBe(204);
      expect((await send('DELETE', `/api/tokens/${token.id}`, undefined, cookie)).status).toBe(404);
      expect(await status()).toBe(401);
      for (const authorization of ['Bearer todo_x', 'Bearer', 'Basic YTpi', '']) {
        expect((await send('GET', '/api/tasks', undefined, { authorization })).status, authorization).toBe(
          401,
        );
      }
    });
  });

  it('limits the requests of one account, not those of another', async () => {
    const { send, person, clock } = createSignInClient(database(), { requestsPerMinute: 2 });
    const busy = await person(ada.email);
    const other = await person('bob@todo.example');
    const status = async (who: typeof busy) => (await send('GET', '/api/tasks', undefined, who)).status;
    expect([await status(busy), await status(busy), await status(busy)]).toEqual([200, 200, 429]);
    expect(await status(other)).toBe(200);
    clock.now = clock.now.add({ minutes: 1 });
    expect(await status(busy)).toBe(200);
  });
});
