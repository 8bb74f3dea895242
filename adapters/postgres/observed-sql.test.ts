import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noTracing, type Tracing } from '../../core/ports/tracing.ts';
import { currentScope, inScope } from '../../core/telemetry/work-scope.ts';
import { testDatabase, type TestDatabase } from './test-database.ts';
import { observedSql, summaryOf } from './observed-sql.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.end());

describe('what a span tells of a statement', () => {
  it.each([
    ['SELECT 1', 'SELECT', ''],
    ["SELECT id FROM account WHERE name = 'from secret'", 'SELECT', 'account'],
    ['INSERT INTO job (queue) SELECT queue FROM jsonb_to_recordset($1::jsonb) AS new(queue text)', 'INSERT', 'job'],
    ['UPDATE job SET state = $1 FROM due WHERE true', 'UPDATE', 'job'],
    ['WITH due AS (SELECT queue FROM job FOR UPDATE SKIP LOCKED) UPDATE job SET x = 1 FROM due', 'UPDATE', 'job'],
    ['WITH RECURSIVE up AS (SELECT id FROM part_of) SELECT a.id FROM up JOIN asset a ON true', 'SELECT', 'part_of'],
    ['SELECT * FROM job WHERE key = $1 FOR UPDATE', 'SELECT', 'job'],
    ['SELECT x FROM unnest($1::text[]) AS x JOIN tag t ON true', 'SELECT', 'tag'],
    ['DELETE FROM change WHERE id < $1', 'DELETE', 'change'],
    ['INSERT INTO tag (a) VALUES ($1) ON CONFLICT DO UPDATE SET a = 1', 'INSERT', 'tag'],
  ])('%s', (text, operation, table) => {
    expect(summaryOf(text)).toEqual({ operation, table });
  });

  it('never holds a literal', () => {
    expect(
      JSON.stringify(summaryOf("SELECT 'Doe^Jane' FROM subject -- from Doe^Jane\n WHERE x = 'FROM doe'")),
    ).not.toMatch(/doe/i);
  });

  it('names tables of ours in every statement of the adapters', async () => {
    const rows = await database.sql.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`,
    );
    const tables = new Set(rows.map(({ name }) => name));
    const files = readdirSync(import.meta.dirname).filter(
      (name) => /^[a-z-]+\.ts$/.test(name) && !name.startsWith('observed'),
    );
    const statements = files.flatMap((name) => [
      ...readFileSync(join(import.meta.dirname, name), 'utf8').matchAll(
        /[`'](\s*(?:SELECT|INSERT|UPDATE|DELETE|WITH)\b[^`]*?)`/g,
      ),
    ]);
    const strange = statements
      .map(([, text = '']) => summaryOf(text.replaceAll(/\$\{[^}]*\}/g, 'x')).table)
      .filter(
        (table) => table !== '' && table !== 'x' && !/^(pg_|information_schema)/.test(table) && !tables.has(table),
      );
    expect(statements.length).toBeGreaterThan(50);
    expect(strange).toEqual([]);
  });
});

describe('an observed client', () => {
  it('makes no span outside of a trace', async () => {
    const names: string[] = [];
    const tracing: Tracing = {
      ...noTracing,
      span: (name, _attributes, work) => (names.push(name), noTracing.span(name, {}, work)),
    };
    const sql = observedSql(database.sql, tracing);
    await sql.transact(() => sql.query('SELECT 1'));
    expect(names).toEqual([]);
    await observedSql(database.sql, { ...tracing, current: () => 'in one' }).query('SELECT key FROM job');
    expect(names).toEqual(['sql SELECT job']);
  });

  it('takes what runs after a commit out of the scope that caused it', async () => {
    const sql = observedSql(database.sql, noTracing);
    const scopes: unknown[] = [];
    await inScope({ requestId: 'one' }, () =>
      sql.transact(async () => {
        sql.afterCommit(() => scopes.push(currentScope()));
        scopes.push(currentScope());
      }),
    );
    expect(scopes).toEqual([{ requestId: 'one' }, {}]);
  });
});
