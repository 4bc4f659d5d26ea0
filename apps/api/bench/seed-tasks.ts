/** Fills an account with tasks as a busy person has them, in the database itself. */

import { type Kysely, sql } from 'kysely';
import type { Schema } from '../src/database/schema.ts';

const words = [
  'buy',
  'milk',
  'call',
  'plan',
  'trip',
  'pay',
  'rent',
  'report',
  'draft',
  'review',
  'clean',
  'kitchen',
  'garden',
  'book',
  'doctor',
  'school',
  'email',
  'invoice',
  'budget',
  'meeting',
  'prepare',
  'slides',
  'fix',
  'bike',
  'renew',
  'passport',
  'order',
  'flowers',
  'visit',
  'grandma',
  'train',
  'ticket',
  'write',
  'letter',
  'backup',
  'photos',
];

/**
 * Half of them completed, most with a due date within half a year on both sides, the pending past few. The oldest
 * tenth alone has the label "old" and the word "attic".
 */
export async function seedTasks(
  db: Kysely<Schema>,
  options: { readonly accountId: string; readonly count: number; readonly now: Date },
): Promise<void> {
  const { accountId, count, now } = options;
  const projects = `select gen_random_uuid() as id, n from generate_series(1, 20) as n`;
  await sql`
    insert into projects (id, account_id, name, colour, position, created_at, updated_at)
    select id, ${accountId}::uuid, 'Project ' || n, 'grey', n, ${now}::timestamptz, ${now}::timestamptz
    from (${sql.raw(projects)}) as p`.execute(db);
  await sql`
    with vocabulary as (select ${words}::text[] as w),
    filed as (select array_agg(id) as ids from projects where account_id = ${accountId}::uuid),
    drawn as (
      select n, random() as a, random() as b, random() as c, random() as d,
        (select string_agg(v.w[1 + ((n * 7919 + k * 104729 + n / 36) % 36)], ' ') from generate_series(1, 4) as k) ||
          ' ' || n || case when n > ${count}::int * 0.9 then ' attic' else '' end as title
      from generate_series(1, ${count}::int) as n, vocabulary v
    )
    insert into tasks (id, account_id, title, words, notes, created_at, updated_at, completed_at, due_local, due_at,
      due_zone, priority, project_id, labels)
    select gen_random_uuid(), ${accountId}::uuid, title, title, case when a < 0.3 then 'some notes about it' end,
      ${now}::timestamptz - n * interval '3 minutes', ${now}::timestamptz - n * interval '3 minutes',
      case when b < 0.5 then ${now}::timestamptz - n * interval '1 minute' end,
      case
        when c < 0.6 then date_trunc('day', ${now}::timestamp + (d * 360 - case when b < 0.5 then 180 else 10 end) * interval '1 day')
          + case when a < 0.5 then interval '23:59:59.999' else interval '9 hours' end
      end,
      case when c < 0.6 and a >= 0.5 then
        (date_trunc('day', ${now}::timestamp + (d * 360 - case when b < 0.5 then 180 else 10 end) * interval '1 day')
          + interval '9 hours') at time zone 'UTC' end,
      case when c < 0.6 and a >= 0.5 then 'UTC' end,
      1 + (n % 4), case when a < 0.7 then (select ids[1 + n % 20] from filed) end,
      case when n % 5 = 0 then array['errand'] when n % 7 = 0 then array['home', 'rare' || n % 100] else '{}' end
        || case when n > ${count}::int * 0.9 then array['old'] else '{}'::text[] end
    from drawn, vocabulary`.execute(db);
}
