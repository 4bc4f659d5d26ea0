/** Keeps accounts in PostgreSQL or PGlite. */

import type { Kysely } from 'kysely';
import type { AccountStore } from '../../accounts/account-store.ts';
import type { Schema } from '../schema.ts';
import { accountColumns, assumedZone, toAccount } from './account-json.ts';

export function createAccountStore(db: Kysely<Schema>): AccountStore {
  return {
    async insert({ id, email, passwordHash, timeZone, createdAt }) {
      const row = await db
        .insertInto('accounts')
        .values({
          id,
          email,
          password_hash: passwordHash,
          time_zone: timeZone ?? assumedZone,
          time_zone_chosen: timeZone !== null,
          language: 'en',
          created_at: createdAt.toString(),
        })
        .onConflict((conflict) => conflict.column('email').doNothing())
        .returning(accountColumns)
        .executeTakeFirst();
      return row === undefined ? null : toAccount(row);
    },

    async find(id) {
      const row = await db
        .selectFrom('accounts')
        .select(accountColumns)
        .where('id', '=', id)
        .executeTakeFirst();
      return row === undefined ? null : toAccount(row);
    },

    async findByEmail(email) {
      const row = await db
        .selectFrom('accounts')
        .select([...accountColumns, 'password_hash'])
        .where('email', '=', email)
        .executeTakeFirst();
      return row === undefined ? null : { account: toAccount(row), passwordHash: row.password_hash };
    },

    async passwordHash(id) {
      const row = await db
        .selectFrom('accounts')
        .select('password_hash')
        .where('id', '=', id)
        .executeTakeFirst();
      return row?.password_hash ?? null;
    },

    async update(id, { timeZone, language, passwordHash }) {
      const changes = {
        ...(timeZone !== undefined && { time_zone: timeZone, time_zone_chosen: true }),
        ...(language !== undefined && { language }),
        ...(passwordHash !== undefined && { password_hash: passwordHash }),
      };
      if (Object.keys(changes).length === 0) return await this.find(id);
      const row = await db
        .updateTable('accounts')
        .set(changes)
        .where('id', '=', id)
        .returning(accountColumns)
        .executeTakeFirst();
      return row === undefined ? null : toAccount(row);
    },
  };
}
