import type { AssetState, NewAsset, Tag, TagKey } from '../../core/assets/asset.ts';
import { graphWriteText, parseGraphWrite, type DatedAsset, type GraphWrite } from '../../core/assets/graph-write.ts';
import { badInput } from '../../core/errors.ts';
import type { ParentChange } from '../../core/ports/asset-moves.ts';
import type { Tombstone } from '../../core/ports/asset-tombstones.ts';
import type { GraphOutbox, OutboxView, RefusedWrite, WaitingWrite } from '../../core/ports/graph-outbox.ts';
import type { NotedAsset } from '../../core/ports/property-names.ts';
import type { ProvActivity } from '../../core/provenance/activity.ts';
import type { RelationState } from '../../core/relations/relation.ts';
import { PostgresPropertyNames } from './property-names.ts';
import type { SqlClient } from './sql-client.ts';
import { holdAlone, refuseWithdrawn } from './withdrawn.ts';

/** Rows of a look: enough that a backlog goes fast, few enough that one fits into memory and a graph transaction. */
const pageSize = 50;
/** Assets of one row, for the same reason. */
const assetsPerWrite = 500;

/** The columns that make a RefusedWrite. */
const refusedColumns = `seq::float8 AS seq, payload AS text, refused AS reason, written_at AS "writtenAt", refused_at AS "refusedAt"`;

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
    await this.#sql.transact(async () => {
      await this.#refuseWithdrawn(assets.flatMap((asset) => asset.parentIds));
      await this.#appendAssets(assets.map((asset) => ({ ...asset, createdAt: now })));
    });
  }

  #refuseWithdrawn(ids: readonly string[]): Promise<void> {
    return refuseWithdrawn(this.#sql, 'graph_asset', ids);
  }

  holdAll(): Promise<void> {
    return holdAlone(this.#sql);
  }

  async appendTombstones(tombstones: readonly Tombstone[]): Promise<void> {
    const ids = tombstones.map(({ id }) => id);
    await this.#sql.transact(async () => {
      await holdAlone(this.#sql);
      await this.#expectKnown(ids, 'assetId');
      await this.#sql.query('UPDATE graph_asset SET withdrawn = true WHERE id = ANY($1::uuid[])', [ids]);
      for (let from = 0; from < tombstones.length; from += assetsPerWrite)
        await this.#append({ kind: 'TOMBSTONES', tombstones: tombstones.slice(from, from + assetsPerWrite) });
    });
  }

  async #appendAssets(given: readonly DatedAsset[]): Promise<void> {
    if (given.length === 0) return;
    const orphan = given.find((asset) => asset.level !== 'PROJECT' && asset.parentIds.length === 0);
    if (orphan) throw badInput('parentIds', `at least one parent of ${orphan.level} ${orphan.id}`, 'none');
    // The first of an id counts, here as in the table.
    const assets = new Map(given.toReversed().map((asset) => [asset.id, asset]));
    await this.#sql.transact(async () => {
      await this.#propertyNames.note(given);
      const fresh = await this.#sql.query<{ id: string }>(
        `INSERT INTO graph_asset (id, created_at) SELECT id, at FROM unnest($1::uuid[], $2::timestamptz[]) AS new(id, at)
         ORDER BY id ON CONFLICT DO NOTHING RETURNING id`,
        [[...assets.keys()], [...assets.values()].map((asset) => asset.createdAt.toISOString())],
      );
      await this.#expectKnown(given.flatMap((asset) => asset.parentIds));
      const isFresh = new Set(fresh.map(({ id }) => id));
      const made = given.filter((asset) => isFresh.has(asset.id) && assets.get(asset.id) === asset);
      for (let from = 0; from < made.length; from += assetsPerWrite) {
        await this.#append({ kind: 'ASSETS', assets: made.slice(from, from + assetsPerWrite) });
      }
    });
  }

  async appendRelations(relations: readonly RelationState[]): Promise<void> {
    if (relations.length === 0) return;
    await this.#appendInOrder(
      'graph relation',
      relations.map(({ id }) => id),
      { kind: 'RELATIONS', relations },
      relations.filter(({ removed }) => !removed).flatMap(({ fromId, toId }) => [fromId, toId]),
    );
  }

  async appendParents(parents: readonly ParentChange[]): Promise<void> {
    if (parents.length === 0) return;
    const orphan = parents.find(({ parentIds }) => parentIds.length === 0);
    if (orphan) throw badInput('parentIds', `at least one parent of ${orphan.id}`, 'none');
    await this.#expectKnown(parents.flatMap(({ id, parentIds }) => [id, ...parentIds]));
    await this.#appendInOrder(
      'graph parents',
      parents.map(({ id }) => id),
      { kind: 'PARENTS', parents },
      parents.flatMap(({ id, parentIds }) => [id, ...parentIds]),
    );
  }

  /** @throws BAD_USER_INPUT for an id that no acknowledged asset has */
  async #expectKnown(ids: readonly string[], field = 'parentIds'): Promise<void> {
    const missing = await this.#sql.query<{ id: string }>(
      'SELECT id FROM unnest($1::uuid[]) AS given(id) WHERE NOT EXISTS (SELECT FROM graph_asset a WHERE a.id = given.id) LIMIT 1',
      [[...new Set(ids)]],
    );
    if (missing[0]) throw badInput(field, 'assets of this graph', missing[0].id);
  }

  holdParents(ids: readonly string[]): Promise<void> {
    return this.#hold('graph parents', ids);
  }

  /** Appends what replaces what is there: of two writes about one id, the later to commit gets the higher number. */
  async #appendInOrder(
    what: string,
    ids: readonly string[],
    write: GraphWrite,
    assetIds: readonly string[] = ids,
  ): Promise<void> {
    await this.#sql.transact(async () => {
      await this.#refuseWithdrawn(assetIds);
      // Held until the commit and taken before the row has its number, so that numbers are given in the order of commits.
      await this.#hold(what, ids);
      await this.#append(write);
    });
  }

  async #hold(what: string, ids: readonly string[]): Promise<void> {
    await this.#sql.query(
      `SELECT pg_advisory_xact_lock(hash) FROM (
         SELECT DISTINCT hashtextextended($1 || ' ' || id, 0) AS hash FROM unnest($2::text[]) AS held(id) ORDER BY 1 OFFSET 0) ordered`,
      [what, ids],
    );
  }

  async appendTags(tags: readonly Tag[], removed: readonly TagKey[] = []): Promise<void> {
    if (tags.length + removed.length === 0) return;
    const ids = [...tags, ...removed].map((tag) => tag.assetId);
    await this.#appendInOrder('graph tags', ids, { kind: 'TAGS', tags, ...(removed.length > 0 ? { removed } : {}) });
  }

  async appendStates(states: readonly AssetState[]): Promise<void> {
    if (states.length === 0) return;
    const ids = states.map((state) => state.assetId);
    await this.#expectKnown(ids, 'assetId');
    await this.#appendInOrder('graph state', ids, { kind: 'STATES', states });
  }

  async appendActivity(activity: ProvActivity): Promise<void> {
    await this.#sql.transact(async () => {
      await this.#refuseWithdrawn([...activity.used, ...activity.generated].map(({ assetId }) => assetId));
      await this.#append({ kind: 'ACTIVITY', activity });
    });
  }

  restore(write: GraphWrite): Promise<void> {
    switch (write.kind) {
      case 'ASSETS':
        return this.#appendAssets(write.assets);
      case 'RELATIONS':
        return this.appendRelations(write.relations);
      case 'PARENTS':
        return this.appendParents(write.parents);
      case 'TAGS':
        return this.appendTags(write.tags, write.removed);
      case 'STATES':
        return this.appendStates(write.states);
      case 'ACTIVITY':
        return this.appendActivity(write.activity);
      case 'TOMBSTONES':
        return this.appendTombstones(write.tombstones);
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
    await this.#sql.query('UPDATE graph_outbox SET refused = $2, refused_at = now() WHERE seq = $1', [seq, reason]);
  }

  async dead(): Promise<number> {
    const [row] = await this.#sql.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM graph_outbox WHERE refused IS NOT NULL',
    );
    return row?.count ?? 0;
  }

  async refused(first: number, after: number): Promise<readonly RefusedWrite[]> {
    return this.#sql.query<RefusedWrite>(
      `SELECT ${refusedColumns} FROM graph_outbox WHERE refused IS NOT NULL AND seq > $1::bigint ORDER BY seq LIMIT $2::int`,
      [after, first],
    );
  }

  async refusedById(seq: number): Promise<RefusedWrite | null> {
    const [row] = await this.#sql.query<RefusedWrite>(
      `SELECT ${refusedColumns} FROM graph_outbox WHERE refused IS NOT NULL AND seq = $1::bigint`,
      [seq],
    );
    return row ?? null;
  }

  async retry(seq: number): Promise<boolean> {
    const rows = await this.#sql.query(
      'UPDATE graph_outbox SET refused = NULL, refused_at = NULL WHERE seq = $1::bigint AND refused IS NOT NULL RETURNING seq',
      [seq],
    );
    return rows.length > 0;
  }

  afterCommit(effect: () => void): void {
    this.#sql.afterCommit(effect);
  }
}
