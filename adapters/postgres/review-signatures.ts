import type { ReviewSignature } from '../../core/intake/signature.ts';
import type { SignatureStore } from '../../core/ports/signature-store.ts';
import type { SqlClient } from './sql-client.ts';

/** Signatures of reviews in PostgreSQL. */
export class PostgresReviewSignatures implements SignatureStore {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  async put({ quarantinedExamId, document, jws }: ReviewSignature): Promise<void> {
    const { id, signer, decision, images } = document;
    await this.#sql.query(
      `INSERT INTO review_signature (id, quarantined_exam_id, signer_id, decision, images_digest, document, jws)
       VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7)`,
      [id, quarantinedExamId, signer.account, decision, images.digest, JSON.stringify(document), jws],
    );
  }

  async signaturesOf(examIds: readonly string[]): Promise<ReadonlyMap<string, readonly ReviewSignature[]>> {
    const rows = await this.#sql.query<ReviewSignature>(
      `SELECT quarantined_exam_id AS "quarantinedExamId", document, jws FROM review_signature
       WHERE quarantined_exam_id = ANY($1::uuid[]) ORDER BY sequence`,
      [examIds],
    );
    return Map.groupBy(rows, ({ quarantinedExamId }) => quarantinedExamId);
  }

  async lastSigned(sessionId: string, accountId: string): Promise<Date | null> {
    const [row] = await this.#sql.query<{ at: Date }>(
      `SELECT last_signed_at AS at FROM signing_session WHERE session_id = $1 AND account_id = $2`,
      [sessionId, accountId],
    );
    return row?.at ?? null;
  }

  async noteSigned(sessionId: string, accountId: string, at: Date): Promise<void> {
    await this.#sql.query(
      `INSERT INTO signing_session (session_id, account_id, last_signed_at) VALUES ($1, $2, $3)
       ON CONFLICT (session_id) DO UPDATE SET last_signed_at = greatest(signing_session.last_signed_at, excluded.last_signed_at)`,
      [sessionId, accountId, at],
    );
    // Sessions end after 30 days: these can't sign any more.
    await this.#sql.query(`DELETE FROM signing_session WHERE last_signed_at < $1::timestamptz - interval '31 days'`, [
      at,
    ]);
  }
}
