import { beforeTheFirst, hashOfLink, whyNoLink } from '../../core/audit/chain.ts';
import type { Json, JsonObject } from '../../core/json.ts';
import type {
  AuditChain,
  AuditCheckpoint,
  AuditEntry,
  AuditLink,
  AuditReader,
  AuditSearch,
  AuditTrail,
} from '../../core/ports/audit-trail.ts';
import type { SqlClient } from './sql-client.ts';

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

const columns = `sequence::int AS sequence, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, actor, action,
  target, project_id AS "projectId", reason, old_value AS "oldValue", new_value AS "newValue", previous_hash AS "previousHash", hash`;

const pageSize = 1000;

/**
 * The audit trail as a hash chain: an entry's hash covers its content, number, time and the hash before it, so a change,
 * removal, insertion or reordering anywhere breaks every later link. Triggers refuse UPDATE, DELETE and TRUNCATE.
 *
 * An append locks the chain's head until the ambient transaction ends: append last in a transaction, to hold it briefly.
 */
export class PostgresAuditTrail implements AuditTrail, AuditReader {
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
      const link = { ...entry, sequence: head.sequence + 1, at: this.#now().toISOString(), previousHash: head.hash };
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
          hashOfLink(link),
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

  async verify(since: AuditCheckpoint = beforeTheFirst): Promise<AuditChain> {
    // One statement, so one snapshot: entries appended while we read come after it and don't count.
    const [head] = await this.#sql.query<{ sequence: number; hash: string; newest: number }>(
      'SELECT sequence::int AS sequence, hash, (SELECT coalesce(max(sequence), 0)::int FROM audit) AS newest FROM audit_head',
    );
    if (!head) return chainOf(0, '', 1);
    if (since.sequence > 0) {
      const [known] = await this.linksAfter(since.sequence - 1, 1);
      const isThere =
        known?.sequence === since.sequence && known.hash === since.hash && hashOfLink(known) === known.hash;
      if (!isThere) return chainOf(since.sequence - 1, '', since.sequence);
    }
    let { sequence, hash } = since;
    let before = '';
    for (;;) {
      const links = await this.linksAfter(sequence, Math.min(pageSize, head.sequence - sequence));
      for (const link of links) {
        if (whyNoLink({ sequence, hash }, link) !== null) return chainOf(sequence, hash, sequence + 1);
        sequence = link.sequence;
        before = hash;
        hash = link.hash;
      }
      if (links.length < pageSize) break;
    }
    if (sequence < head.sequence) return chainOf(sequence, hash, sequence + 1); // cut at its end
    if (hash !== head.hash) return chainOf(sequence - 1, before, sequence); // the last one was exchanged
    return chainOf(sequence, hash, head.newest > sequence ? sequence + 1 : null); // or one was put behind it
  }

  linksAfter(sequence: number, first: number): Promise<readonly AuditLink[]> {
    return this.#sql.query<AuditLink>(
      `SELECT ${columns} FROM audit WHERE sequence > $1::bigint ORDER BY audit.sequence LIMIT $2`,
      [sequence, first],
    );
  }

  search(search: AuditSearch, before: number | null, first: number): Promise<readonly AuditLink[]> {
    const { where, parameters } = conditionOf(search);
    return this.#sql.query<AuditLink>(
      `SELECT ${columns} FROM audit WHERE ${where} AND ($7::bigint IS NULL OR sequence < $7) ORDER BY audit.sequence DESC LIMIT $8`,
      [...parameters, before, first],
    );
  }

  async count(search: AuditSearch): Promise<number> {
    const { where, parameters } = conditionOf(search);
    const [row] = await this.#sql.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM audit WHERE ${where}`,
      parameters,
    );
    return row?.count ?? 0;
  }
}

/** The search as SQL over the parameters $1 to $6. */
function conditionOf({ projectIds, actor, action, target, from, to }: AuditSearch) {
  const wildcard = action?.endsWith('*') ? `${action.slice(0, -1).replace(/[\\%_]/g, '\\$&')}%` : null;
  return {
    where: `($1::text[] IS NULL OR project_id = ANY($1)) AND ($2::text IS NULL OR actor = $2 OR starts_with(actor, $2 || ' (token '))
      AND ($3::text IS NULL OR action LIKE $3) AND ($4::text IS NULL OR target = $4)
      AND ($5::timestamptz IS NULL OR at >= $5) AND ($6::timestamptz IS NULL OR at < $6)`,
    parameters: [
      projectIds === 'ALL' ? null : projectIds,
      actor ?? null,
      wildcard ?? action?.replace(/[\\%_]/g, '\\$&') ?? null,
      target ?? null,
      from ?? null,
      to ?? null,
    ],
  };
}
