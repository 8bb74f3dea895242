import type { Page, PageRequest } from '../../core/ports/asset-graph.ts';
import type { ArrivedFile, IntakeStore, Known, TurnedAwayFile, WaitingFile } from '../../core/ports/intake-store.ts';
import type { Ingestion, IngestionCounts, Pool, ReceivedFile, ReceivedState } from '../../core/intake/intake.ts';
import { knownOf, type MetFile } from './known-files.ts';
import type { SqlClient } from './sql-client.ts';
import { forgetTries, noteTry, waitingFiles } from './waiting-files.ts';

const poolColumns = `id, project_id AS "projectId", name, profile, site_id AS "siteId", keeps_originals AS "keepsOriginals", existing`;
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
      `INSERT INTO pool (id, project_id, name, profile, keeps_originals, site_id, created_by, existing) VALUES ($1, $2, $3, $4, $5, $6, $7, $9)
       ON CONFLICT (project_id, name) DO UPDATE SET profile = excluded.profile, keeps_originals = excluded.keeps_originals,
         existing = excluded.existing, site_id = CASE WHEN $8::boolean THEN excluded.site_id ELSE pool.site_id END
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
        pool.existing,
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
         count(f.id) FILTER (WHERE state = 'REJECTED')::int AS rejected,
         count(f.id) FILTER (WHERE state = 'REPLACED')::int AS replaced, count(f.id)::int AS total
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
    const rows = await this.#sql.query<MetFile>(
      `SELECT id, pool_id AS "poolId", project_id AS "projectId", content_sha256 AS "contentSha256", sop_instance_uid AS "sopInstanceUID",
         state, reason FROM received_file WHERE id = ANY($1::uuid[]) OR (pool_id = ANY($2::uuid[]) AND content_sha256 = ANY($3::text[]))
         OR (project_id = ANY($4::uuid[]) AND sop_instance_uid = ANY($5::text[])) ORDER BY sequence`,
      [
        files.map(({ id }) => id),
        distinct(files.map(({ poolId }) => poolId)),
        files.map(({ contentSha256 }) => contentSha256),
        distinct(files.map(({ projectId }) => projectId)),
        files.flatMap(({ sopInstanceUID }) => sopInstanceUID ?? []),
      ],
    );
    const updating = await this.#updating(files, rows);
    const known = files.map((file) => knownOf(file, rows, updating));
    const free = files.flatMap(({ originalObject, isTraced }, n) =>
      isFree(known[n]) && !isTraced ? [originalObject] : [],
    );
    const noted = new Set(await this.#note(free));
    const traced = files.flatMap(({ originalObject, isTraced }, n) =>
      isFree(known[n]) && isTraced ? [originalObject] : [],
    );
    const deleting = await this.#touch(traced);
    for (const object of traced) if (!deleting.has(object)) noted.add(object);
    return known.map((one, n) => ({ ...one, isNoted: noted.has(files[n]?.originalObject ?? '') }));
  }

  /** Of the pools of files that meet others, those that take other content of an image as its update. */
  async #updating(
    files: readonly { readonly poolId: string; readonly sopInstanceUID: string | null }[],
    rows: readonly MetFile[],
  ): Promise<ReadonlySet<string>> {
    const met = new Set(rows.map(({ sopInstanceUID }) => sopInstanceUID));
    const pools = distinct(files.flatMap((file) => (met.has(file.sopInstanceUID) ? [file.poolId] : [])));
    if (pools.length === 0) return new Set();
    const found = await this.#sql.query<{ id: string }>(
      `SELECT id FROM pool WHERE id = ANY($1::uuid[]) AND existing = 'UPDATE'`,
      [pools],
    );
    return new Set(found.map(({ id }) => id));
  }

  async noteArriving(object: string): Promise<boolean> {
    return (await this.#note([object])).length > 0;
  }

  async #note(objects: readonly string[]): Promise<readonly string[]> {
    if (objects.length === 0) return [];
    const rows = await this.#sql.query<{ object: string }>(
      `INSERT INTO arriving_object (object) SELECT object FROM unnest($1::text[]) AS new(object) ORDER BY object
       ON CONFLICT (object) DO UPDATE SET noted_at = now() WHERE NOT arriving_object.deleting RETURNING object`,
      [distinct(objects)],
    );
    return rows.map(({ object }) => object);
  }

  /** What an earlier sending of these left in notes is young again, so that no sweep claims it meanwhile; answers those that one is deleting. */
  async #touch(objects: readonly string[]): Promise<ReadonlySet<string>> {
    if (objects.length === 0) return new Set();
    const rows = await this.#sql.query<{ object: string; deleting: boolean }>(
      `UPDATE arriving_object SET noted_at = now() WHERE object = ANY($1::text[]) RETURNING object, deleting`,
      [distinct(objects)],
    );
    return new Set(rows.flatMap(({ object, deleting }) => (deleting ? [object] : [])));
  }

  async noteLeftover(object: string): Promise<void> {
    await this.#sql.query(
      `INSERT INTO arriving_object (object) SELECT $1::text WHERE NOT EXISTS (SELECT FROM received_file WHERE original_object = $1)
       ON CONFLICT (object) DO NOTHING`,
      [object],
    );
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
    // Plain statements one after the other: planning one that does it all takes longer than they do.
    return this.#sql.transact(async () => {
      // The share lock makes closeBatch wait for us, or us for it: a closed batch never grows.
      const open = await this.#sql.query<{ id: string; batch: number }>(
        `SELECT id, batch FROM ingestion WHERE id = ANY($1::uuid[]) ORDER BY id FOR SHARE`,
        [distinct(files.map(({ ingestionId }) => ingestionId))],
      );
      const batches = new Map(open.map(({ id, batch }) => [id, batch]));
      const rows = await this.#sql.query<{ object: string; deleting: boolean }>(
        `SELECT object, deleting FROM arriving_object WHERE object = ANY($1::text[]) ORDER BY object FOR UPDATE`,
        [distinct(files.map(({ originalObject }) => originalObject))],
      );
      const isDeleting = new Map(rows.map(({ object, deleting }) => [object, deleting]));
      const taken = files.filter(
        ({ ingestionId, originalObject, isTraced }) =>
          batches.has(ingestionId) && !(isDeleting.get(originalObject) ?? !isTraced),
      );
      const of = <T>(pick: (file: ArrivedFile) => T): readonly T[] => taken.map(pick);
      const admitted = await this.#sql.query<{ id: string; batch: number; object: string }>(
        `INSERT INTO received_file (id, ingestion_id, pool_id, project_id, file_name, size_bytes, content_sha256, sop_instance_uid,
           original_object, batch, is_update, state)
         SELECT *, 'RECEIVED' FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::bigint[], $7::text[], $8::text[],
           $9::text[], $10::int[], $11::boolean[])
         ON CONFLICT DO NOTHING RETURNING id, batch, original_object AS object`,
        [
          of(({ id }) => id),
          of(({ ingestionId }) => ingestionId),
          of(({ poolId }) => poolId),
          of(({ projectId }) => projectId),
          of(({ fileName }) => fileName),
          of(({ sizeBytes }) => sizeBytes),
          of(({ contentSha256 }) => contentSha256),
          of(({ sopInstanceUID }) => sopInstanceUID),
          of(({ originalObject }) => originalObject),
          of(({ ingestionId }) => batches.get(ingestionId)),
          of(({ isUpdate }) => isUpdate),
        ],
      );
      // What isn't admitted stays noted: a sweep finds its bytes if nobody else deletes them.
      const noted = admitted.flatMap(({ object }) => (isDeleting.has(object) ? [object] : []));
      if (noted.length > 0) await this.forgetArriving(noted);
      return new Map(admitted.map(({ id, batch }) => [id, batch]));
    });
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

  async originalOf(fileId: string): Promise<Awaited<ReturnType<IntakeStore['originalOf']>>> {
    const [row] = await this.#sql.query<{ projectId: string; originalObject: string; sealedAs: string }>(
      `SELECT f.project_id AS "projectId", r.original_object AS "originalObject", r.id AS "sealedAs"
       FROM received_file f JOIN received_file r ON r.id = coalesce(f.rerun_of, f.id)
       WHERE f.id = $1 AND r.original_object IS NOT NULL`,
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

  waiting(...which: Parameters<IntakeStore['waiting']>): Promise<readonly WaitingFile[]> {
    return waitingFiles(this.#sql, ...which);
  }

  holdFile<T>(fileId: string, work: () => Promise<T>): Promise<{ readonly done: T } | null> {
    return this.#sql.whileHolding(`file:${fileId}`, work);
  }

  noteTry(fileId: string): Promise<number> {
    return noteTry(this.#sql, fileId);
  }

  forgetTries(fileId: string): Promise<void> {
    return forgetTries(this.#sql, fileId);
  }

  async refuse(files: readonly { readonly id: string; readonly reason: string }[]): Promise<readonly string[]> {
    const rows = await this.#sql.query<{ id: string }>(
      `UPDATE received_file SET state = 'REFUSED', reason = refused.reason, refused_at = now(), tries = 0
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

const isFree = (known: Known | undefined): boolean =>
  known?.before === null && known.sameContent === null && !known.conflict;

const distinct = (values: readonly string[]): readonly string[] => [...new Set(values)];
