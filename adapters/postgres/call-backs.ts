import type { CallBack, OutputFile } from '../../core/call-backs/call-back.ts';
import { isId } from '../../core/ids.ts';
import type { CallBackStore, FileRoom } from '../../core/ports/call-back-store.ts';
import type { SqlClient } from './sql-client.ts';

const columns = `id, step_run_id AS "stepRunId", project_id AS "projectId", secret_hashes AS "secretHashes", inputs,
  expires_at AS "expiresAt", outcome, outcome_hash AS "outcomeHash", ended_at AS "endedAt"`;
const fileColumns = 'name, upload_id AS "uploadId", size_bytes::float8 AS "sizeBytes"';

/** The tables of 266-call-backs.sql. */
export class PostgresCallBacks implements CallBackStore {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  async open(
    { id, stepRunId, projectId, inputs, expiresAt }: Parameters<CallBackStore['open']>[0],
    secretHash: string,
  ): Promise<boolean> {
    const [row] = await this.#sql.query<{ hashes: number }>(
      `INSERT INTO call_back (id, step_run_id, project_id, secret_hashes, inputs, expires_at)
       VALUES ($1::uuid, $2::uuid, $3::uuid, ARRAY[$4::text], $5::jsonb, $6::timestamptz)
       ON CONFLICT (id) DO UPDATE SET secret_hashes = call_back.secret_hashes || excluded.secret_hashes
       RETURNING cardinality(secret_hashes) AS hashes`,
      [id, stepRunId, projectId, secretHash, JSON.stringify(inputs), expiresAt.toISOString()],
    );
    return row?.hashes === 1;
  }

  async byId(id: string): Promise<CallBack | null> {
    if (!isId(id)) return null;
    const [row] = await this.#sql.query<CallBack>(`SELECT ${columns} FROM call_back WHERE id = $1::uuid`, [id]);
    return row ?? null;
  }

  async countMessage(
    id: string,
    characters: number,
    most: Parameters<CallBackStore['countMessage']>[2],
  ): Promise<boolean> {
    const rows = await this.#sql.query(
      `UPDATE call_back SET messages = messages + 1, characters = characters + $2::int
        WHERE id = $1::uuid AND ended_at IS NULL AND messages < $3::int AND characters + $2::int <= $4::int RETURNING id`,
      [id, characters, most.messages, most.characters],
    );
    return rows.length > 0;
  }

  async settle(id: string, outcome: string, hash: string): Promise<boolean> {
    const rows = await this.#sql.query(
      `UPDATE call_back SET outcome = $2::text, outcome_hash = $3::text
        WHERE id = $1::uuid AND outcome_hash IS NULL AND ended_at IS NULL AND expires_at > clock_timestamp() RETURNING id`,
      [id, outcome, hash],
    );
    return rows.length > 0;
  }

  async putFile(
    id: string,
    { name, uploadId, sizeBytes }: OutputFile,
    room: FileRoom,
  ): ReturnType<CallBackStore['putFile']> {
    return this.#sql.transact(async () => {
      // Of two at once, the later one learns of the other's; and none comes beside an outcome or the end.
      const open = await this.#sql.query(
        'SELECT id FROM call_back WHERE id = $1::uuid AND ended_at IS NULL AND outcome_hash IS NULL FOR UPDATE',
        [id],
      );
      if (open.length === 0) return 'CLOSED';
      const files = await this.filesOf(id);
      const others = files.filter((one) => one.name !== name);
      if (others.length >= room.files) return 'TOO_MANY';
      if (others.reduce((sum, one) => sum + one.sizeBytes, sizeBytes) > room.bytes) return 'TOO_LARGE';
      await this.#sql.query(
        `INSERT INTO call_back_file (call_back_id, name, upload_id, size_bytes) VALUES ($1::uuid, $2::text, $3::uuid, $4::bigint)
         ON CONFLICT (call_back_id, name) DO UPDATE SET upload_id = excluded.upload_id, size_bytes = excluded.size_bytes`,
        [id, name, uploadId, sizeBytes],
      );
      return { before: files.find((one) => one.name === name)?.uploadId ?? null };
    });
  }

  async filesOf(id: string): Promise<readonly OutputFile[]> {
    return this.#sql.query<OutputFile>(
      `SELECT ${fileColumns} FROM call_back_file WHERE call_back_id = $1::uuid ORDER BY name COLLATE "C"`,
      [id],
    );
  }

  async end(id: string): Promise<readonly string[]> {
    return this.#sql.transact(async () => {
      await this.#sql.query(
        `UPDATE call_back SET ended_at = clock_timestamp(), inputs = '[]', outcome = NULL
          WHERE id = $1::uuid AND ended_at IS NULL`,
        [id],
      );
      // Its words of progress are the application's own text: who waits for it has them in the step's log.
      await this.#sql.query('DELETE FROM change WHERE topic = $1::text', [`call-back:${id}`]);
      const files = await this.#sql.query<{ uploadId: string }>(
        'DELETE FROM call_back_file WHERE call_back_id = $1::uuid RETURNING upload_id AS "uploadId"',
        [id],
      );
      return files.map(({ uploadId }) => uploadId);
    });
  }
}
