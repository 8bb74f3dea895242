import type { Asset, Tag } from './asset.ts';
import { assetChanges, changed } from './asset-changes.ts';
import { badInput, notFound } from '../errors.ts';
import { actorName, authorize, may, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { AssetGraph } from '../ports/asset-graph.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import type { ChangeFeed } from '../ports/change-feed.ts';
import type { Transactor } from '../ports/transactor.ts';

export interface SetTagInput {
  readonly assetId: string;
  readonly name: string;
  readonly value: unknown;
  readonly reason?: string | null | undefined;
}

export interface Tagging {
  /**
   * Sets a tag, and answers the asset; an earlier value of that name is replaced and stays in the audit trail.
   * @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT
   */
  setTag(actor: Actor, input: SetTagInput): Promise<Asset>;
}

const names = /^[A-Za-z0-9._-]{1,64}$/;
const maxTextLength = 1000;

export function createTagging({
  graph,
  audit,
  feed,
  transactor,
}: {
  readonly graph: AssetGraph;
  readonly audit: AuditTrail;
  readonly feed: ChangeFeed;
  readonly transactor: Transactor;
}): Tagging {
  return {
    setTag: async (actor, { assetId, name, value, reason }) => {
      requireSignedIn(actor);
      return transactor.transact(async () => {
        const asset = (await graph.getAssets([assetId])).get(assetId);
        if (!asset || !may(actor, 'asset.read', asset.projectId)) throw notFound('asset');
        authorize(actor, 'asset.write', asset.projectId);
        const tag: Tag = {
          assetId,
          name: checkedName(name),
          value: checkedValue(value),
          setBy: actorName(actor),
          reason: checkedReason(reason),
          setAt: new Date(),
        };
        const earlier = (await graph.tagsOf([assetId])).get(assetId)?.find((one) => one.name === name);
        await graph.putTags([tag]);
        await assetChanges.append(feed, asset.projectId, tag.setBy, [changed(asset, 'TAGGED')]);
        await audit.append({
          actor: tag.setBy,
          action: 'tag.set',
          target: `asset:${assetId}`,
          projectId: asset.projectId,
          reason: tag.reason,
          oldValue: earlier ? { name, value: earlier.value } : null,
          newValue: { name, value: tag.value },
        });
        return asset;
      });
    },
  };
}

function checkedName(name: string): string {
  if (!names.test(name)) throw badInput('input.name', "1 to 64 letters, digits, '.', '_' or '-'", name);
  return name;
}

function checkedValue(value: unknown): Tag['value'] {
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return value;
  if (typeof value === 'string' && value.length > 0 && value.length <= maxTextLength) return value;
  throw badInput('input.value', `a number, a boolean, or a text of 1 to ${String(maxTextLength)} characters`, value);
}

function checkedReason(reason: string | null | undefined): string | null {
  if (reason === null || reason === undefined || reason === '') return null;
  if (reason.length > maxTextLength)
    throw badInput('input.reason', `at most ${String(maxTextLength)} characters`, reason);
  return reason;
}
