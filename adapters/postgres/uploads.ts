import { isId } from '../../core/ids.ts';
import type { UploadStore } from '../../core/ports/upload-store.ts';
import type { Piece, StoredUploadState, Upload } from '../../core/uploads/upload.ts';
import type { SqlClient } from './sql-client.ts';

const uploadColumns = `id, project_id AS "projectId", created_by AS "createdBy", created_by_id AS "createdById",
  file_name AS "fileName", media_type AS "mediaType", size_bytes::float8 AS "sizeBytes", expected_sha256 AS "expectedSha256",
  received_bytes::float8 AS "receivedBytes", state, sha256, created_at AS "createdAt", expires_at AS "expiresAt"`;
const pieceColumns = `id, upload_id AS "uploadId", object, start_byte::float8 AS "startByte", size_bytes::float8 AS "sizeBytes"`;

const idsOf = (pieces: readonly Piece[]): readonly string[] => pieces.map((piece) => piece.id);

/** Uploads in PostgreSQL. */
export class PostgresUploads implements UploadStore {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  async insert(upload: Omit<Upload, 'receivedBytes' | 'state' | 'sha256' | 'createdAt'>): Promise<Upload> {
    const { id, projectId, createdBy, createdById, fileName, mediaType, sizeBytes, expectedSha256, expiresAt } = upload;
    const [row] = await this.#sql.query<Upload>(
      `INSERT INTO upload (id, project_id, created_by, created_by_id, file_name, media_type, size_bytes, expected_sha256, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING ${uploadColumns}`,
      [id, projectId, createdBy, createdById, fileName, mediaType, sizeBytes, expectedSha256, expiresAt.toISOString()],
    );
    if (!row) throw new Error('an upload that was just written is gone');
    return row;
  }

  async byId(id: string): Promise<Upload | null> {
    if (!isId(id)) return null;
    const [row] = await this.#sql.query<Upload>(`SELECT ${uploadColumns} FROM upload WHERE id = $1`, [id]);
    return row ?? null;
  }

  async note({ id, uploadId, object, startByte, sizeBytes }: Piece): Promise<boolean> {
    const noted = await this.#sql.query(
      `INSERT INTO upload_piece (id, upload_id, object, start_byte, size_bytes)
       SELECT $1::uuid, id, $3::text, $4::bigint, $5::bigint FROM upload WHERE id = $2 AND state = 'OPEN' RETURNING id`,
      [id, uploadId, object, startByte, sizeBytes],
    );
    return noted.length > 0;
  }

  async acknowledge(uploadId: string, pieces: readonly Piece[]): Promise<boolean> {
    const startByte = pieces[0]?.startByte ?? 0;
    const sizeBytes = pieces.reduce((sum, piece) => sum + piece.sizeBytes, 0);
    return this.#sql.transact(async () => {
      const noted = await this.#sql.query(
        'SELECT id FROM upload_piece WHERE id = ANY($1::uuid[]) AND NOT acknowledged ORDER BY id FOR UPDATE',
        [idsOf(pieces)],
      );
      if (noted.length !== pieces.length) return false;
      // Of two at one place, the second waits for the first one's commit, and then finds another length.
      const grown = await this.#sql.query(
        `UPDATE upload SET received_bytes = received_bytes + $3::bigint
         WHERE id = $1 AND state = 'OPEN' AND received_bytes = $2::bigint AND received_bytes + $3::bigint <= size_bytes RETURNING id`,
        [uploadId, startByte, sizeBytes],
      );
      if (grown.length === 0) return false;
      await this.#sql.query('UPDATE upload_piece SET acknowledged = true WHERE id = ANY($1::uuid[])', [idsOf(pieces)]);
      return true;
    });
  }

  piecesOf(uploadId: string): Promise<readonly Piece[]> {
    return this.#sql.query<Piece>(
      `SELECT ${pieceColumns} FROM upload_piece WHERE upload_id = $1 AND acknowledged ORDER BY start_byte`,
      [uploadId],
    );
  }

  allPieces(uploadId: string): Promise<readonly Piece[]> {
    return this.#sql.query<Piece>(
      `SELECT ${pieceColumns} FROM upload_piece WHERE upload_id = $1 ORDER BY start_byte, id`,
      [uploadId],
    );
  }

  async forgetPieces(pieces: readonly Piece[]): Promise<void> {
    await this.#sql.query('DELETE FROM upload_piece WHERE id = ANY($1::uuid[])', [idsOf(pieces)]);
  }

  async move(
    uploadId: string,
    from: readonly StoredUploadState[],
    to: StoredUploadState,
    sha256: string | null,
  ): Promise<boolean> {
    const moved = await this.#sql.query(
      `UPDATE upload SET state = $3, sha256 = coalesce($4, sha256) WHERE id = $1 AND state = ANY($2::text[]) RETURNING id`,
      [uploadId, from, to, sha256],
    );
    return moved.length > 0;
  }

  async remove(uploadId: string): Promise<void> {
    await this.#sql.query('DELETE FROM upload WHERE id = $1', [uploadId]);
  }
}
