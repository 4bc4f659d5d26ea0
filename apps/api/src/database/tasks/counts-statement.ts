/** Owns the statement that counts an account's pending tasks by view, project and label. */

const day = `$2::date`;
const overdue = `(case when due_at is null then due_local < ${day} else due_at < $5::timestamptz end)`;
const today = `(case when due_at is null then due_local >= ${day} and due_local < ${day} + interval '1 day'
  else due_at >= $3::timestamptz and due_at < $4::timestamptz end)`;
const upcoming = `(case when due_at is null then due_local >= ${day} + interval '1 day' else due_at >= $4::timestamptz end)`;

/** Parameters: account, today's date, its beginning and end, now. One row with the answer as JSON. */
export const countsStatement = `
  with pending as (
    select project_id, labels, due_local, due_at from tasks where account_id = $1::uuid and completed_at is null
  )
  select json_build_object(
    'pending', count(*),
    'inbox', count(*) filter (where project_id is null),
    'today', count(*) filter (where ${today}),
    'upcoming', count(*) filter (where ${upcoming}),
    'overdue', count(*) filter (where ${overdue}),
    'projects', (select coalesce(json_object_agg(project_id, n), '{}') from
      (select project_id, count(*) as n from pending where project_id is not null group by project_id) as p),
    'labels', (select coalesce(json_object_agg(name, n), '{}') from
      (select name, count(*) as n from pending, unnest(labels) as name group by name) as l)
  )::text as counts
  from pending`;
