import type { SequenceState, TransferTables } from '../../core/transfer/ports.ts';
import type { SqlClient } from './sql-client.ts';

/** Tables that an export has no rows of; every other table of the schema is carried, also one that a later migration adds. */
const notCarried = new Set([
  // what the migrations make themselves; compared instead
  'migration',
  // the asset graph in SQL: carried as the graph, which may be in Neo4j on the other side
  ...['asset', 'part_of', 'tag', 'relation', 'prov_agent', 'prov_activity', 'prov_edge'],
  // what the graph's own import notes again
  'property_name',
  // how writes come into Neo4j: empty once drained, and filled again by the graph's own import
  ...['graph_outbox', 'graph_asset', 'graph_position'],
]);

/** One row from the start, moved forward by trigger-guarded updates alone: see the migration `030-identity.sql`. */
const auditHead = 'audit_head';
const pageSize = 500;

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A hub's tables in PostgreSQL (or PGlite), rows as the text of `to_jsonb`, which every version writes alike. */
export class PostgresTableDump implements TransferTables {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  async migrations(): Promise<Readonly<Record<string, string>>> {
    const rows = await this.#sql.query<{ name: string; sha256: string }>(
      'SELECT name, sha256 FROM migration ORDER BY name COLLATE "C"',
    );
    return Object.fromEntries(rows.map(({ name, sha256 }) => [name, sha256]));
  }

  async names(): Promise<readonly string[]> {
    const all = await this.#sql.query<{ name: string }>(
      `SELECT table_name::text AS name FROM information_schema.tables
       WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY table_name::text COLLATE "C"`,
    );
    const references = await this.#sql.query<{ from: string; to: string }>(
      `SELECT f.relname::text AS "from", t.relname::text AS "to" FROM pg_constraint c
         JOIN pg_class f ON f.oid = c.conrelid JOIN pg_class t ON t.oid = c.confrelid
       WHERE c.contype = 'f' AND c.connamespace = current_schema()::regnamespace AND f.oid <> t.oid`,
    );
    return inOrder(
      all.map(({ name }) => name).filter((name) => !notCarried.has(name)),
      references,
    );
  }

  async *rows(table: string): AsyncIterable<readonly string[]> {
    const key = await this.#keyOf(table);
    const cursor = quoted(`transfer ${table}`);
    await this.#inUtc();
    await this.#sql.query(
      `DECLARE ${cursor} NO SCROLL CURSOR FOR SELECT to_jsonb(t)::text AS row FROM ${quoted(table)} t ORDER BY ${key}`,
    );
    for (;;) {
      const rows = await this.#sql.query<{ row: string }>(`FETCH ${String(pageSize)} FROM ${cursor}`);
      if (rows.length > 0) yield rows.map(({ row }) => row);
      if (rows.length < pageSize) break;
    }
    await this.#sql.query(`CLOSE ${cursor}`);
  }

  async insert(table: string, rows: readonly string[]): Promise<void> {
    await this.#inUtc();
    // Its first row is the migrations' own; its guards are for the time after.
    if (table === auditHead) {
      await this.#sql.script(`ALTER TABLE ${auditHead} DISABLE TRIGGER USER; DELETE FROM ${auditHead}`);
    }
    const columns = (await this.#columns(table)).map(quoted).join(', ');
    await this.#sql.query(
      `INSERT INTO ${quoted(table)} (${columns}) OVERRIDING SYSTEM VALUE
       SELECT ${columns} FROM jsonb_populate_recordset(NULL::${quoted(table)}, $1::jsonb)`,
      [`[${rows.join(',')}]`],
    );
    if (table === auditHead) await this.#sql.script(`ALTER TABLE ${auditHead} ENABLE TRIGGER USER`);
  }

  async sequences(): Promise<Readonly<Record<string, SequenceState>>> {
    const states: Record<string, SequenceState> = {};
    for (const { table, column, sequence } of await this.#identityColumns()) {
      if (notCarried.has(table)) continue;
      const [state] = await this.#sql.query<SequenceState>(
        `SELECT last_value::text AS last, is_called AS called FROM ${sequence}`,
      );
      if (state) states[`${table}.${column}`] = state;
    }
    return states;
  }

  async setSequences(states: Readonly<Record<string, SequenceState>>): Promise<void> {
    for (const { table, column, sequence } of await this.#identityColumns()) {
      const state = states[`${table}.${column}`];
      if (state)
        await this.#sql.query('SELECT setval($1::regclass, $2::bigint, $3)', [sequence, state.last, state.called]);
    }
  }

  async occupied(): Promise<readonly string[]> {
    const held: string[] = [];
    for (const table of await this.names()) {
      const where = table === auditHead ? ' WHERE sequence > 0' : '';
      const rows = await this.#sql.query(`SELECT 1 FROM ${quoted(table)}${where} LIMIT 1`);
      if (rows.length > 0) held.push(table);
    }
    return held;
  }

  async position(): Promise<string> {
    const sequences = await this.#identityColumns();
    const numbers = sequences.map(({ sequence }) => `(SELECT last_value::text || is_called FROM ${sequence})`);
    const [row] = await this.#sql.query<{ at: string }>(
      `SELECT concat_ws(' ', (SELECT sequence::text FROM ${auditHead}), ${numbers.join(', ')}) AS at`,
    );
    return row?.at ?? '';
  }

  snapshot<T>(work: () => Promise<T>): Promise<T> {
    return this.#sql.transact(async () => {
      await this.#sql.script('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
      return work();
    });
  }

  transact<T>(work: () => Promise<T>): Promise<T> {
    return this.#sql.transact(work);
  }

  /** A moment's text depends on the zone; until the transaction ends. */
  async #inUtc(): Promise<void> {
    await this.#sql.script("SET LOCAL TimeZone TO 'UTC'");
  }

  /** The primary key as an order that no locale changes. */
  async #keyOf(table: string): Promise<string> {
    const columns = await this.#sql.query<{ name: string; collated: boolean }>(
      `SELECT a.attname::text AS name, a.attcollation <> 0 AS collated FROM pg_index i
         CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS k(number, place)
         JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number
       WHERE i.indrelid = $1::regclass AND i.indisprimary AND k.place <= i.indnkeyatts ORDER BY k.place`,
      [quoted(table)],
    );
    if (columns.length === 0) throw new Error(`the table ${table} has no primary key, so its rows have no order`);
    return columns.map(({ name, collated }) => `t.${quoted(name)}${collated ? ' COLLATE "C"' : ''}`).join(', ');
  }

  async #columns(table: string): Promise<string[]> {
    const columns = await this.#sql.query<{ name: string }>(
      `SELECT column_name::text AS name FROM information_schema.columns
       WHERE table_schema = current_schema() AND table_name = $1 AND is_generated = 'NEVER' ORDER BY ordinal_position`,
      [table],
    );
    return columns.map(({ name }) => name);
  }

  #identityColumns(): Promise<{ table: string; column: string; sequence: string }[]> {
    return this.#sql.query(
      `SELECT table_name::text AS "table", column_name::text AS "column",
         pg_get_serial_sequence(quote_ident(table_name), column_name) AS sequence FROM information_schema.columns
       WHERE table_schema = current_schema() AND pg_get_serial_sequence(quote_ident(table_name), column_name) IS NOT NULL
       ORDER BY 1, 2`,
    );
  }
}

/** Names, each after those that it refers to, else as given. */
function inOrder(names: readonly string[], references: readonly { from: string; to: string }[]): string[] {
  const left = new Set(names);
  const ordered: string[] = [];
  while (left.size > 0) {
    const next = [...left].find((name) => !references.some(({ from, to }) => from === name && left.has(to)));
    if (next === undefined) throw new Error(`tables that refer to each other in a circle: ${[...left].join(', ')}`);
    left.delete(next);
    ordered.push(next);
  }
  return ordered;
}
