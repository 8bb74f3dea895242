import { HubError } from '../errors.ts';
import { checkedText } from '../identity/names.ts';
import { nameId, newId } from '../ids.ts';
import { actorName, type Actor } from '../policy/policy.ts';
import { assetChanges, created } from './asset-changes.ts';
import type { Asset, NewAsset } from './asset.ts';
import { tagNewAssets } from './change-tags.ts';
import { requireLiving } from './living.ts';
import { checkedClientKey, checkedUid, uidOf } from './new-asset-input.ts';
import { assetCreated, type NewAssetPorts } from './new-derived.ts';
import { putAssets } from './put-assets.ts';

/** An asset that a person made by its natural key, and whether it was there before. */
export interface MadeAsset {
  readonly asset: Asset;
  readonly isNew: boolean;
}

/**
 * The asset, made unless it is there, in a transaction; its parents are then those given.
 * @throws CONFLICT naming the field for one that is part of something else, WITHDRAWN
 */
export async function makeLevelAsset(ports: NewAssetPorts, asset: NewAsset, field: string): Promise<MadeAsset> {
  const { graph, audit, feed, transactor } = ports;
  return transactor.transact(async () => {
    const earlier = (await graph.getAssets([asset.id])).get(asset.id);
    if (earlier) requireLiving(field, earlier);
    else await putAssets(graph, [asset]);
    // After writing: of two who make it at once, the second one waits, and then sees the parents of the first.
    const parents = new Set(((await graph.parentsOf([asset.id])).get(asset.id) ?? []).map(({ id }) => id));
    const others = !earlier && parents.size !== asset.parentIds.length;
    if (others || asset.parentIds.some((id) => !parents.has(id))) {
      const message = `${field}: this ${asset.level} is there, as part of something else`;
      throw new HubError('CONFLICT', message, { field });
    }
    if (earlier) return { asset: earlier, isNew: false };
    await tagNewAssets(ports, [asset]);
    await assetChanges.append(feed, asset.projectId, asset.createdBy, created([asset]));
    await audit.append(assetCreated(asset));
    const made = (await graph.getAssets([asset.id])).get(asset.id);
    if (!made) throw new Error('an asset that was just written is gone');
    return { asset: made, isNew: true };
  });
}

/** The UID that was given; else one that the client's key names; else a new one. @throws BAD_USER_INPUT */
export function uidFor(
  field: string,
  given: string | null | undefined,
  what: string,
  projectId: string,
  actor: Actor,
  input: { readonly clientKey?: string | null | undefined },
): string {
  const clientKey = checkedClientKey(input.clientKey);
  if (typeof given === 'string') return checkedUid(field, given);
  return uidOf(clientKey === null ? newId() : nameId(what, projectId, actorName(actor), clientKey));
}

/** A line of text; null for none. @throws BAD_USER_INPUT */
export function optionalText(field: string, value: string | null | undefined): string | null {
  if (value === null || value === undefined) return null;
  const label = checkedText(field, value, 1000);
  return label === '' ? null : label;
}
