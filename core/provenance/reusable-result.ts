import type { Asset } from '../assets/asset.ts';
import { requireLiving } from '../assets/living.ts';
import { badInput, notFound } from '../errors.ts';
import { isId } from '../ids.ts';
import type { JsonObject } from '../json.ts';
import { may, permittedProjects, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { AssetGraph } from '../ports/asset-graph.ts';
import type { ProvActivity } from './activity.ts';
import { contentHash, reuseKey } from './reuse-key.ts';

export interface ReusableQuery {
  readonly method: string;
  readonly methodVersion: string;
  readonly parameters: JsonObject;
  readonly inputs: readonly { readonly assetId: string; readonly role: string }[];
}

/** An existing result: who computed it and when is in its activity. */
export interface ReusableResult {
  readonly activity: ProvActivity;
  /** What the activity generated, in its order. */
  readonly assets: readonly Asset[];
}

/**
 * The earliest result of that method version, parameters and content of inputs in any project that the actor may read; null when there is none.
 * Inputs are compared by content, not by id: another project's copy of the same bytes counts.
 * @throws NOT_FOUND for an input that is invisible or absent, WITHDRAWN, BAD_USER_INPUT
 */
export async function reusableResult(
  graph: AssetGraph,
  actor: Actor,
  { method, methodVersion, parameters, inputs }: ReusableQuery,
): Promise<ReusableResult | null> {
  requireSignedIn(actor);
  if (inputs.length > 10_000) throw badInput('input.inputs', 'at most 10000 entries', inputs.length);
  const distinct = new Map(inputs.map(({ assetId, role }) => [JSON.stringify([assetId, role]), { assetId, role }]));
  const known = await graph.getAssets(inputs.map(({ assetId }) => assetId).filter(isId));
  const hashed = [...distinct.values()].map(({ assetId, role }) => {
    const asset = known.get(assetId);
    if (!asset || !may(actor, 'asset.read', asset.projectId)) throw notFound('asset');
    requireLiving('input.inputs', asset);
    return { role, sha256: contentHash(asset) };
  });
  const key = reuseKey({ method, methodVersion, parameters, inputs: hashed });
  const activity = await graph.findReusable(key, permittedProjects(actor, 'asset.read'));
  if (!activity) return null;
  const found = await graph.getAssets(activity.generated.map(({ assetId }) => assetId));
  return { activity, assets: activity.generated.flatMap(({ assetId }) => found.get(assetId) ?? []) };
}
