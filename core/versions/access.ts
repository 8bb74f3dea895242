import type { Asset } from '../assets/asset.ts';
import { requireLiving } from '../assets/living.ts';
import { HubError, notFound } from '../errors.ts';
import { actorName, authorize, may, requireSignedIn, type Actor, type ProjectAction } from '../policy/policy.ts';
import type { AssetGraph } from '../ports/asset-graph.ts';
import type { CheckOut } from './version.ts';

export type SignedIn = Exclude<Actor, { kind: 'anonymous' }>;

/** The asset, for which the actor may do the action. @throws UNAUTHENTICATED, NOT_FOUND, FORBIDDEN, WITHDRAWN */
export async function assetFor(
  graph: AssetGraph,
  actor: Actor,
  action: ProjectAction,
  assetId: string,
): Promise<{ readonly asset: Asset; readonly actor: SignedIn }> {
  requireSignedIn(actor);
  const asset = (await graph.getAssets([assetId])).get(assetId);
  if (!asset || !may(actor, 'asset.read', asset.projectId)) throw notFound('asset');
  authorize(actor, action, asset.projectId);
  requireLiving('input.assetId', asset);
  return { asset, actor };
}

/** Who a check-out belongs to: a name can be given anew, an account's id can't. */
export function ownerIdOf(actor: SignedIn): string {
  return actor.kind === 'user' ? actor.id : actorName(actor);
}

/** The check-out, if it has not ended. */
export function liveAt(now: Date, checkOut: CheckOut | undefined): CheckOut | null {
  return checkOut && checkOut.endsAt.getTime() > now.getTime() ? checkOut : null;
}

/** The actor's own check-out. @throws NOT_CHECKED_OUT saying what there is instead */
export function requireOwn(actor: SignedIn, now: Date, checkOut: CheckOut | undefined): CheckOut {
  const live = liveAt(now, checkOut);
  if (live?.ownerId === ownerIdOf(actor)) return live;
  throw notCheckedOut('an asset that you have checked out', live, checkOut);
}

/** NOT_CHECKED_OUT at the field that names the asset. */
export function notCheckedOut(expected: string, live: CheckOut | null, latest: CheckOut | undefined): HubError {
  const ended = latest ? `a check-out of ${latest.owner} that ended at ${latest.endsAt.toISOString()}` : 'no check-out';
  const received = live ? `a check-out of ${live.owner} until ${live.endsAt.toISOString()}` : ended;
  return new HubError('NOT_CHECKED_OUT', `input.assetId: expected ${expected}, got one with ${received}`, {
    field: 'input.assetId',
    expected,
    received,
  });
}

/** CONFLICT that names who has the asset in hand, and until when. */
export function heldByAnother({ owner, endsAt, reason }: CheckOut): HubError {
  const until = endsAt.toISOString();
  return new HubError('CONFLICT', `${owner} has the asset checked out until ${until}`, {
    field: 'input.assetId',
    owner,
    endsAt: until,
    reason,
  });
}
