/** Owns a row of `projects` or `labels` as JSON, made by the database. */

const instant = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const common = `
  'id', id, 'name', name, 'colour', colour, 'createdAt', ${instant('created_at')}, 'updatedAt', ${instant('updated_at')},
  'version', version`;

export const labelJson = `json_build_object(${common})::text`;
export const projectJson = `json_build_object(${common}, 'position', position)::text`;
