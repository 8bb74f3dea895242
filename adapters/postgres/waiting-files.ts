import type { WaitingFile } from '../../core/ports/intake-store.ts';
import type { SqlClient } from './sql-client.ts';

/** See `IntakeStore.waiting`. */
export function waitingFiles(
  sql: SqlClient,
  ingestionId: string,
  batch: number,
  limit: number,
  except: readonly string[] = [],
): Promise<readonly WaitingFile[]> {
  return sql.query<WaitingFile>(
    `SELECT f.id, f.size_bytes::float8 AS "sizeBytes", f.content_sha256 AS "contentSha256", r.original_object AS "originalObject",
       coalesce(f.rerun_of, f.id) AS "sealedAs", f.profile, f.round, f.is_update AS "isUpdate"
     FROM received_file f LEFT JOIN received_file r ON r.id = coalesce(f.rerun_of, f.id)
     WHERE f.ingestion_id = $1 AND f.batch <= $2::int AND f.state = 'RECEIVED' AND NOT f.id = ANY($4::uuid[])
     ORDER BY f.sequence LIMIT $3::int`,
    [ingestionId, batch, limit, except],
  );
}

/** See `IntakeStore.noteTry`. */
export async function noteTry(sql: SqlClient, fileId: string): Promise<number> {
  const [row] = await sql.query<{ tries: number }>(
    `UPDATE received_file SET tries = tries + 1 WHERE id = $1 RETURNING tries`,
    [fileId],
  );
  return row?.tries ?? 0;
}

/** See `IntakeStore.forgetTries`. */
export async function forgetTries(sql: SqlClient, fileId: string): Promise<void> {
  await sql.query(`UPDATE received_file SET tries = 0 WHERE id = $1`, [fileId]);
}
