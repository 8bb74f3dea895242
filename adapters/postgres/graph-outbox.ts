import type { NewAsset, Tag } from '../../core/assets/asset.ts';
import { graphWriteText, parseGraphWrite, type DatedAsset, type GraphWrite } from '../../core/assets/graph-write.ts';
import { badInput } from '../../core/errors.ts';
import type { GraphOutbox, OutboxView, WaitingWrite } from '../../core/ports/graph-outbox.ts';
import type { NotedAsset } from '../../core/ports/property-names.ts';
import type { ProvActivity } from '../../core/provenance/activity.ts';
import { PostgresPropertyNames } from './property-names.ts';
import type { SqlClient } from './sql-client.ts';

/** Rows of a look: enough that a backlog goes fast, few enough that one fits into memory and a graph transaction. */
const pageSize = 50;
/** Assets of one row, for the same reason. */
const assetsPerWrite = 500;

/** `core/ports/graph-outbox.ts` in the tables of 080-graph-outbox.sql. */
export class PostgresGraphOutbox implements GraphOutbox {
  readonly #sql: SqlClient;
  readonly #propertyNames: PostgresPropertyNames;
  #nextLook: Promise<OutboxView> | null = null;

  constructor(sql: SqlClient) {
    this.#sql = sql;
    this.#propertyNames = new PostgresPropertyNames(sql);
  }

  noteProperties(assets: readonly NotedAsset[]): Promise<void> {
    return this.#propertyNames.note(assets);
  }

  async appendAssets(assets: readonly NewAsset[]): Promise<void> {
    const now = new Date();
    await this.#appendAssets(assets.map((asset) => ({ ...asset, createdAt: now })));
  }

  async #appendAssets(given: readonly DatedAsset[]): Promise<void> {
    if (given.length === 0) return;
    const orphan = given.find((asset) => asset.level !== 'PROJECT' && asset.parentIds.length === 0);
    if (orphan) throw badInput('parentIds', `at least one parent of ${orphan.level} ${orphan.id}`, 'none');
    const ids = given.map((asset) => asset.id);
    await this.#sql.transact(async () => {
      await this.#propertyNames.note(given);
      await this.#sql.query(
        `INSERT INTO graph_asset (id, created_at) SELECT DISTINCT ON (id) id, at FROM unnest($1::uuid[], $2::timestamptz[]) AS new(id, at)
         ORDER BY id, at ON CONFLICT DO NOTHING`,
        [ids, given.map((asset) => asset.createdAt.toISOString())],
      );
      const missing = await this.#sql.query<{ id: string }>(
        'SELECT id FROM unnest($1::uuid[]) AS parent(id) WHERE NOT EXISTS (SELECT FROM graph_asset a WHERE a.id = parent.id) LIMIT 1',
        [[...new Set(given.flatMap((asset) => asset.parentIds))]],
      );
      if (missing[0]) throw badInput('parentIds', 'assets of this graph', missing[0].id);
      const first = new Map(
        (
          await this.#sql.query<{ id: string; createdAt: Date }>(
            'SELECT id, created_at AS "createdAt" FROM graph_asset WHERE id = ANY($1::uuid[])',
            [ids],
          )
        ).map((row) => [row.id, row.createdAt]),
      );
      const dated = given.map((asset) => ({ ...asset, createdAt: first.get(asset.id) ?? asset.createdAt }));
      for (let from = 0; from < dated.length; from += assetsPerWrite) {
        await this.#append({ kind: 'ASSETS', assets: dated.slice(from, from + assetsPerWrite) });
      }
    });
  }

  async appendTags(tags: readonly Tag[]): Promise<void> {
    if (tags.length === 0) return;
    await this.#sql.transact(async () => {
      // Held until the commit and taken before the row has its number, so that numbers are given in the order of commits.
      await this.#sql.query(
        `SELECT pg_advisory_xact_lock(hashtextextended('graph tags ' || id, 0)) FROM (
           SELECT id FROM unnest($1::text[]) AS tagged(id) ORDER BY hashtextextended('graph tags ' || id, 0) OFFSET 0) ordered`,
        [[...new Set(tags.map((tag) => tag.assetId))]],
      );
      await this.#append({ kind: 'TAGS', tags });
    });
  }

  appendActivity(activity: ProvActivity): Promise<void> {
    return this.#append({ kind: 'ACTIVITY', activity });
  }

  restore(write: GraphWrite): Promise<void> {
    switch (write.kind) {
      case 'ASSETS':
        return this.#appendAssets(write.assets);
      case 'TAGS':
        return this.appendTags(write.tags);
      case 'ACTIVITY':
        return this.appendActivity(write.activity);
    }
  }

  async #append(write: GraphWrite): Promise<void> {
    await this.#sql.query('INSERT INTO graph_outbox (payload) VALUES ($1)', [graphWriteText(write)]);
  }

  look(after = 0): Promise<OutboxView> {
    if (this.inTransaction()) return this.#look(after);
    if (after > 0) return this.#look(after);
    // Sent in the next turn of the event loop: later than every call that shares it.
    this.#nextLook ??= new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      this.#nextLook = null;
      return this.#look(0);
    });
    return this.#nextLook;
  }

  async #look(after: number): Promise<OutboxView> {
    const rows = await this.#sql.query<{ bookmarks: string[]; own: boolean | null } & WaitingWrite>(
      `SELECT p.bookmarks, w.seq::float8 AS seq, w.payload AS text, w.own FROM graph_position p LEFT JOIN (
         (SELECT seq, payload, true AS own FROM graph_outbox WHERE xid = pg_current_xact_id_if_assigned())
         UNION ALL
         (SELECT seq, payload, false FROM graph_outbox
          WHERE refused IS NULL AND seq > $1 AND xid IS DISTINCT FROM pg_current_xact_id_if_assigned()
          ORDER BY seq LIMIT ${String(pageSize + 1)})) w ON true
       ORDER BY w.seq`,
      [after],
    );
    const waiting = rows.filter((row) => row.own === false);
    return {
      own: rows.filter((row) => row.own === true).map((row) => parseGraphWrite(row.text)),
      waiting: waiting.slice(0, pageSize).map(({ seq, text }) => ({ seq, text })),
      hasMore: waiting.length > pageSize,
      bookmarks: rows[0]?.bookmarks ?? [],
    };
  }

  inTransaction(): boolean {
    // An effect outside of a transaction runs at once.
    let ranAtOnce = false;
    this.#sql.afterCommit(() => {
      ranAtOnce = true;
    });
    return !ranAtOnce;
  }

  async settle(seqs: readonly number[], bookmarks: readonly string[], earlier: readonly string[]): Promise<void> {
    await this.#sql.query(
      // Rows that another process takes out at this moment are left to it, so that nobody waits in a circle.
      `WITH settled AS (DELETE FROM graph_outbox WHERE seq IN (
         SELECT seq FROM graph_outbox WHERE seq = ANY($1::bigint[]) FOR UPDATE SKIP LOCKED))
       UPDATE graph_position SET bookmarks = ARRAY(
         SELECT b FROM unnest(bookmarks) AS b WHERE b <> ALL($3::text[]) UNION SELECT unnest($2::text[]))`,
      [seqs, bookmarks, earlier],
    );
  }

  async bury(seq: number, reason: string): Promise<void> {
    await this.#sql.query('UPDATE graph_outbox SET refused = $2 WHERE seq = $1', [seq, reason]);
  }

  async dead(): Promise<number> {
    const [row] = await this.#sql.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM graph_outbox WHERE refused IS NOT NULL',
    );
    return row?.count ?? 0;
  }

  afterCommit(effect: () => void): void {
    this.#sql.afterCommit(effect);
  }
}
