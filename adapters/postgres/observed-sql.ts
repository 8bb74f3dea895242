import type { Tracing } from '../../core/ports/tracing.ts';
import { inScope } from '../../core/telemetry/work-scope.ts';
import type { SqlClient } from './sql-client.ts';

/**
 * The client, with a span for each statement and transaction that happens within a trace. A span tells the statement's operation
 * and table, never its text or parameters. What runs after a commit is no longer part of what caused it.
 */
export function observedSql(sql: SqlClient, tracing: Tracing): SqlClient {
  return {
    query<Row>(text: string, parameters?: readonly unknown[]): Promise<Row[]> {
      if (tracing.current() === null) return sql.query<Row>(text, parameters);
      const { operation, table } = summaryOf(text);
      const attributes = {
        'db.system.name': 'postgresql',
        'db.operation.name': operation,
        'db.collection.name': table,
      };
      return tracing.span(
        `sql ${operation} ${table}`.trimEnd(),
        attributes,
        () => sql.query<Row>(text, parameters),
        'client',
      );
    },
    script: (text) => sql.script(text),
    transact: (work) =>
      tracing.current() === null
        ? sql.transact(work)
        : tracing.span('sql transaction', { 'db.system.name': 'postgresql' }, () => sql.transact(work), 'client'),
    whileHolding: (name, work) => sql.whileHolding(name, work),
    afterCommit: (effect) =>
      sql.afterCommit(() => {
        tracing.resume(null, () => {
          inScope(null, effect);
        });
      }),
    close: () => sql.close(),
  };
}

export interface StatementSummary {
  /** SELECT, INSERT, UPDATE, DELETE, or another first word. */
  readonly operation: string;
  /** The table it is about; empty when there is none. */
  readonly table: string;
}

const kept = new Map<string, StatementSummary>();
/** The hub's statements are some hundreds; those that are put together from filters are few more. */
const mostKept = 2000;

/** What a statement does to which table, from its keywords and names alone: no literal of it can show. */
export function summaryOf(text: string): StatementSummary {
  let summary = kept.get(text);
  if (!summary) {
    summary = summarize(text);
    if (kept.size < mostKept) kept.set(text, summary);
  }
  return summary;
}

function summarize(text: string): StatementSummary {
  const bare = text.replaceAll(/'(?:[^']|'')*'/g, "''").replaceAll(/--[^\n]*/g, ' ');
  const first = (/^\s*(?:\()?\s*([a-z]+)/i.exec(bare)?.[1] ?? 'OTHER').toUpperCase();
  const change =
    /\b(INSERT)\s+INTO\s+([a-z_]+)|\b(DELETE)\s+FROM\s+([a-z_]+)|\b(?<!FOR |DO )(UPDATE)\s+([a-z_]+)/i.exec(bare);
  if (change && first !== 'SELECT') {
    const operation = change[1] ?? change[3] ?? change[5] ?? first;
    return { operation: operation.toUpperCase(), table: (change[2] ?? change[4] ?? change[6] ?? '').toLowerCase() };
  }
  // Tables that a statement names itself (WITH x AS ...) and functions are none of the database's.
  const own = new Set(
    [...bare.matchAll(/\b([a-z_]+)\s*(?:\([^()]*\)\s*)?AS\s+(?:MATERIALIZED\s+)?\(/gi)].map(([, name]) =>
      name?.toLowerCase(),
    ),
  );
  for (const [, name = ''] of bare.matchAll(/\b(?:FROM|JOIN)\s+(?:ONLY\s+)?([a-z_]+)\b(?!\s*\()/gi)) {
    const table = name.toLowerCase();
    if (!own.has(table) && table !== 'lateral') return { operation: first === 'WITH' ? 'SELECT' : first, table };
  }
  return { operation: first === 'WITH' ? 'SELECT' : first, table: '' };
}
