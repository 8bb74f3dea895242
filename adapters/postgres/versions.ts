import type { AssetContent, Tag } from '../../core/assets/asset.ts';
import type { JsonObject } from '../../core/json.ts';
import type { Page } from '../../core/ports/asset-graph.ts';
import type { HistoryRequest, VersionKey, VersionMoment, VersionStore } from '../../core/ports/version-store.ts';
import type { CheckOut, NewVersion, Version, VersionKind } from '../../core/versions/version.ts';
import { knownIds, toContent } from './asset-rows.ts';
import type { SqlClient } from './sql-client.ts';

interface VersionRow {
  readonly assetId: string;
  readonly number: number;
  readonly kind: VersionKind;
  readonly label: string;
  readonly properties: JsonObject;
  readonly sha256: string | null;
  readonly sizeBytes: number | null;
  readonly mediaType: string | null;
  readonly comment: string | null;
  readonly by: string;
  readonly at: Date;
  readonly basedOn: number | null;
  readonly erasedAt: Date | null;
  readonly tags: readonly (Omit<Tag, 'setAt'> & { readonly setAt: string })[] | null;
}

/** The columns of `asset_version` (as `v`), with the tags that the next version found, that make a VersionRow. */
const columns = `v.asset_id AS "assetId", v.number, v.kind, v.label, v.properties, v.sha256,
  v.size_bytes::float8 AS "sizeBytes", v.media_type AS "mediaType", v.comment, v.made_by AS "by", v.at, v.based_on AS "basedOn",
  v.erased_at AS "erasedAt",
  (SELECT n.tags_before FROM asset_version n WHERE n.asset_id = v.asset_id AND n.number = v.number + 1) AS tags`;

function toVersion({ sha256, sizeBytes, mediaType, tags, erasedAt, ...rest }: VersionRow): Version {
  const content = toContent({ sha256, sizeBytes, mediaType });
  const erased = erasedAt === null ? {} : { erasedAt };
  return { ...rest, ...erased, content, tags: tags && tags.map((tag) => ({ ...tag, setAt: new Date(tag.setAt) })) };
}

const checkOutColumns = `asset_id AS "assetId", owner_id AS "ownerId", owner, reason, base_version AS "baseVersion", since,
  ends_at AS "endsAt"`;

/** `core/ports/version-store.ts` in the tables of 120-versions.sql, wherever the graph is. */
export class PostgresVersions implements VersionStore {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  async lock(assetId: string): Promise<void> {
    await this.#sql.query("SELECT pg_advisory_xact_lock(hashtextextended('asset version ' || $1::text, 0))", [assetId]);
  }

  async newest(assetIds: readonly string[]): Promise<ReadonlyMap<string, Version>> {
    const rows = await this.#sql.query<VersionRow>(
      `SELECT ${columns} FROM unnest($1::uuid[]) AS given(id) CROSS JOIN LATERAL (
         SELECT * FROM asset_version WHERE asset_id = given.id ORDER BY number DESC LIMIT 1) v`,
      [knownIds(assetIds)],
    );
    return new Map(rows.map((row) => [row.assetId, toVersion(row)]));
  }

  async getVersions(keys: readonly VersionKey[]): Promise<readonly (Version | null)[]> {
    const rows = await this.#sql.query<VersionRow & { readonly place: number }>(
      `SELECT given.place::int AS place, ${columns} FROM unnest($1::uuid[], $2::int[]) WITH ORDINALITY AS given(id, number, place)
       JOIN asset_version v ON v.asset_id = given.id AND v.number = given.number`,
      [keys.map(({ assetId }) => assetId), keys.map(({ number }) => number)],
    );
    return inPlaces(keys.length, rows);
  }

  async versionsAt(moments: readonly VersionMoment[]): Promise<readonly (Version | null)[]> {
    const rows = await this.#sql.query<VersionRow & { readonly place: number }>(
      `SELECT given.place::int AS place, ${columns}
       FROM unnest($1::uuid[], $2::timestamptz[]) WITH ORDINALITY AS given(id, at, place) CROSS JOIN LATERAL (
         SELECT * FROM asset_version WHERE asset_id = given.id AND at <= given.at ORDER BY number DESC LIMIT 1) v`,
      [moments.map(({ assetId }) => assetId), moments.map(({ at }) => at.toISOString())],
    );
    return inPlaces(moments.length, rows);
  }

  async history(
    assetIds: readonly string[],
    { first, before }: HistoryRequest,
  ): Promise<ReadonlyMap<string, Page<Version>>> {
    const rows = await this.#sql.query<
      { readonly id: string; readonly total: number } & (VersionRow | { assetId: null })
    >(
      `SELECT given.id, total.count AS total, ${columns} FROM unnest($1::uuid[]) AS given(id)
       CROSS JOIN LATERAL (SELECT count(*)::int AS count FROM asset_version WHERE asset_id = given.id) total
       LEFT JOIN LATERAL (
         SELECT * FROM asset_version WHERE asset_id = given.id AND ($2::int IS NULL OR number < $2::int)
         ORDER BY number DESC LIMIT $3::int) v ON true
       ORDER BY given.id, v.number DESC`,
      [knownIds(assetIds), before, first + 1],
    );
    return new Map(
      Map.groupBy(rows, (row) => row.id)
        .entries()
        .map(([id, of]) => {
          const found = of.flatMap(({ id: _id, total: _total, ...row }) =>
            row.assetId === null ? [] : [toVersion(row)],
          );
          return [
            id,
            { items: found.slice(0, first), hasNextPage: found.length > first, totalCount: of[0]?.total ?? 0 },
          ] as const;
        }),
    );
  }

  async contentOf(assetId: string, sha256: string): Promise<AssetContent | null> {
    const [row] = await this.#sql.query<Pick<VersionRow, 'sha256' | 'sizeBytes' | 'mediaType'>>(
      `SELECT sha256, size_bytes::float8 AS "sizeBytes", media_type AS "mediaType" FROM asset_version
       WHERE asset_id = ANY($1::uuid[]) AND sha256 = $2 ORDER BY number DESC LIMIT 1`,
      [knownIds([assetId]), sha256],
    );
    return row ? toContent(row) : null;
  }

  async append(versions: readonly NewVersion[]): Promise<void> {
    const rows = versions.map(({ content, ...version }) => ({ ...version, ...content }));
    await this.#sql.query(
      `INSERT INTO asset_version (asset_id, number, kind, label, properties, sha256, size_bytes, media_type, comment, made_by, at,
         based_on, tags_before)
       SELECT "assetId", number, kind, label, properties, sha256, "sizeBytes", "mediaType", comment, "by", at, "basedOn", "tagsBefore"
       FROM jsonb_to_recordset($1::jsonb) AS new("assetId" uuid, number int, kind text, label text, properties jsonb, sha256 text,
         "sizeBytes" bigint, "mediaType" text, comment text, "by" text, at timestamptz, "basedOn" int, "tagsBefore" jsonb)`,
      [JSON.stringify(rows)],
    );
  }

  async eraseBefore(assetId: string, number: number, at: Date): Promise<number> {
    const held = await this.#sql.query<{ sha256: string }>(
      `SELECT sha256 FROM asset_version WHERE asset_id = $1::uuid AND number < $2::int AND sha256 IS NOT NULL`,
      [assetId, number],
    );
    await this.noteUnneeded(held.map(({ sha256 }) => sha256));
    const erased = await this.#sql.query(
      `UPDATE asset_version SET label = 'erased', properties = '{}', sha256 = NULL, size_bytes = NULL, media_type = NULL,
         erased_at = $3::timestamptz
       WHERE asset_id = $1::uuid AND number < $2::int AND erased_at IS NULL RETURNING number`,
      [assetId, number, at.toISOString()],
    );
    return erased.length;
  }

  async noteUnneeded(sha256: readonly string[]): Promise<void> {
    await this.#sql.query(
      `INSERT INTO erased_object (sha256, state) SELECT DISTINCT new, 'PENDING' FROM unnest($1::text[]) AS new ORDER BY new
       ON CONFLICT (sha256) DO UPDATE SET state = 'PENDING'`,
      [sha256],
    );
  }

  async checkOutsOf(assetIds: readonly string[]): Promise<ReadonlyMap<string, CheckOut>> {
    const rows = await this.#sql.query<CheckOut>(
      `SELECT ${checkOutColumns} FROM check_out WHERE asset_id = ANY($1::uuid[])`,
      [knownIds(assetIds)],
    );
    return new Map(rows.map((row) => [row.assetId, row]));
  }

  async putCheckOut({ assetId, ownerId, owner, reason, baseVersion, since, endsAt }: CheckOut): Promise<void> {
    await this.#sql.query(
      `INSERT INTO check_out (asset_id, owner_id, owner, reason, base_version, since, ends_at)
       VALUES ($1::uuid, $2, $3, $4, $5::int, $6::timestamptz, $7::timestamptz)
       ON CONFLICT (asset_id) DO UPDATE SET owner_id = excluded.owner_id, owner = excluded.owner, reason = excluded.reason,
         base_version = excluded.base_version, since = excluded.since, ends_at = excluded.ends_at`,
      [assetId, ownerId, owner, reason, baseVersion, since.toISOString(), endsAt.toISOString()],
    );
  }

  async removeCheckOut(assetId: string): Promise<void> {
    await this.#sql.query('DELETE FROM check_out WHERE asset_id = $1::uuid', [assetId]);
  }
}

/** Versions by the place that they were asked at, null where there is none. */
function inPlaces(count: number, rows: readonly (VersionRow & { readonly place: number })[]): (Version | null)[] {
  const found = new Map(rows.map(({ place, ...row }) => [place, toVersion(row)]));
  return Array.from({ length: count }, (_, index) => found.get(index + 1) ?? null);
}
