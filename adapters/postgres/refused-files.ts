import { HubError } from '../../core/errors.ts';
import type { Page, PageRequest } from '../../core/ports/asset-graph.ts';
import type { RefusedFile, RefusedStore } from '../../core/ports/refused-store.ts';
import type { SqlClient } from './sql-client.ts';

const columns = `id, ingestion_id AS "ingestionId", project_id AS "projectId", pool_id AS "poolId", file_name AS "fileName",
  size_bytes::float8 AS "sizeBytes", state, reason, received_at AS "receivedAt",
  coalesce(refused_at, received_at) AS "refusedAt", original_object AS "originalObject"`;

/** Files `o` that the project of `f` has under the SOP Instance UID `$2`. */
const living = `o.project_id = f.project_id AND o.sop_instance_uid = $2 AND o.id <> f.id
  AND o.state IN ('RECEIVED', 'QUARANTINED', 'APPROVED')`;

/** Refused files in PostgreSQL. */
export class PostgresRefusedFiles implements RefusedStore {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  async refusedOf(projectId: string, page: PageRequest): Promise<Page<RefusedFile>> {
    const rows = await this.#sql.query<RefusedFile>(
      `SELECT ${columns} FROM received_file WHERE project_id = $1 AND state = 'REFUSED'
         AND sequence > coalesce((SELECT sequence FROM received_file WHERE id = $2::uuid AND project_id = $1), 0)
       ORDER BY sequence LIMIT $3::int`,
      [projectId, page.after, page.first + 1],
    );
    const [count] = await this.#sql.query<{ total: number }>(
      `SELECT count(*)::int AS total FROM received_file WHERE project_id = $1 AND state = 'REFUSED'`,
      [projectId],
    );
    return { items: rows.slice(0, page.first), hasNextPage: rows.length > page.first, totalCount: count?.total ?? 0 };
  }

  async getRefused(fileIds: readonly string[]): Promise<ReadonlyMap<string, RefusedFile>> {
    const rows = await this.#sql.query<RefusedFile>(
      `SELECT ${columns} FROM received_file WHERE id = ANY($1::uuid[]) AND state = 'REFUSED'`,
      [fileIds],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  async readmit(fileId: string, sopInstanceUID: string): Promise<number | null> {
    const rows = await this.#sql
      .query<{ batch: number }>(
        `WITH open AS (SELECT batch FROM ingestion WHERE id = (SELECT ingestion_id FROM received_file WHERE id = $1) FOR SHARE)
       UPDATE received_file f SET state = 'RECEIVED', reason = NULL, refused_at = NULL, sop_instance_uid = $2, batch = open.batch,
         is_update = EXISTS (SELECT FROM received_file o WHERE ${living})
       FROM open, pool p WHERE f.id = $1 AND p.id = f.pool_id AND f.state = 'REFUSED' AND f.original_object IS NOT NULL
         AND NOT EXISTS (SELECT FROM received_file o WHERE ${living} AND NOT (p.existing = 'UPDATE'
           AND (o.state = 'APPROVED' OR o.pool_id = f.pool_id) AND o.content_sha256 IS DISTINCT FROM f.content_sha256))
       RETURNING f.batch`,
        [fileId, sopInstanceUID],
      )
      .catch((caught: unknown) => {
        // Another file of this UID got into the pool since the statement looked.
        if ((caught as { code?: unknown } | undefined)?.code === '23505')
          throw new HubError('CONFLICT', 'another file of this SOP Instance UID came meanwhile');
        throw caught;
      });
    return rows[0]?.batch ?? null;
  }

  async letGo(
    files: Parameters<RefusedStore['letGo']>[0],
  ): Promise<readonly { readonly id: string; readonly originalObject: string }[]> {
    // One that was taken in again meanwhile is left as it is: a look at its state before could not know.
    return this.#sql.query(
      `WITH gone AS (
         UPDATE received_file f SET original_object = NULL FROM unnest($1::uuid[], $2::text[]) AS old(id, object)
         WHERE f.id = old.id AND f.original_object = old.object AND f.state = 'REFUSED' RETURNING f.id, old.object),
       noted AS (
         INSERT INTO arriving_object (object, deleting) SELECT DISTINCT object, true FROM gone
         ON CONFLICT (object) DO UPDATE SET deleting = true)
       SELECT id, object AS "originalObject" FROM gone`,
      [files.map(({ id }) => id), files.map(({ originalObject }) => originalObject)],
    );
  }

  keptSince(olderThanMs: number, limit: number): Promise<readonly RefusedFile[]> {
    return this.#sql.query<RefusedFile>(
      `SELECT ${columns} FROM received_file WHERE state = 'REFUSED' AND original_object IS NOT NULL
         AND coalesce(refused_at, received_at) <= now() - $1::float8 * interval '1 ms'
       ORDER BY coalesce(refused_at, received_at), id LIMIT $2::int`,
      [olderThanMs, limit],
    );
  }
}
