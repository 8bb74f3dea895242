import { canonicalJson, sha256, type Json, type JsonObject } from '../../core/json.ts';
import type { AuditChain, AuditEntry, AuditTrail } from '../../core/ports/audit-trail.ts';
import type { SqlClient } from './sql-client.ts';

interface Link {
  readonly sequence: number;
  /** UTC, to the millisecond: what is hashed must come back from the database letter by letter. */
  readonly at: string;
  readonly previousHash: string;
  readonly entry: AuditEntry;
}

function hashOf({ sequence, at, previousHash, entry }: Link): string {
  const { actor, action, target, projectId, reason, oldValue, newValue } = entry;
  const hashed: Json = { actor, action, target, projectId, reason, oldValue, newValue };
  return sha256(canonicalJson({ sequence, at, previousHash, entry: hashed }));
}

/**
 * As the database keeps it: PostgreSQL knows no NUL and no half of a character, and what is hashed must be what comes back. A reason
 * that a person typed must never be able to break the chain, nor to keep an act out of it.
 */
const storedText = (text: string): string => text.toWellFormed().replaceAll('\0', '\ufffd');

function storedJson(value: Json): Json {
  if (typeof value === 'string') return storedText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => storedJson(item as Json));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [storedText(key), storedJson(item)]));
}

const stored = (entry: AuditEntry): AuditEntry => storedJson({ ...entry }) as unknown as AuditEntry;

/** The chain before its first entry has the empty hash. */
const chainOf = (entries: number, hash: string, firstBroken: number | null): AuditChain => ({
  entries,
  firstBroken,
  lastHash: hash === '' ? null : hash,
});

const json = (value: JsonObject | null): string | null => (value === null ? null : JSON.stringify(value));

interface Row {
  sequence: number;
  at: string;
  actor: string;
  action: string;
  target: string;
  project_id: string | null;
  reason: string | null;
  old_value: JsonObject | null;
  new_value: JsonObject | null;
  previous_hash: string;
  hash: string;
}

const pageSize = 1000;

/**
 * The audit trail as a hash chain: an entry's hash covers its content, number, time and the hash before it, so a change,
 * removal, insertion or reordering anywhere breaks every later link. Triggers refuse UPDATE, DELETE and TRUNCATE.
 *
 * An append locks the chain's head until the ambient transaction ends: append last in a transaction, to hold it briefly.
 */
export class PostgresAuditTrail implements AuditTrail {
  readonly #sql: SqlClient;
  readonly #now: () => Date;

  constructor(sql: SqlClient, now: () => Date = () => new Date()) {
    this.#sql = sql;
    this.#now = now;
  }

  async append(written: AuditEntry): Promise<void> {
    const entry = stored(written);
    await this.#sql.transact(async () => {
      const [head] = await this.#sql.query<{ sequence: number; hash: string }>(
        'SELECT sequence::int AS sequence, hash FROM audit_head FOR UPDATE',
      );
      if (!head) throw new Error('the audit trail has lost its head: restore the database from a backup');
      const link: Link = { sequence: head.sequence + 1, at: this.#now().toISOString(), previousHash: head.hash, entry };
      await this.#sql.query(
        `WITH head AS (UPDATE audit_head SET sequence = $1::bigint, hash = $11)
         INSERT INTO audit (sequence, at, actor, action, target, project_id, reason, old_value, new_value, previous_hash, hash)
         VALUES ($1::bigint, $2::timestamptz, $3, $4, $5, $6, $7, $8::jsonb, $9::jsonb, $10, $11)`,
        [
          link.sequence,
          link.at,
          entry.actor,
          entry.action,
          entry.target,
          entry.projectId,
          entry.reason,
          json(entry.oldValue),
          json(entry.newValue),
          link.previousHash,
          hashOf(link),
        ],
      );
    });
  }

  /** The last entry, as it is for the ambient transaction. */
  async head(): Promise<{ readonly sequence: number; readonly hash: string }> {
    const [head] = await this.#sql.query<{ sequence: number; hash: string }>(
      'SELECT sequence::int AS sequence, hash FROM audit_head',
    );
    if (!head) throw new Error('the audit trail has lost its head: restore the database from a backup');
    return head;
  }

  async verify(): Promise<AuditChain> {
    // One statement, so one snapshot: entries appended while we read come after it and don't count.
    const [head] = await this.#sql.query<{ sequence: number; hash: string; newest: number }>(
      'SELECT sequence::int AS sequence, hash, (SELECT coalesce(max(sequence), 0)::int FROM audit) AS newest FROM audit_head',
    );
    if (!head) return chainOf(0, '', 1);
    let sequence = 0;
    let hash = '';
    let before = '';
    for (;;) {
      const rows = await this.#page(sequence, head.sequence);
      for (const row of rows) {
        const expected = sequence + 1;
        if (row.sequence !== expected) return chainOf(sequence, hash, expected);
        const link = { sequence: row.sequence, at: row.at, previousHash: hash, entry: entryOf(row) };
        if (row.previous_hash !== hash || row.hash !== hashOf(link)) return chainOf(sequence, hash, expected);
        sequence = expected;
        before = hash;
        hash = row.hash;
      }
      if (rows.length < pageSize) break;
    }
    if (sequence < head.sequence) return chainOf(sequence, hash, sequence + 1); // cut at its end
    if (hash !== head.hash) return chainOf(sequence - 1, before, sequence); // the last one was exchanged
    return chainOf(sequence, hash, head.newest > sequence ? sequence + 1 : null); // or one was put behind it
  }

  #page(after: number, upTo: number): Promise<Row[]> {
    return this.#sql.query<Row>(
      `SELECT sequence::int AS sequence, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, actor, action,
              target, project_id, reason, old_value, new_value, previous_hash, hash
         FROM audit WHERE sequence > $1::bigint AND sequence <= $2::bigint ORDER BY sequence LIMIT ${String(pageSize)}`,
      [after, upTo],
    );
  }
}

function entryOf(row: Row): AuditEntry {
  return {
    actor: row.actor,
    action: row.action,
    target: row.target,
    projectId: row.project_id,
    reason: row.reason,
    oldValue: row.old_value,
    newValue: row.new_value,
  };
}
