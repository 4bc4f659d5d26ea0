/** Owns the chat of the comparison: what is said, to the same account for both services, and proof that it was done. */

import { type Kysely, sql } from 'kysely';
import type { Schema } from '../src/database/schema.ts';
import type { LoadRequest } from './closed-load.ts';

const pendingAtFirst = 20;

/** Empties the account but for a few tasks, so that what is listed does not depend on the runs before. */
export async function prepareChat(
  db: Kysely<Schema>,
  pending: (count: number) => Promise<unknown>,
): Promise<void> {
  await sql`truncate tasks, activity, idempotency_keys, conversations cascade`.execute(db);
  await pending(pendingAtFirst);
}

/** Each begins a conversation; every second one asks for the list. @param turn from 1 */
export function chatTurn(turn: number): LoadRequest {
  const message = turn % 2 === 0 ? 'show my tasks' : `add buy milk ${turn}`;
  return { method: 'POST', path: '/api/chat', body: JSON.stringify({ message }) };
}

/** @throws where the turns since `prepareChat` did not leave what they should: a refusal in kind words has status 200 too */
export async function checkChat(db: Kysely<Schema>, turns: number): Promise<void> {
  const { rows } = await sql<{ kept: string }>`
    select concat_ws(' ',
      (select count(*) from conversations),
      (select count(*) from conversation_messages where status = 'complete' and role = 'user'),
      (select count(*) from conversation_messages where status = 'complete' and role = 'assistant'),
      (select count(*) from conversation_messages where parts @> '[{"type": "tool-list_tasks", "state": "output-available"}]'),
      (select count(*) from conversation_messages where parts @> '[{"type": "tool-add_task", "state": "output-available"}]'),
      (select count(*) from tasks where title like 'buy milk %'),
      (select count(*) from activity where kind = 'created')) as kept`.execute(db);
  const [listed, added] = [Math.floor(turns / 2), Math.ceil(turns / 2)];
  const wanted = [turns, turns, turns, listed, added, added, added].join(' ');
  if (rows[0]?.kept !== wanted) throw new Error(`the chat left ${rows[0]?.kept}, wanted ${wanted}`);
}
