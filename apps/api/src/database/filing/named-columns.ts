/** Owns the columns of `projects` and `labels` as parameters of a statement. */

export type NamedTable = 'projects' | 'labels';

/** What a row of the table is called in the record of what was done. */
export const typeOf = { projects: 'project', labels: 'label' } as const;

const casts: Readonly<Record<string, string>> = {
  id: '::uuid',
  name: '::text',
  colour: '::text',
  position: '::int',
  created_at: '::timestamptz',
  updated_at: '::timestamptz',
};

/** Behind a parameter, so that its type does not rest on what stands around it. */
export const castOf = (column: string): string => casts[column] ?? '';
