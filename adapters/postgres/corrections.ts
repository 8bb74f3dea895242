import type {
  Correction,
  CorrectionKind,
  CorrectionMove,
  CorrectionReversal,
  ReviewFlag,
} from '../../core/corrections/correction.ts';
import type { Page, PageRequest } from '../../core/ports/asset-graph.ts';
import type { CorrectionStore } from '../../core/ports/correction-store.ts';
import { groupBy, knownIds } from './asset-rows.ts';
import type { SqlClient } from './sql-client.ts';

interface Row {
  readonly id: string;
  readonly projectId: string;
  readonly kind: CorrectionKind;
  readonly fromId: string;
  readonly toId: string;
  readonly reason: string;
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly activityId: string;
  readonly reversedBy: string | null;
  readonly reversedAt: Date | null;
  readonly reversalReason: string | null;
  readonly reversalActivityId: string | null;
}

const columns = `c.id, c.project_id AS "projectId", c.kind, c.from_id AS "fromId", c.to_id AS "toId", c.reason, c.made_by AS "madeBy",
  c.made_at AS "madeAt", c.activity_id AS "activityId", c.reversed_by AS "reversedBy", c.reversed_at AS "reversedAt",
  c.reversal_reason AS "reversalReason", c.reversal_activity_id AS "reversalActivityId"`;

function toCorrection({ reversedBy, reversedAt, reversalReason, reversalActivityId, ...rest }: Row): Correction {
  const reversal =
    reversedBy === null || reversedAt === null || reversalReason === null || reversalActivityId === null
      ? null
      : { by: reversedBy, at: reversedAt, reason: reversalReason, activityId: reversalActivityId };
  return { ...rest, reversal };
}

/** `core/ports/correction-store.ts` in the tables of 160-corrections.sql. */
export class PostgresCorrections implements CorrectionStore {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  async lockSubjects(subjectIds: readonly string[]): Promise<void> {
    await this.#sql.query(
      `SELECT pg_advisory_xact_lock(hash) FROM (
         SELECT DISTINCT hashtextextended('subject ' || id, 0) AS hash FROM unnest($1::text[]) AS s(id) ORDER BY 1 OFFSET 0) ordered`,
      [subjectIds],
    );
  }

  async add(correction: Correction, moves: readonly CorrectionMove[]): Promise<void> {
    const { id, projectId, kind, fromId, toId, reason, madeBy, madeAt, activityId } = correction;
    await this.#sql.query(
      `INSERT INTO correction (id, project_id, kind, from_id, to_id, reason, made_by, made_at, activity_id)
       VALUES ($1::uuid, $2::uuid, $3, $4::uuid, $5::uuid, $6, $7, $8::timestamptz, $9::uuid)`,
      [id, projectId, kind, fromId, toId, reason, madeBy, madeAt.toISOString(), activityId],
    );
    await this.#addMoves(id, moves);
  }

  addMove(correctionId: string, move: CorrectionMove): Promise<void> {
    return this.#addMoves(correctionId, [move]);
  }

  async #addMoves(correctionId: string, moves: readonly CorrectionMove[]): Promise<void> {
    await this.#sql.query(
      `INSERT INTO correction_move (correction_id, asset_id, from_parents, to_parents)
       SELECT $1::uuid, "assetId", ARRAY(SELECT jsonb_array_elements_text("fromParents")::uuid),
         ARRAY(SELECT jsonb_array_elements_text("toParents")::uuid)
       FROM jsonb_to_recordset($2::jsonb) AS new("assetId" uuid, "fromParents" jsonb, "toParents" jsonb) ON CONFLICT DO NOTHING`,
      [correctionId, JSON.stringify(moves)],
    );
  }

  async reverse(id: string, { by, at, reason, activityId }: CorrectionReversal): Promise<void> {
    await this.#sql.query(
      `UPDATE correction SET reversed_by = $2, reversed_at = $3::timestamptz, reversal_reason = $4, reversal_activity_id = $5::uuid
       WHERE id = $1::uuid`,
      [id, by, at.toISOString(), reason, activityId],
    );
  }

  async get(ids: readonly string[]): Promise<ReadonlyMap<string, Correction>> {
    const rows = await this.#sql.query<Row>(`SELECT ${columns} FROM correction c WHERE c.id = ANY($1::uuid[])`, [
      knownIds(ids),
    ]);
    return new Map(rows.map((row) => [row.id, toCorrection(row)]));
  }

  async movesOf(correctionIds: readonly string[]): Promise<ReadonlyMap<string, readonly CorrectionMove[]>> {
    const rows = await this.#sql.query<CorrectionMove & { readonly correctionId: string }>(
      `SELECT correction_id AS "correctionId", asset_id AS "assetId", from_parents::text[] AS "fromParents", to_parents::text[] AS "toParents"
       FROM correction_move WHERE correction_id = ANY($1::uuid[]) ORDER BY seq`,
      [knownIds(correctionIds)],
    );
    return groupBy(
      correctionIds,
      rows,
      (row) => row.correctionId,
      ({ correctionId: _, ...move }) => move,
    );
  }

  async laterThan(correctionId: string): Promise<readonly string[]> {
    const rows = await this.#sql.query<{ id: string }>(
      `SELECT DISTINCT c.id FROM correction_move own
         JOIN correction_move other ON other.asset_id = own.asset_id AND other.seq > own.seq
         JOIN correction c ON c.id = other.correction_id AND c.reversed_at IS NULL
       WHERE own.correction_id = $1::uuid AND other.correction_id <> $1::uuid ORDER BY c.id`,
      [correctionId],
    );
    return rows.map(({ id }) => id);
  }

  async mergesOf(subjectIds: readonly string[]): Promise<ReadonlyMap<string, Correction>> {
    const rows = await this.#sql.query<Row>(
      `SELECT ${columns} FROM correction c WHERE c.from_id = ANY($1::uuid[]) AND c.kind = 'MERGE' AND c.reversed_at IS NULL`,
      [knownIds(subjectIds)],
    );
    return new Map(rows.map((row) => [row.fromId, toCorrection(row)]));
  }

  async ofSubjects(subjectIds: readonly string[]): Promise<ReadonlyMap<string, readonly Correction[]>> {
    const rows = await this.#sql.query<Row & { readonly of: string }>(
      `SELECT s.id AS of, ${columns} FROM unnest($1::uuid[]) AS s(id)
         JOIN correction c ON c.from_id = s.id OR c.to_id = s.id ORDER BY c.id`,
      [knownIds(subjectIds)],
    );
    return groupBy(
      subjectIds,
      rows,
      (row) => row.of,
      ({ of: _, ...row }) => toCorrection(row),
    );
  }

  async ofProject(projectId: string, { first, after }: PageRequest): Promise<Page<Correction>> {
    const [total] = await this.#sql.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM correction WHERE project_id = $1::uuid',
      [projectId],
    );
    const rows = await this.#sql.query<Row>(
      `SELECT ${columns} FROM correction c WHERE c.project_id = $1::uuid AND ($2::uuid IS NULL OR c.id > $2::uuid)
       ORDER BY c.id LIMIT $3::int`,
      [projectId, after, first + 1],
    );
    const items = rows.slice(0, first).map(toCorrection);
    return { items, hasNextPage: rows.length > first, totalCount: total?.count ?? 0 };
  }

  async flag(flags: readonly ReviewFlag[]): Promise<void> {
    await this.#sql.query(
      `INSERT INTO review_flag (asset_id, correction_id, withdrawal_id, project_id, since)
       SELECT "assetId", "correctionId", "withdrawalId", "projectId", since FROM jsonb_to_recordset($1::jsonb)
         AS new("assetId" uuid, "correctionId" uuid, "withdrawalId" uuid, "projectId" uuid, since timestamptz)
       ON CONFLICT (asset_id, cause_id) DO UPDATE SET since = excluded.since`,
      [JSON.stringify(flags)],
    );
  }

  async flagsOf(assetIds: readonly string[]): Promise<ReadonlyMap<string, readonly ReviewFlag[]>> {
    const rows = await this.#sql.query<ReviewFlag>(
      `SELECT asset_id AS "assetId", correction_id AS "correctionId", withdrawal_id AS "withdrawalId", project_id AS "projectId", since
       FROM review_flag WHERE asset_id = ANY($1::uuid[]) ORDER BY since, cause_id`,
      [knownIds(assetIds)],
    );
    return groupBy(
      assetIds,
      rows,
      (row) => row.assetId,
      (row) => row,
    );
  }

  async flaggedOf(projectId: string, { first, after }: PageRequest): Promise<Page<string>> {
    const [total] = await this.#sql.query<{ count: number }>(
      'SELECT count(DISTINCT asset_id)::int AS count FROM review_flag WHERE project_id = $1::uuid',
      [projectId],
    );
    const rows = await this.#sql.query<{ id: string }>(
      `SELECT DISTINCT asset_id AS id FROM review_flag WHERE project_id = $1::uuid AND ($2::uuid IS NULL OR asset_id > $2::uuid)
       ORDER BY asset_id LIMIT $3::int`,
      [projectId, after, first + 1],
    );
    return {
      items: rows.slice(0, first).map(({ id }) => id),
      hasNextPage: rows.length > first,
      totalCount: total?.count ?? 0,
    };
  }

  async clearFlags(assetId: string): Promise<number> {
    const rows = await this.#sql.query('DELETE FROM review_flag WHERE asset_id = $1::uuid RETURNING 1', [assetId]);
    return rows.length;
  }
}
