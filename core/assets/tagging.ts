import { badInput, HubError, notFound } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { actorName, authorize, may, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { Page } from '../ports/asset-graph.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import type { ChangeFeed } from '../ports/change-feed.ts';
import type { Transactor } from '../ports/transactor.ts';
import type { Asset } from './asset.ts';
import { assetChanges, changed } from './asset-changes.ts';
import { changeTags, type DefinitionOf, type TagPorts } from './change-tags.ts';
import type { ChangingTags, TagAuthor } from './changing-tags.ts';
import { checkedName } from './check-definition.ts';
import { requireLiving } from './living.ts';
import { checkedScalar, checkedTagValue, checkUnit, unknownTag } from './check-tag-value.ts';

interface TagValueInput {
  readonly name: string;
  readonly value: unknown;
  /** Only to be checked; null and absent: the definition's. */
  readonly unit?: string | null | undefined;
  readonly reason?: string | null | undefined;
}

export interface SetTagInput extends TagValueInput {
  readonly assetId: string;
}

/** On these assets, or on all that the filter finds: one of both. */
export interface SetTagsInput<Query> extends TagValueInput {
  readonly assetIds?: readonly string[] | null | undefined;
  readonly filter?: Query | null | undefined;
  /** With a filter: how many assets the caller means. */
  readonly expectedCount?: number | null | undefined;
}

export interface RemoveTagInput {
  readonly assetId: string;
  readonly name: string;
  /** Only this value; null and absent: all of the name. */
  readonly value?: unknown;
  readonly reason?: string | null | undefined;
}

export interface Tagging<Query> {
  /**
   * Sets a tag, and answers the asset; an earlier value of that name is replaced, or stays beside it where the definition says
   * `many`, and stays in the tag's history and the audit trail.
   * @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, UNKNOWN_TAG, TAG_TYPE_MISMATCH, TAG_UNIT_MISMATCH, TAG_VALUE_NOT_PERMITTED
   */
  setTag(actor: Actor, input: SetTagInput): Promise<Asset>;
  /**
   * Sets a tag on each of a selection, all or none; answers the assets in order of id.
   * @throws what setTag does, LIMIT_EXCEEDED over 1000 assets, CONFLICT when a filter finds another number than expected
   */
  setTags(actor: Actor, input: SetTagsInput<Query>): Promise<readonly Asset[]>;
  /** Takes a tag away, also one without a definition; nothing when there is none. Answers the asset. @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT */
  removeTag(actor: Actor, input: RemoveTagInput): Promise<Asset>;
}

interface TaggingPorts extends TagPorts {
  readonly audit: AuditTrail;
  readonly feed: ChangeFeed;
  readonly transactor: Transactor;
  readonly now?: () => Date;
}

/** What the actor may read of what the query finds. */
type Find<Query> = (actor: Actor, query: Query, first: number) => Promise<Page<Asset>>;

const maxReasonLength = 1000;
const maxAssets = 1000;

export function createTagging<Query>(ports: TaggingPorts, find: Find<Query>): Tagging<Query> {
  const { graph, transactor, now = () => new Date() } = ports;

  /** @throws NOT_FOUND, FORBIDDEN, WITHDRAWN */
  async function writable(
    actor: Actor,
    ids: readonly string[],
    fieldOf: (index: number) => string = () => 'input.assetId',
  ): Promise<readonly Asset[]> {
    const found = await graph.getAssets(ids);
    const assets = ids.map((id) => {
      const asset = found.get(id);
      if (!asset || !may(actor, 'asset.read', asset.projectId)) throw notFound('asset');
      return asset;
    });
    for (const projectId of new Set(assets.map((asset) => asset.projectId))) authorize(actor, 'asset.write', projectId);
    for (const [index, asset] of assets.entries()) requireLiving(fieldOf(index), asset);
    return assets;
  }

  async function selected(
    actor: Actor,
    { assetIds, filter, expectedCount }: SetTagsInput<Query>,
  ): Promise<readonly Asset[]> {
    const given = [...new Set(assetIds ?? [])];
    if ((given.length === 0) === !filter) throw badInput('input.assetIds', 'assetIds or a filter, one of both', null);
    if (!filter) {
      if (given.length > maxAssets) throw tooMany('input.assetIds', given.length);
      const named = await writable(actor, given, (index) => `input.assetIds[${String(index)}]`);
      return named.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    }
    if (typeof expectedCount !== 'number')
      throw badInput('input.expectedCount', 'how many assets the filter finds', expectedCount);
    const { items, totalCount } = await find(actor, filter, maxAssets);
    if (totalCount !== expectedCount) {
      const message = `input.expectedCount: the filter finds ${String(totalCount)} assets, not ${String(expectedCount)}`;
      const [expected, received] = [String(totalCount), String(expectedCount)];
      throw new HubError('CONFLICT', message, { field: 'input.expectedCount', expected, received });
    }
    if (totalCount > maxAssets) throw tooMany('input.filter', totalCount);
    for (const projectId of new Set(items.map((asset) => asset.projectId))) authorize(actor, 'asset.write', projectId);
    return items;
  }

  async function setOn(actor: Actor, assets: readonly Asset[], input: TagValueInput): Promise<void> {
    const name = checkedName('input.name', input.name);
    const author: TagAuthor = { setBy: actorName(actor), reason: checkedReason(input.reason), at: now() };
    checkedScalar('input.value', input.value);
    await audited(ports, 'tag.set', name, author, assets, (tags, definitionOf) => {
      const definition = definitionOf(name);
      if (!definition) throw unknownTag('input.name', tags.asset.level, name);
      const value = checkedTagValue(definition, input.value, 'input');
      checkUnit(definition, input.unit, 'input');
      tags.set(definition, value, author);
    });
  }

  return {
    setTag: async (actor, input) => {
      requireSignedIn(actor);
      return transactor.transact(async () => {
        const [asset] = await writable(actor, [input.assetId]);
        if (!asset) throw notFound('asset');
        await setOn(actor, [asset], input);
        return asset;
      });
    },
    setTags: async (actor, input) => {
      requireSignedIn(actor);
      return transactor.transact(async () => {
        const assets = await selected(actor, input);
        await setOn(actor, assets, input);
        return assets;
      });
    },
    removeTag: async (actor, { assetId, name, value, reason }) => {
      requireSignedIn(actor);
      return transactor.transact(async () => {
        const assets = await writable(actor, [assetId]);
        const author: TagAuthor = { setBy: actorName(actor), reason: checkedReason(reason), at: now() };
        const only = value === null || value === undefined ? null : checkedScalar('input.value', value);
        checkedName('input.name', name);
        await audited(ports, 'tag.removed', name, author, assets, (tags) => {
          tags.remove(name, only, author);
        });
        const [asset] = assets;
        if (!asset) throw notFound('asset');
        return asset;
      });
    },
  };
}

/** Changes one tag of each asset, with an entry in the audit trail for each on which anything changed. */
async function audited(
  ports: TaggingPorts,
  action: 'tag.set' | 'tag.removed',
  name: string,
  author: TagAuthor,
  assets: readonly Asset[],
  change: (tags: ChangingTags, definitionOf: DefinitionOf) => void,
): Promise<void> {
  const before = new Map<string, JsonObject | null>();
  const after = new Map<string, JsonObject | null>();
  const changing = await changeTags(
    ports,
    assets,
    author.at,
    (tags, definitionOf) => {
      before.set(tags.asset.id, valuesOf(name, tags));
      change(tags, definitionOf);
      after.set(tags.asset.id, valuesOf(name, tags));
    },
    action === 'tag.removed' ? name : null,
  );
  for (const { asset, changes } of changing.map((tags) => ({ asset: tags.asset, changes: tags.changes() }))) {
    if (changes.length === 0) continue;
    await assetChanges.append(ports.feed, asset.projectId, author.setBy, [changed(asset, 'TAGGED')]);
    const byRules = changes.filter(({ changedBy }) => changedBy !== author.setBy);
    const rules = byRules.map((one) => ({ name: one.name, value: one.newValue, by: one.changedBy }));
    const newValue = after.get(asset.id) ?? null;
    await ports.audit.append({
      actor: author.setBy,
      action,
      target: `asset:${asset.id}`,
      projectId: asset.projectId,
      reason: author.reason,
      oldValue: before.get(asset.id) ?? null,
      newValue: rules.length === 0 ? newValue : { ...newValue, byRules: rules },
    });
  }
}

/** The tag's value for the audit trail, a list where it has several; null without any. */
function valuesOf(name: string, tags: ChangingTags): JsonObject | null {
  const [first, ...more] = tags.named(name).map(({ value }) => value);
  if (first === undefined) return null;
  return { name, value: more.length === 0 ? first : [first, ...more] };
}

function tooMany(field: string, count: number): HubError {
  const expected = `at most ${String(maxAssets)} assets at a time`;
  return new HubError('LIMIT_EXCEEDED', `${field}: ${expected}, got ${String(count)}`, {
    field,
    expected,
    received: String(count),
  });
}

function checkedReason(reason: string | null | undefined): string | null {
  if (reason === null || reason === undefined || reason === '') return null;
  if (reason.length > maxReasonLength || reason.includes('\0'))
    throw badInput(
      'input.reason',
      `at most ${String(maxReasonLength)} characters`,
      `${String(reason.length)} characters`,
    );
  return reason;
}
