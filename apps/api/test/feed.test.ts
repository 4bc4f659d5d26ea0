/** The calendar feed is read by whoever knows its address, and by nobody else. */

import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { localAccount } from '../src/http/scope.ts';
import { insertAccount } from './account-rows.ts';
import { createTestClient } from './domain-fixture.ts';
import { describeOnDatabases } from './on-databases.ts';

describeOnDatabases('the calendar feed', (database) => {
  it('has an address that is told once, answers with the due tasks of its account alone, and ends', async () => {
    const client = createTestClient(database());
    const stranger = createTestClient(database(), await insertAccount(database()));
    await client.send('POST', '/tasks', { title: 'Dentist', due: { date: '2026-12-01' } });
    await client.send('POST', '/tasks', { title: 'Someday' });
    await stranger.send('POST', '/tasks', { title: 'Secret meeting', due: { date: '2026-12-01' } });
    expect(await (await client.send('GET', '/feed')).json()).toEqual({ createdAt: null });

    const made = await client.send('POST', '/feed');
    expect(made.status).toBe(201);
    const { path } = (await made.json()) as { path: string };
    const read = async (address: string) => await client.app.request(address);
    const calendar = await read(path);
    expect(calendar.status).toBe(200);
    expect(calendar.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    const text = await calendar.text();
    expect(text).toContain('SUMMARY:Dentist');
    expect(text).not.toContain('TIMEZONE');
    // The account moves, and its calendar with it.
    await sql`update accounts set time_zone = 'Asia/Karachi' where id = ${localAccount.id}`.execute(
      database().db,
    );
    expect(await (await read(path)).text()).toContain('X-WR-TIMEZONE:Asia/Karachi');
    expect(text).not.toMatch(/Someday|Secret/);
    // The log knows the route and not the secret.
    expect(JSON.stringify(client.lines)).not.toContain(path.split('/').at(-1)?.replace('.ics', ''));

    const again = (await (await client.send('POST', '/feed')).json()) as { path: string };
    expect((await read(path)).status).toBe(404);
    expect((await read(again.path)).status).toBe(200);
    expect((await client.send('DELETE', '/feed')).status).toBe(204);
    expect((await read(again.path)).status).toBe(404);
    expect((await read('/api/feeds/x.ics')).status).toBe(404);
  });
});
