/** Owns a row of `tasks` as JSON, made by the database: a page of tasks passes through the API without being taken apart. */

const instant = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const fields = (t: string) => `
  'id', ${t}.id,
  'title', ${t}.title,
  'notes', ${t}.notes,
  'due', case
    when ${t}.due_at is not null then json_build_object('at', ${instant(`${t}.due_at`)}, 'timeZone', ${t}.due_zone)
    when ${t}.due_local is not null then json_build_object('date', to_char(${t}.due_local, 'YYYY-MM-DD'))
  end,
  'priority', 'p' || ${t}.priority,
  'projectId', ${t}.project_id,
  'labels', to_json(${t}.labels),
  'subtasks', ${t}.subtasks,
  'recurrence', case
    when ${t}.rrule is not null then json_build_object('rrule', ${t}.rrule, 'fromCompletion', ${t}.from_completion)
  end,
  'completed', ${t}.completed_at is not null,
  'completedAt', ${instant(`${t}.completed_at`)},
  'createdAt', ${instant(`${t}.created_at`)},
  'updatedAt', ${instant(`${t}.updated_at`)},
  'version', ${t}.version`;

/** @param t the table's alias. A `Task` of the contract. */
export const taskJson = (t: string) => `json_build_object(${fields(t)})::text`;

/** @param t the table's alias. A `TaskRecord` of the domain. */
export const recordJson = (t: string) => `json_build_object(${fields(t)},
  'number', ${t}.number::text,
  'dueLocal', to_char(${t}.due_local, 'YYYY-MM-DD"T"HH24:MI:SS.MS'))::text`;
