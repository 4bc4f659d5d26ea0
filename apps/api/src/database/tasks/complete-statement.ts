/** Owns the statement behind the most frequent change: a task that does not repeat is done. */

import { recordJson } from './task-json.ts';

/**
 * Parameters: account, task, when, client. One row with the task and the activity; none where the task is not there, is
 * done already or repeats. Of two at the same moment the second waits for the first and then finds none.
 */
export const completeStatement = `
  with before as (
    select t.id, ${recordJson('t')} as json from tasks t
    where t.account_id = $1::uuid and t.id = $2::uuid and t.completed_at is null and t.rrule is null
    for update
  ), after as (
    update tasks t set completed_at = $3::timestamptz, updated_at = $3::timestamptz, version = t.version + 1
    from before where t.account_id = $1::uuid and t.id = before.id
    returning ${recordJson('t')} as json
  ), recorded as (
    insert into activity (account_id, kind, client, at, changes)
    select $1::uuid, 'completed', $4::text, $3::timestamptz,
      jsonb_build_array(jsonb_build_object('before', before.json::jsonb, 'after', after.json::jsonb))
    from before, after
    returning id
  )
  select after.json, recorded.id::text as activity_id from after, recorded`;
