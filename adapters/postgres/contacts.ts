import type { NumberedPage } from '../../core/page.ts';
import type { Page } from '../../core/ports/asset-graph.ts';
import type { Contact, ContactStore, MessageStatus, ProtocolMessage } from '../../core/ports/contact-store.ts';
import type { SqlClient } from './sql-client.ts';

const columns = `id, sequence::float8 AS sequence, project_id AS "projectId", pool_id AS "poolId", exam_id AS "examId",
  report_id AS "reportId", exam_state AS "examState", contact_name AS name, email, account_id AS "accountId", status, reason,
  made_at AS "madeAt", ended_at AS "endedAt"`;

interface ContactRow {
  readonly name: string;
  readonly email: string | null;
  readonly accountId: string | null;
}
type MessageRow = Omit<ProtocolMessage, 'contact'> & ContactRow;

/** Contacts of pools and messages to them, in PostgreSQL. */
export class PostgresContacts implements ContactStore {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  async putContacts(poolId: string, contacts: readonly Contact[]): Promise<void> {
    await this.#sql.query('DELETE FROM pool_contact WHERE pool_id = $1', [poolId]);
    await this.#sql.query(
      `INSERT INTO pool_contact (pool_id, position, name, email, account_id)
       SELECT $1, position, name, email, "accountId" FROM jsonb_to_recordset($2::jsonb)
         AS new(position int, name text, email text, "accountId" uuid)`,
      [poolId, JSON.stringify(contacts.map((contact, position) => ({ ...contact, position })))],
    );
  }

  async contactsOf(poolIds: readonly string[]): Promise<ReadonlyMap<string, readonly Contact[]>> {
    const rows = await this.#sql.query<ContactRow & { readonly poolId: string }>(
      `SELECT pool_id AS "poolId", name, email, account_id AS "accountId" FROM pool_contact WHERE pool_id = ANY($1::uuid[])
       ORDER BY pool_id, position`,
      [poolIds],
    );
    const byPool = Map.groupBy(rows, ({ poolId }) => poolId);
    return new Map([...byPool].map(([poolId, own]) => [poolId, own.map(contactOf)]));
  }

  async addMessages(messages: readonly Omit<ProtocolMessage, 'sequence' | 'madeAt' | 'endedAt'>[]): Promise<void> {
    await this.#sql.query(
      `INSERT INTO protocol_message (id, project_id, pool_id, exam_id, report_id, exam_state, contact_name, email, account_id, status,
         reason, ended_at)
       SELECT id, "projectId", "poolId", "examId", "reportId", "examState", name, email, "accountId", status, reason,
         CASE WHEN status IN ('WAITING', 'SENDING') THEN NULL ELSE now() END
       FROM jsonb_to_recordset($1::jsonb) AS new(id uuid, "projectId" uuid, "poolId" uuid, "examId" uuid, "reportId" uuid,
         "examState" text, name text, email text, "accountId" uuid, status text, reason text)
       ON CONFLICT (id) DO NOTHING`,
      [JSON.stringify(messages.map(({ contact, ...message }) => ({ ...message, ...contact })))],
    );
  }

  async lockMessage(id: string): Promise<ProtocolMessage | null> {
    const [row] = await this.#sql.query<MessageRow>(
      `SELECT ${columns} FROM protocol_message WHERE id = $1 FOR UPDATE`,
      [id],
    );
    return row ? messageOf(row) : null;
  }

  async putStatus(id: string, status: MessageStatus, reason: string | null): Promise<void> {
    await this.#sql.query(
      `UPDATE protocol_message SET status = $2, reason = $3,
         ended_at = CASE WHEN $2 IN ('WAITING', 'SENDING') THEN NULL ELSE now() END WHERE id = $1`,
      [id, status, reason],
    );
  }

  async messagesOf(
    projectId: string,
    status: MessageStatus | null,
    { first, after }: NumberedPage,
  ): Promise<Page<ProtocolMessage>> {
    const which = 'project_id = $1 AND ($2::text IS NULL OR status = $2)';
    const rows = await this.#sql.query<MessageRow>(
      `SELECT ${columns} FROM protocol_message WHERE ${which} AND ($3::float8 IS NULL OR sequence < $3)
       ORDER BY sequence DESC LIMIT $4::int`,
      [projectId, status, after, first + 1],
    );
    const [count] = await this.#sql.query<{ total: number }>(
      `SELECT count(*)::int AS total FROM protocol_message WHERE ${which}`,
      [projectId, status],
    );
    const items = rows.slice(0, first).map(messageOf);
    return { items, hasNextPage: rows.length > first, totalCount: count?.total ?? 0 };
  }
}

function contactOf({ name, email, accountId }: ContactRow): Contact {
  return email === null ? { name, email, accountId: accountId ?? '' } : { name, email, accountId: null };
}

function messageOf({ name, email, accountId, ...rest }: MessageRow): ProtocolMessage {
  return { ...rest, contact: contactOf({ name, email, accountId }) };
}
