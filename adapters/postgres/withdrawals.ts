import type { JsonObject } from '../../core/json.ts';
import type { Page, PageRequest } from '../../core/ports/asset-graph.ts';
import type { ProjectScope } from '../../core/ports/project-scope.ts';
import type { Erased, ItemCount, TraceScope, Traces, WithdrawalStore } from '../../core/ports/withdrawal-store.ts';
import type {
  Certificate,
  Fate,
  Withdrawal,
  WithdrawalExtras,
  WithdrawalItem,
  WithdrawnObject,
} from '../../core/withdrawals/withdrawal.ts';
import { knownIds } from './asset-rows.ts';
import type { SqlClient } from './sql-client.ts';
import { eraseTraces, tracesOf } from './withdrawal-traces.ts';
import { holdShared } from './withdrawn.ts';

interface Row extends Omit<Withdrawal, 'carriedOut' | 'certificate' | 'extras'> {
  readonly extras: WithdrawalExtras & { readonly erased?: Erased };
  readonly carriedOutBy: string | null;
  readonly carriedOutAt: Date | null;
  readonly passwordConfirmed: boolean | null;
  readonly document: JsonObject | null;
  readonly jws: string | null;
}

const columns = `w.id, w.project_id AS "projectId", w.asset_id AS "assetId", w.level, w.reason, w.purge_also::text[] AS "purgeAlso", w.state,
  w.list_digest AS "listDigest", w.extras, w.prepared_by AS "preparedBy", w.prepared_at AS "preparedAt",
  w.carried_out_by AS "carriedOutBy", w.carried_out_at AS "carriedOutAt", w.password_confirmed AS "passwordConfirmed",
  w.completed_at AS "completedAt", w.certificate AS document, w.jws`;

function toWithdrawal(row: Row): Withdrawal {
  const { extras, carriedOutBy: by, carriedOutAt: at, passwordConfirmed, document, jws, ...rest } = row;
  const { erased: _, ...listed } = extras;
  return {
    ...rest,
    extras: listed,
    carriedOut: by === null || at === null ? null : { by, at, passwordConfirmed: passwordConfirmed ?? false },
    certificate: document === null || jws === null ? null : { document, jws },
  };
}

const objectColumns = `sha256, owner_id AS "ownerId", what, size_bytes::float8 AS "sizeBytes", state`;
const scoped = (projectIds: ProjectScope) => (projectIds === 'ALL' ? null : knownIds(projectIds));

/** `core/ports/withdrawal-store.ts` in the tables of 170-withdrawals.sql. */
export class PostgresWithdrawals implements WithdrawalStore {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  async putListed(withdrawal: Withdrawal, items: readonly WithdrawalItem[]): Promise<void> {
    const { id, projectId, assetId, level, reason, purgeAlso, listDigest, extras, preparedBy, preparedAt } = withdrawal;
    await this.#sql.query(
      `UPDATE withdrawal SET state = 'CANCELLED' WHERE asset_id = $1::uuid AND state = 'LISTED' AND id <> $2::uuid`,
      [assetId, id],
    );
    await this.#sql.query(
      `INSERT INTO withdrawal (id, project_id, asset_id, level, reason, purge_also, state, list_digest, extras, prepared_by, prepared_at)
       VALUES ($1::uuid, $2::uuid, $3::uuid, $4, $5, $6::uuid[], 'LISTED', $7, $8::jsonb, $9, $10::timestamptz)
       ON CONFLICT (id) DO UPDATE SET list_digest = excluded.list_digest, extras = excluded.extras,
         prepared_by = excluded.prepared_by, prepared_at = excluded.prepared_at`,
      [
        ...[id, projectId, assetId, level, reason, purgeAlso, listDigest],
        ...[JSON.stringify(extras), preparedBy, preparedAt.toISOString()],
      ],
    );
    await this.#sql.query('DELETE FROM withdrawal_item WHERE withdrawal_id = $1::uuid', [id]);
    await this.#sql.query(
      `INSERT INTO withdrawal_item (withdrawal_id, asset_id, project_id, level, kind, fate)
       SELECT $1::uuid, "assetId", "projectId", level, kind, fate FROM jsonb_to_recordset($2::jsonb)
         AS new("assetId" uuid, "projectId" uuid, level text, kind text, fate text)`,
      [id, JSON.stringify(items)],
    );
  }

  async get(ids: readonly string[]): Promise<ReadonlyMap<string, Withdrawal>> {
    const rows = await this.#sql.query<Row>(`SELECT ${columns} FROM withdrawal w WHERE w.id = ANY($1::uuid[])`, [
      knownIds(ids),
    ]);
    return new Map(rows.map((row) => [row.id, toWithdrawal(row)]));
  }

  holdOff(): Promise<void> {
    return holdShared(this.#sql);
  }

  async lock(id: string): Promise<Withdrawal | null> {
    const rows = await this.#sql.query<Row>(
      `SELECT ${columns} FROM withdrawal w WHERE w.id = ANY($1::uuid[]) FOR UPDATE`,
      [knownIds([id])],
    );
    return rows.map(toWithdrawal)[0] ?? null;
  }

  async ofProject(projectId: string, { first, after }: PageRequest): Promise<Page<Withdrawal>> {
    const [total] = await this.#sql.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM withdrawal WHERE project_id = $1::uuid',
      [projectId],
    );
    const rows = await this.#sql.query<Row>(
      `SELECT ${columns} FROM withdrawal w WHERE w.project_id = $1::uuid AND ($2::uuid IS NULL OR w.id > $2::uuid)
       ORDER BY w.id LIMIT $3::int`,
      [projectId, after, first + 1],
    );
    const items = rows.slice(0, first).map(toWithdrawal);
    return { items, hasNextPage: rows.length > first, totalCount: total?.count ?? 0 };
  }

  async itemsOf(
    id: string,
    projectIds: ProjectScope,
    fate: Fate | null,
    { first, after }: PageRequest,
  ): Promise<Page<WithdrawalItem>> {
    const matching = `FROM withdrawal_item WHERE withdrawal_id = $1::uuid AND ($2::uuid[] IS NULL OR project_id = ANY($2::uuid[]))
      AND ($3::text IS NULL OR fate = $3)`;
    const parameters = [id, scoped(projectIds), fate];
    const [total] = await this.#sql.query<{ count: number }>(`SELECT count(*)::int AS count ${matching}`, parameters);
    const rows = await this.#sql.query<WithdrawalItem>(
      `SELECT asset_id AS "assetId", project_id AS "projectId", level, kind, fate ${matching}
         AND ($4::uuid IS NULL OR asset_id > $4::uuid) ORDER BY asset_id LIMIT $5::int`,
      [...parameters, after, first + 1],
    );
    return { items: rows.slice(0, first), hasNextPage: rows.length > first, totalCount: total?.count ?? 0 };
  }

  async countItems(id: string): Promise<readonly ItemCount[]> {
    return this.#sql.query<ItemCount>(
      `SELECT project_id AS "projectId", fate, count(*)::int AS count FROM withdrawal_item WHERE withdrawal_id = $1::uuid
       GROUP BY project_id, fate ORDER BY project_id, fate`,
      [id],
    );
  }

  async cancel(id: string): Promise<void> {
    await this.#sql.query(`UPDATE withdrawal SET state = 'CANCELLED' WHERE id = $1::uuid`, [id]);
  }

  async carryOut(
    id: string,
    { by, at, passwordConfirmed }: { readonly by: string; readonly at: Date; readonly passwordConfirmed: boolean },
  ): Promise<void> {
    await this.#sql.query(
      `UPDATE withdrawal SET state = 'CARRIED_OUT', carried_out_by = $2, carried_out_at = $3::timestamptz, password_confirmed = $4
       WHERE id = $1::uuid`,
      [id, by, at.toISOString(), passwordConfirmed],
    );
    await this.#sql.query(
      `INSERT INTO tombstone (asset_id, withdrawal_id, at)
       SELECT asset_id, withdrawal_id, $2::timestamptz FROM withdrawal_item WHERE withdrawal_id = $1::uuid AND fate = 'PURGE'`,
      [id, at.toISOString()],
    );
  }

  async complete(id: string, at: Date, { document, jws }: Certificate): Promise<void> {
    await this.#sql.query(
      `UPDATE withdrawal SET state = 'COMPLETED', completed_at = $2::timestamptz, certificate = $3::jsonb, jws = $4 WHERE id = $1::uuid`,
      [id, at.toISOString(), JSON.stringify(document), jws],
    );
  }

  async withdrawnAmong(assetIds: readonly string[]): Promise<ReadonlySet<string>> {
    await holdShared(this.#sql);
    const rows = await this.#sql.query<{ id: string }>(
      'SELECT asset_id AS id FROM tombstone WHERE asset_id = ANY($1::uuid[])',
      [knownIds(assetIds)],
    );
    return new Set(rows.map(({ id }) => id));
  }

  tracesOf(scope: TraceScope): Promise<Traces> {
    return tracesOf(this.#sql, scope);
  }

  erase(scope: TraceScope) {
    return eraseTraces(this.#sql, scope);
  }

  async addObjects(id: string, objects: readonly Omit<WithdrawnObject, 'state'>[], erased: Erased): Promise<void> {
    await this.#sql.query(
      `INSERT INTO withdrawal_object (withdrawal_id, sha256, owner_id, what, size_bytes, state)
       SELECT $1::uuid, sha256, "ownerId", what, "sizeBytes", 'PENDING' FROM jsonb_to_recordset($2::jsonb)
         AS new(sha256 text, "ownerId" uuid, what text, "sizeBytes" bigint) ON CONFLICT DO NOTHING`,
      [id, JSON.stringify(objects)],
    );
    await this.#sql.query(
      `UPDATE withdrawal SET extras = extras || jsonb_build_object('erased', $2::jsonb) WHERE id = $1::uuid`,
      [id, JSON.stringify(erased)],
    );
  }

  async erasedOf(id: string): Promise<Erased | null> {
    const [row] = await this.#sql.query<{ erased: Erased | null }>(
      `SELECT extras -> 'erased' AS erased FROM withdrawal WHERE id = $1::uuid`,
      [id],
    );
    return row?.erased ?? null;
  }

  async pendingObjects(id: string, first: number): Promise<readonly WithdrawnObject[]> {
    return this.#sql.query<WithdrawnObject>(
      `SELECT ${objectColumns} FROM withdrawal_object WHERE withdrawal_id = $1::uuid AND state = 'PENDING'
       ORDER BY sha256, owner_id LIMIT $2::int`,
      [id, first],
    );
  }

  async settleObject(
    id: string,
    { sha256, sizeBytes }: Pick<WithdrawnObject, 'sha256' | 'sizeBytes'>,
    state: 'DELETED' | 'KEPT',
  ): Promise<void> {
    await this.#sql.query(
      `UPDATE withdrawal_object SET state = $3, size_bytes = coalesce(size_bytes, $4::bigint) WHERE withdrawal_id = $1::uuid AND sha256 = $2`,
      [id, sha256, state, sizeBytes],
    );
    // A file that was sent in, and became what is deleted, was its sender's alone: its name goes with it.
    if (state === 'DELETED')
      await this.#sql.query(
        `UPDATE upload SET state = 'ENDED', file_name = 'withdrawn' WHERE sha256 = $1 AND state = 'USED'`,
        [sha256],
      );
  }

  async objectsOf(id: string): Promise<readonly WithdrawnObject[]> {
    return this.#sql.query<WithdrawnObject>(
      `SELECT ${objectColumns} FROM withdrawal_object WHERE withdrawal_id = $1::uuid ORDER BY sha256, owner_id`,
      [id],
    );
  }

  async isNeeded(sha256: string): Promise<boolean> {
    const rows = await this.#sql.query(
      `SELECT FROM asset_version WHERE sha256 = $1
       UNION ALL SELECT FROM quarantined_image WHERE sealed_object = $1
       UNION ALL SELECT FROM received_file WHERE original_object = $1
       UNION ALL SELECT FROM upload_piece WHERE object = $1
       UNION ALL SELECT FROM arriving_object WHERE object = $1 LIMIT 1`,
      [sha256],
    );
    return rows.length > 0;
  }

  async deletedAmong(sha256: readonly string[]): Promise<readonly string[]> {
    const rows = await this.#sql.query<{ sha256: string }>(
      `SELECT sha256 FROM withdrawal_object WHERE sha256 = ANY($1::text[]) AND state <> 'KEPT'
       UNION SELECT sha256 FROM erased_object WHERE sha256 = ANY($1::text[]) AND state <> 'KEPT'`,
      [sha256],
    );
    return rows.map((row) => row.sha256);
  }

  async pendingErased(first: number): Promise<readonly string[]> {
    const rows = await this.#sql.query<{ sha256: string }>(
      `SELECT sha256 FROM erased_object WHERE state = 'PENDING' ORDER BY sha256 LIMIT $1::int`,
      [first],
    );
    return rows.map((row) => row.sha256);
  }

  async settleErased(sha256: string, state: 'DELETED' | 'KEPT'): Promise<void> {
    await this.#sql.query('UPDATE erased_object SET state = $2 WHERE sha256 = $1', [sha256, state]);
  }
}
