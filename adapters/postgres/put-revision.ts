import type { SqlClient } from './sql-client.ts';

/** A column's name, its SQL type, and what the row has in it. */
export type RevisionColumn = readonly [name: string, type: string, value: unknown];

/**
 * Puts a named thing of a project, or its next revision in the place of the one before, into a table with the key (project_id, name).
 * False, and nothing written, when it is not the next one: somebody else's came first.
 */
export async function putRevision(
  sql: SqlClient,
  table: 'context_rule' | 'tag_rule',
  key: { readonly projectId: string; readonly name: string; readonly revision: number },
  columns: readonly RevisionColumn[],
): Promise<boolean> {
  const all: readonly RevisionColumn[] = [
    ['project_id', 'uuid', key.projectId],
    ['name', 'text', key.name],
    ['revision', 'int', key.revision],
    ...columns,
  ];
  const names = all.map(([name]) => name);
  const rows = await sql.query(
    `INSERT INTO ${table} AS old (${names.join(', ')})
     SELECT ${all.map(([, type], index) => `$${String(index + 1)}::${type}`).join(', ')}
     WHERE $3::int = 1 OR EXISTS (SELECT FROM ${table} WHERE project_id = $1::uuid AND name = $2::text)
     ON CONFLICT (project_id, name) DO UPDATE SET ${names
       .slice(2)
       .map((name) => `${name} = excluded.${name}`)
       .join(', ')}
       WHERE old.revision = excluded.revision - 1
     RETURNING name`,
    all.map(([, , value]) => value),
  );
  return rows.length > 0;
}
