import type { AssetLevel } from '../../core/assets/asset.ts';
import type { TagDefinition, TagDefinitionBody } from '../../core/assets/tag-definition.ts';
import type { TagRule } from '../../core/assets/tag-rule.ts';
import type { NewTagChange, TagChange, TagChangesAround, TagStore } from '../../core/ports/tag-store.ts';
import { knownIds, namesIn } from './asset-rows.ts';
import { putRevision } from './put-revision.ts';
import type { SqlClient } from './sql-client.ts';

interface DefinitionRow extends Omit<TagDefinition, keyof TagDefinitionBody> {
  readonly document: TagDefinitionBody;
}

const definitionColumns = `id, project_id AS "projectId", level, name, revision, document, retired,
  created_at AS "createdAt", created_by AS "createdBy"`;
const definitionOf = ({ document, ...rest }: DefinitionRow): TagDefinition => ({ ...document, ...rest });

/** The columns of `tag_change` (as `c`) that make a TagChange. */
const changeColumns = `c.seq::float8 AS seq, asset_id AS "assetId", name, nullif(slot, '') AS slot, old_value AS "oldValue",
  new_value AS "newValue", definition_id AS "definitionId", changed_by AS "changedBy", reason, changed_at AS "changedAt"`;

const ruleColumns = `project_id AS "projectId", name, level, revision, condition, tag_name AS "tagName",
  tag_value AS "tagValue", removed, changed_at AS "changedAt", changed_by AS "changedBy"`;

/** `core/ports/tag-store.ts` in the tables of 100-tags.sql. */
export class PostgresTagStore implements TagStore {
  readonly #sql: SqlClient;

  constructor(sql: SqlClient) {
    this.#sql = sql;
  }

  async lockTags(assetIds: readonly string[]): Promise<void> {
    // The same locks as graph-outbox.ts takes, so that who has them waits for nobody there.
    await this.#sql.query(
      `SELECT pg_advisory_xact_lock(hashtextextended('graph tags ' || id, 0)) FROM (
         SELECT id FROM unnest($1::text[]) AS tagged(id) ORDER BY hashtextextended('graph tags ' || id, 0) OFFSET 0) ordered`,
      [[...new Set(assetIds)]],
    );
  }

  async lockDefinitions(projectId: string): Promise<void> {
    await this.#sql.query(`SELECT pg_advisory_xact_lock(hashtextextended('tag definitions ' || $1::text, 0))`, [
      projectId,
    ]);
  }

  async newestDefinitions(projectIds: readonly string[]): Promise<readonly TagDefinition[]> {
    const rows = await this.#sql.query<DefinitionRow>(
      `SELECT DISTINCT ON (project_id, level, name COLLATE "C") ${definitionColumns} FROM tag_definition
       WHERE project_id = ANY($1::uuid[]) ORDER BY project_id, level, name COLLATE "C", revision DESC`,
      [knownIds(projectIds)],
    );
    return rows.map(definitionOf);
  }

  async newestDefinition(projectId: string, level: AssetLevel, name: string): Promise<TagDefinition | null> {
    const [row] = await this.#sql.query<DefinitionRow>(
      `SELECT ${definitionColumns} FROM tag_definition WHERE project_id = $1 AND level = $2 AND name = $3
       ORDER BY revision DESC LIMIT 1`,
      [projectId, level, name],
    );
    return row ? definitionOf(row) : null;
  }

  async definedNames(projectIds: 'ALL' | readonly string[]): Promise<readonly string[]> {
    return namesIn(this.#sql, 'tag_definition', projectIds);
  }

  async definitionsByIds(ids: readonly string[]): Promise<ReadonlyMap<string, TagDefinition>> {
    const rows = await this.#sql.query<DefinitionRow>(
      `SELECT ${definitionColumns} FROM tag_definition WHERE id = ANY($1::uuid[])`,
      [knownIds(ids)],
    );
    return new Map(rows.map((row) => [row.id, definitionOf(row)]));
  }

  async insertDefinition(definition: TagDefinition & { readonly projectId: string }): Promise<boolean> {
    const { id, projectId, level, name, revision, retired, createdAt, createdBy, ...document } = definition;
    const rows = await this.#sql.query(
      `INSERT INTO tag_definition (id, project_id, level, name, revision, document, retired, created_at, created_by)
       VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING id`,
      [id, projectId, level, name, revision, JSON.stringify(document), retired, createdAt, createdBy],
    );
    return rows.length > 0;
  }

  async appendChanges(changes: readonly NewTagChange[]): Promise<void> {
    if (changes.length === 0) return;
    await this.#sql.query(
      `INSERT INTO tag_change (asset_id, name, slot, old_value, new_value, definition_id, changed_by, reason, changed_at)
       SELECT "assetId", name, coalesce(slot, ''), nullif("oldValue", 'null'), nullif("newValue", 'null'), "definitionId",
         "changedBy", reason, "changedAt"
       FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS ("assetId" uuid, name text, slot text, "oldValue" jsonb,
         "newValue" jsonb, "definitionId" uuid, "changedBy" text, reason text, "changedAt" timestamptz))
         WITH ORDINALITY AS new("assetId", name, slot, "oldValue", "newValue", "definitionId", "changedBy", reason, "changedAt", place)
       ORDER BY place`,
      [JSON.stringify(changes)],
    );
  }

  async changesOf(
    assetId: string,
    name: string | null,
    first: number,
    before: number | null,
  ): Promise<readonly TagChange[]> {
    return this.#sql.query<TagChange>(
      `SELECT ${changeColumns} FROM tag_change c WHERE asset_id = ANY($1::uuid[]) AND ($2::text IS NULL OR name = $2)
         AND ($3::bigint IS NULL OR c.seq < $3::bigint) ORDER BY c.seq DESC LIMIT $4::int`,
      [knownIds([assetId]), name, before, first],
    );
  }

  async changesAround(assetId: string, at: Date): Promise<readonly TagChangesAround[]> {
    const rows = await this.#sql.query<TagChange & { readonly isSince: boolean }>(
      `WITH cut AS (
         SELECT coalesce(min(seq), 9223372036854775807) AS seq FROM tag_change
         WHERE asset_id = ANY($1::uuid[]) AND changed_at > $2::timestamptz)
       SELECT DISTINCT ON (name, slot, c.seq >= cut.seq) ${changeColumns}, c.seq >= cut.seq AS "isSince"
       FROM tag_change c CROSS JOIN cut WHERE asset_id = ANY($1::uuid[])
       ORDER BY name, slot, c.seq >= cut.seq, CASE WHEN c.seq >= cut.seq THEN c.seq ELSE -c.seq END`,
      [knownIds([assetId]), at.toISOString()],
    );
    const byTag = Map.groupBy(rows, ({ name, slot }) => `${name}\u0000${slot ?? ''}`);
    return [...byTag.values()].flatMap((of): TagChangesAround[] => {
      const changes = of.map(({ isSince, ...change }) => ({ isSince, change }));
      const until = changes.find((each) => !each.isSince)?.change ?? null;
      const since = changes.find((each) => each.isSince)?.change ?? null;
      if (until) return [{ until, since }];
      return since ? [{ until, since }] : [];
    });
  }

  async rules(projectIds: readonly string[]): Promise<readonly TagRule[]> {
    return this.#sql.query<TagRule>(
      `SELECT ${ruleColumns} FROM tag_rule WHERE project_id = ANY($1::uuid[]) AND NOT removed
       ORDER BY project_id, name COLLATE "C"`,
      [knownIds(projectIds)],
    );
  }

  async rule(projectId: string, name: string): Promise<TagRule | null> {
    const [row] = await this.#sql.query<TagRule>(
      `SELECT ${ruleColumns} FROM tag_rule WHERE project_id = $1 AND name = $2`,
      [projectId, name],
    );
    return row ?? null;
  }

  async putRule(rule: TagRule): Promise<boolean> {
    const { level, condition, tagName, tagValue, removed, changedAt, changedBy } = rule;
    return putRevision(this.#sql, 'tag_rule', rule, [
      ['level', 'text', level],
      ['condition', 'jsonb', JSON.stringify(condition)],
      ['tag_name', 'text', tagName],
      ['tag_value', 'jsonb', JSON.stringify(tagValue)],
      ['removed', 'boolean', removed],
      ['changed_at', 'timestamptz', changedAt],
      ['changed_by', 'text', changedBy],
    ]);
  }
}
