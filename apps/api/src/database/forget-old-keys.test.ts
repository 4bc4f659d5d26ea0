import { expect, it } from 'vitest';
import { createTestClient } from '../../test/domain-fixture.ts';
import { describeOnDatabases } from '../../test/on-databases.ts';
import { forgetOldKeys } from './forget-old-keys.ts';

describeOnDatabases('keys of creations', (database) => {
  it('are forgotten after a day, and not before', async () => {
    const client = createTestClient(database());
    const create = () => client.send('POST', '/tasks', { title: 'a' }, { 'idempotency-key': 'k' });
    const first = await (await create()).text();
    const { now } = client.clock;
    expect(await forgetOldKeys(database().db, now.add({ hours: 23 }))).toBe(0);
    expect(await (await create()).text()).toBe(first);
    expect(await forgetOldKeys(database().db, now.add({ hours: 25 }))).toBe(1);
    expect(await (await create()).text()).not.toBe(first);
  });
});
