/**
 * Owns the names under which PostgreSQL keeps statements parsed and planned: most requests run one of a few texts.
 *
 * A name belongs to a session. Behind a pooler that gives sessions out by transaction and does not keep names itself
 * (PgBouncer before 1.21), the first refusal turns names off for good; `?pgbouncer=true` in the URL turns them off at once.
 */

/** Texts that are kept; what comes after runs without a name. Lists have some dozens of combinations of conditions. */
const maxStatements = 200;

/** Begins a text whose best plan depends on its values: it is planned anew each time and never kept. */
export const unnamed = '/* unnamed */';

export type StatementNames = {
  /** Null: run it without a name. */
  of(text: string): string | null;
  /** Whether the failure says that the session does not know a name, or knows it from someone else; none is given from then on. */
  refused(error: unknown): boolean;
};

export function createStatementNames(url: string): StatementNames {
  const names = new Map<string, string>();
  let enabled = new URL(url).searchParams.get('pgbouncer') !== 'true';
  return {
    of(text) {
      if (!enabled || text.startsWith(unnamed)) return null;
      const known = names.get(text);
      if (known !== undefined) return known;
      if (names.size >= maxStatements) return null;
      const name = `todo_${names.size + 1}`;
      names.set(text, name);
      return name;
    },
    refused(error) {
      // SQLSTATE invalid_sql_statement_name and duplicate_prepared_statement.
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      const refused = enabled && (code === '26000' || code === '42P05');
      if (refused) enabled = false;
      return refused;
    },
  };
}
