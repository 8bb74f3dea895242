import type { Page, PageRequest } from '../../core/ports/asset-graph.ts';
import type { ArrivedFile, IntakeStore, Known, TurnedAwayFile, WaitingFile } from '../../core/ports/intake-store.ts';
import type { Ingestion, IngestionCounts, Pool, ReceivedFile, ReceivedState } from '../../core/intake/intake.ts';
import type { SqlClient } from './sql-client.ts';

const poolColumns = `id, project_id AS "projectId", name, profile, site_id AS "siteId", keeps_originals AS "keepsOriginals"`;
const ingestionColumns = `id, pool_id AS "poolId", project_id AS "projectId", started_at AS "startedAt", started_by AS "startedBy"`;
const fileColumns = `id, ingestion_id AS "ingestionId", project_id AS "projectId", file_name AS "fileName",
  size_bytes::float8 AS "sizeBytes", state, reason, received_at AS "receivedAt"`;

/** Pools, ingestions and received files in PostgreSQL. */
export class PostgresIntake implements IntakeStore {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  async putPool(pool: Omit<Pool, 'siteId'>, siteId: string | null | undefined, createdBy: string): Promise<Pool> {
    const [row] = await this.#sql.query<Pool>(
      `INSERT INTO pool (id, project_id, name, profile, keeps_originals, site_id, created_by) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (project_id, name) DO UPDATE SET profile = excluded.profile, keeps_originals = excluded.keeps_originals,
         site_id = CASE WHEN $8::boolean THEN excluded.site_id ELSE pool.site_id END
       RETURNING ${poolColumns}`,
      [
        pool.id,
        pool.projectId,
        pool.name,
        pool.profile,
        pool.keepsOriginals,
        siteId ?? null,
        createdBy,
        siteId !== undefined,
      ],
    );
    if (!row) throw new Error('the pool was neither made nor found');
    return row;
  }

  async getPools(ids: readonly string[]): Promise<ReadonlyMap<string, Pool>> {
    const rows = await this.#sql.query<Pool>(`SELECT ${poolColumns} FROM pool WHERE id = ANY($1::uuid[])`, [ids]);
    return new Map(rows.map((row) => [row.id, row]));
  }

  async findPool(projectId: string, name: string): Promise<Pool | null> {
    const [row] = await this.#sql.query<Pool>(`SELECT ${poolColumns} FROM pool WHERE project_id = $1 AND name = $2`, [
      projectId,
      name,
    ]);
    return row ?? null;
  }

  poolsOf(projectId: string): Promise<readonly Pool[]> {
    return this.#sql.query<Pool>(`SELECT ${poolColumns} FROM pool WHERE project_id = $1 ORDER BY name`, [projectId]);
  }

  async putIngestion(ingestion: Omit<Ingestion, 'startedAt'>): Promise<Ingestion> {
    await this.#sql.query(
      `INSERT INTO ingestion (id, pool_id, project_id, started_by) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING`,
      [ingestion.id, ingestion.poolId, ingestion.projectId, ingestion.startedBy],
    );
    const row = (await this.getIngestions([ingestion.id])).get(ingestion.id);
    if (!row) throw new Error('the ingestion was neither made nor found');
    return row;
  }

  async getIngestions(ids: readonly string[]): Promise<ReadonlyMap<string, Ingestion>> {
    const rows = await this.#sql.query<Ingestion>(
      `SELECT ${ingestionColumns} FROM ingestion WHERE id = ANY($1::uuid[])`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  async ingestionsOfProject(projectId: string, first: number): Promise<readonly Ingestion[]> {
    return this.#sql.query<Ingestion>(
      `SELECT ${ingestionColumns} FROM ingestion WHERE project_id = $1 ORDER BY started_at DESC, id LIMIT $2::int`,
      [projectId, first],
    );
  }

  async countsOf(ingestionIds: readonly string[]): Promise<ReadonlyMap<string, IngestionCounts>> {
    const rows = await this.#sql.query<IngestionCounts & { id: string }>(
      `SELECT wanted.id, count(f.id) FILTER (WHERE state = 'RECEIVED')::int AS received,
         count(f.id) FILTER (WHERE state = 'DUPLICATE')::int AS duplicate, count(f.id) FILTER (WHERE state = 'REFUSED')::int AS refused,
         count(f.id) FILTER (WHERE state = 'QUARANTINED')::int AS quarantined,
         count(f.id) FILTER (WHERE state = 'APPROVED')::int AS approved,
         count(f.id) FILTER (WHERE state = 'REJECTED')::int AS rejected, count(f.id)::int AS total
       FROM unnest($1::uuid[]) AS wanted(id) LEFT JOIN received_file f ON f.ingestion_id = wanted.id GROUP BY wanted.id`,
      [ingestionIds],
    );
    return new Map(rows.map(({ id, ...counts }) => [id, counts]));
  }

  async filesOf(ingestionId: string, state: ReceivedState | null, page: PageRequest): Promise<Page<ReceivedFile>> {
    const rows = await this.#sql.query<ReceivedFile>(
      `SELECT ${fileColumns} FROM received_file WHERE ingestion_id = $1 AND ($2::text IS NULL OR state = $2)
         AND sequence > coalesce((SELECT sequence FROM received_file WHERE id = $3::uuid AND ingestion_id = $1), 0)
       ORDER BY sequence LIMIT $4::int`,
      [ingestionId, state, page.after, page.first + 1],
    );
    const [count] = await this.#sql.query<{ total: number }>(
      `SELECT count(*)::int AS total FROM received_file WHERE ingestion_id = $1 AND ($2::text IS NULL OR state = $2)`,
      [ingestionId, state],
    );
    return { items: rows.slice(0, page.first), hasNextPage: rows.length > page.first, totalCount: count?.total ?? 0 };
  }

  async meet(files: Parameters<IntakeStore['meet']>[0]): Promise<readonly (Known & { readonly isNoted: boolean })[]> {
    return this.#sql.query(
      `WITH new AS MATERIALIZED (SELECT * FROM jsonb_to_recordset($1::jsonb) AS new(n int, id uuid, "poolId" uuid, "projectId" uuid,
           "contentSha256" text, "sopInstanceUID" text, "originalObject" text)),
         seen AS MATERIALIZED (SELECT n, "originalObject" AS object,
           (SELECT jsonb_build_object('state', state, 'reason', reason) FROM received_file f WHERE f.id = new.id) AS before,
           (SELECT state FROM received_file WHERE pool_id = "poolId" AND content_sha256 = "contentSha256"
              AND state NOT IN ('REFUSED', 'DUPLICATE') ORDER BY sequence LIMIT 1) AS same,
           EXISTS (SELECT FROM received_file WHERE project_id = "projectId" AND sop_instance_uid = "sopInstanceUID"
              AND content_sha256 <> "contentSha256" AND state IN ('RECEIVED', 'QUARANTINED', 'APPROVED')) AS conflict FROM new),
         noted AS (INSERT INTO arriving_object (object)
           SELECT DISTINCT object FROM seen WHERE before IS NULL AND same IS NULL AND NOT conflict ORDER BY object
           ON CONFLICT (object) DO UPDATE SET noted_at = now() WHERE NOT arriving_object.deleting RETURNING object)
       SELECT before, same AS "sameContent", conflict, object IN (SELECT object FROM noted) AS "isNoted" FROM seen ORDER BY n`,
      [JSON.stringify(files.map((file, n) => ({ ...file, n })))],
    );
  }

  async noteArriving(object: string): Promise<boolean> {
    const rows = await this.#sql.query(
      `INSERT INTO arriving_object (object) VALUES ($1)
       ON CONFLICT (object) DO UPDATE SET noted_at = now() WHERE NOT arriving_object.deleting RETURNING object`,
      [object],
    );
    return rows.length > 0;
  }

  async claimAbandoned(olderThanMs: number): Promise<readonly string[]> {
    const rows = await this.#sql.query<{ object: string }>(
      `UPDATE arriving_object SET deleting = true WHERE (deleting OR noted_at < now() - $1::float8 * interval '1 ms')
         AND NOT EXISTS (SELECT FROM received_file WHERE original_object = object)
         AND NOT EXISTS (SELECT FROM quarantined_image WHERE sealed_object = object)
       RETURNING object`,
      [olderThanMs],
    );
    return rows.map((row) => row.object);
  }

  async forgetArriving(objects: readonly string[]): Promise<void> {
    await this.#sql.query(`DELETE FROM arriving_object WHERE object = ANY($1::text[])`, [objects]);
  }

  async admit(files: readonly ArrivedFile[]): Promise<ReadonlyMap<string, number>> {
    // The share lock makes closeBatch wait for us, or us for it: a closed batch never grows.
    const rows = await this.#sql.query<{ id: string; batch: number }>(
      `WITH new AS MATERIALIZED (SELECT * FROM jsonb_to_recordset($1::jsonb) AS new(n int, id uuid, "ingestionId" uuid, "poolId" uuid,
           "projectId" uuid, "fileName" text, "sizeBytes" bigint, "contentSha256" text, "sopInstanceUID" text, "originalObject" text)),
         open AS (SELECT id, batch FROM ingestion WHERE id IN (SELECT "ingestionId" FROM new) ORDER BY id FOR SHARE),
         arrived AS (SELECT object FROM arriving_object WHERE object IN (SELECT "originalObject" FROM new) AND NOT deleting
           ORDER BY object FOR UPDATE),
         admitted AS (
           INSERT INTO received_file (id, ingestion_id, pool_id, project_id, file_name, size_bytes, content_sha256, sop_instance_uid,
             original_object, state, batch)
           SELECT new.id, "ingestionId", "poolId", "projectId", "fileName", "sizeBytes", "contentSha256", "sopInstanceUID",
             "originalObject", 'RECEIVED', batch
           FROM new JOIN open ON open.id = "ingestionId" JOIN arrived ON object = "originalObject" ORDER BY n
           ON CONFLICT DO NOTHING RETURNING id, batch, original_object),
         -- What isn't admitted stays noted: a sweep finds its bytes if nobody else deletes them.
         forgotten AS (DELETE FROM arriving_object WHERE object IN (SELECT original_object FROM admitted))
       SELECT id, batch FROM admitted`,
      [JSON.stringify(files.map((file, n) => ({ ...file, n })))],
    );
    return new Map(rows.map(({ id, batch }) => [id, batch]));
  }

  async turnAway(file: TurnedAwayFile): Promise<void> {
    const { id, ingestionId, poolId, projectId, fileName, sizeBytes, contentSha256, state, reason, originalObject } =
      file;
    await this.#sql.transact(async () => {
      await this.#sql.query(
        `WITH arrived AS (SELECT object FROM arriving_object WHERE object = $10 AND NOT deleting FOR UPDATE)
         INSERT INTO received_file (id, ingestion_id, pool_id, project_id, file_name, size_bytes, content_sha256, state, reason,
           original_object, refused_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8::text, $9, (SELECT object FROM arrived), CASE WHEN $8::text = 'REFUSED' THEN now() END)
         ON CONFLICT (id) DO UPDATE SET original_object = excluded.original_object, refused_at = excluded.refused_at
           WHERE received_file.state = 'REFUSED' AND received_file.original_object IS NULL AND excluded.original_object IS NOT NULL`,
        [id, ingestionId, poolId, projectId, fileName, sizeBytes, contentSha256, state, reason, originalObject],
      );
      if (originalObject === null) return;
      // A statement of its own, so that it sees what the first one did. Bytes that no row leads to stay noted.
      await this.#sql.query(
        `DELETE FROM arriving_object WHERE object = $1 AND NOT deleting
           AND EXISTS (SELECT FROM received_file WHERE original_object = $1)`,
        [originalObject],
      );
    });
  }

  async originalOf(fileId: string): Promise<{ readonly projectId: string; readonly originalObject: string } | null> {
    const [row] = await this.#sql.query<{ projectId: string; originalObject: string }>(
      `SELECT project_id AS "projectId", original_object AS "originalObject" FROM received_file
       WHERE id = $1 AND original_object IS NOT NULL`,
      [fileId],
    );
    return row ?? null;
  }

  async closeBatch(ingestionId: string, batch: number): Promise<void> {
    await this.#sql.query(`UPDATE ingestion SET batch = $2::int + 1 WHERE id = $1 AND batch = $2::int`, [
      ingestionId,
      batch,
    ]);
  }

  waiting(ingestionId: string, batch: number, limit: number): Promise<readonly WaitingFile[]> {
    return this.#sql.query<WaitingFile>(
      `SELECT id, size_bytes::float8 AS "sizeBytes", content_sha256 AS "contentSha256", original_object AS "originalObject", profile, round
       FROM received_file WHERE ingestion_id = $1 AND batch <= $2::int AND state = 'RECEIVED' ORDER BY sequence LIMIT $3::int`,
      [ingestionId, batch, limit],
    );
  }

  async refuse(files: readonly { readonly id: string; readonly reason: string }[]): Promise<readonly string[]> {
    const rows = await this.#sql.query<{ id: string }>(
      `UPDATE received_file SET state = 'REFUSED', reason = refused.reason, refused_at = now()
       FROM unnest($1::uuid[], $2::text[]) AS refused(id, reason)
       WHERE received_file.id = refused.id AND state = 'RECEIVED' RETURNING received_file.id`,
      [files.map((file) => file.id), files.map((file) => file.reason)],
    );
    return rows.map((row) => row.id);
  }

  refusedOriginals(
    ingestionId: string,
    reason: string | null,
  ): Promise<readonly { readonly id: string; readonly originalObject: string }[]> {
    return this.#sql.query(
      `SELECT id, original_object AS "originalObject" FROM received_file
       WHERE ingestion_id = $1 AND state = 'REFUSED' AND original_object IS NOT NULL AND ($2::text IS NULL OR reason = $2)`,
      [ingestionId, reason],
    );
  }
}
