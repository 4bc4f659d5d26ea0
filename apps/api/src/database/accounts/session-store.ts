/** Keeps sessions in PostgreSQL or PGlite. */

import type { Kysely } from 'kysely';
import type { SessionStore } from '../../accounts/account-store.ts';
import type { Schema } from '../schema.ts';
import { accountColumns, toAccount } from './account-json.ts';

export function createSessionStore(db: Kysely<Schema>): SessionStore {
  return {
    async insert({ tokenHash, accountId, now, expiresAt }) {
      await db
        .insertInto('sessions')
        .values({
          token_hash: tokenHash,
          account_id: accountId,
          created_at: now.toString(),
          renewed_at: now.toString(),
          expires_at: expiresAt.toString(),
        })
        .execute();
    },

    async find(tokenHash, now) {
      const row = await db
        .selectFrom('sessions')
        .innerJoin('accounts', 'accounts.id', 'sessions.account_id')
        .select([...accountColumns, 'sessions.renewed_at'])
        .where('sessions.token_hash', '=', tokenHash)
        .where('sessions.expires_at', '>', new Date(now.epochMilliseconds))
        .executeTakeFirst();
      if (row === undefined) return null;
      return {
        account: toAccount(row),
        renewedAt: Temporal.Instant.fromEpochMilliseconds(row.renewed_at.getTime()),
      };
    },

    async renew(tokenHash, { now, expiresAt }) {
      await db
        .updateTable('sessions')
        .set({ renewed_at: now.toString(), expires_at: expiresAt.toString() })
        .where('token_hash', '=', tokenHash)
        .execute();
    },

    async remove(tokenHash) {
      await db.deleteFrom('sessions').where('token_hash', '=', tokenHash).execute();
    },

    async removeAll(accountId, except) {
      await db
        .deleteFrom('sessions')
        .where('account_id', '=', accountId)
        .$if(except !== undefined, (query) => query.where('token_hash', '!=', except ?? ''))
        .execute();
    },

    async removeExpired(now) {
      await db.deleteFrom('sessions').where('expires_at', '<=', new Date(now.epochMilliseconds)).execute();
    },
  };
}
