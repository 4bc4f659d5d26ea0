/** Keeps personal API tokens, as hashes, in PostgreSQL or PGlite. */

import type { ApiToken } from '@todo-chatbot/contracts';
import { type Kysely, type Selectable, sql } from 'kysely';
import type { TokenStore } from '../../accounts/account-store.ts';
import type { Schema } from '../schema.ts';
import { accountColumns, toAccount } from './account-json.ts';
import type { ApiTokenTable } from './account-tables.ts';

const columns = ['id', 'name', 'scopes', 'created_at', 'last_used_at', 'expires_at'] as const;

export function createTokenStore(db: Kysely<Schema>): TokenStore {
  return {
    async insert({ id, accountId, name, tokenHash, scopes, createdAt, expiresAt }) {
      const row = await db
        .insertInto('api_tokens')
        .values({
          id,
          account_id: accountId,
          name,
          token_hash: tokenHash,
          scopes: [...scopes],
          created_at: createdAt.toString(),
          expires_at: expiresAt?.toString() ?? null,
        })
        .returning(columns)
        .executeTakeFirstOrThrow();
      return toToken(row);
    },

    async list(accountId) {
      const rows = await db
        .selectFrom('api_tokens')
        .select(columns)
        .where('account_id', '=', accountId)
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .execute();
      return rows.map(toToken);
    },

    async remove(accountId, id) {
      const row = await db
        .deleteFrom('api_tokens')
        .where('account_id', '=', accountId)
        .where('id', '=', id)
        .returning('id')
        .executeTakeFirst();
      return row !== undefined;
    },

    async use(tokenHash, now) {
      const row = await db
        .selectFrom('api_tokens')
        .innerJoin('accounts', 'accounts.id', 'api_tokens.account_id')
        .select([...accountColumns, 'api_tokens.scopes', 'api_tokens.last_used_at'])
        .where('api_tokens.token_hash', '=', tokenHash)
        .where(
          sql<boolean>`(api_tokens.expires_at is null or api_tokens.expires_at > ${now.toString()}::timestamptz)`,
        )
        .executeTakeFirst();
      if (row === undefined) return null;
      if (row.last_used_at === null || now.epochMilliseconds - row.last_used_at.getTime() >= 60_000) {
        await db
          .updateTable('api_tokens')
          .set({ last_used_at: now.toString() })
          .where('token_hash', '=', tokenHash)
          .execute();
      }
      return { account: toAccount(row), scopes: row.scopes };
    },
  };
}

function toToken(row: Pick<Selectable<ApiTokenTable>, (typeof columns)[number]>): ApiToken {
  return {
    id: row.id,
    name: row.name,
    scopes: row.scopes,
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    expiresAt: row.expires_at?.toISOString() ?? null,
  };
}
