import type { Asset } from '../assets/asset.ts';
import { badInput } from '../errors.ts';
import { isId } from '../ids.ts';
import { actorName, may, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { AuditEntry } from '../ports/audit-trail.ts';
import { assetFor, heldByAnother, liveAt, notCheckedOut, ownerIdOf, requireOwn } from './access.ts';
import { checkedText } from './checked-state.ts';
import { currentVersion } from './history.ts';
import type { VersionPorts } from './ports.ts';
import { inState, stateOf, type CheckOut } from './version.ts';

export interface CheckOutInput {
  readonly assetId: string;
  readonly reason: string;
  /** How long, 1 to 10080 (a week). @default 60 */
  readonly minutes?: number | undefined;
}

export interface CheckedOut {
  readonly asset: Asset;
  readonly checkOut: CheckOut;
}

/** Taking assets in hand. All throw UNAUTHENTICATED, NOT_FOUND (also for what is invisible) and FORBIDDEN. */
export interface CheckOuts {
  /** Takes the asset in hand, or goes on having it. @throws CONFLICT naming who has it and until when, BAD_USER_INPUT */
  checkOut(actor: Actor, input: CheckOutInput): Promise<CheckedOut>;
  /** The actor's own, until so many minutes from now. @throws NOT_CHECKED_OUT, BAD_USER_INPUT */
  renewCheckOut(actor: Actor, input: Omit<CheckOutInput, 'reason'>): Promise<CheckedOut>;
  /** Gives the asset back as it is. @throws NOT_CHECKED_OUT */
  cancelCheckOut(actor: Actor, input: { readonly assetId: string }): Promise<Asset>;
  /** Ends somebody's check-out, who is told (`project.manage`). @throws NOT_CHECKED_OUT when nobody has the asset, BAD_USER_INPUT */
  breakCheckOut(actor: Actor, input: { readonly assetId: string; readonly reason: string }): Promise<Asset>;
  /** Those that have not ended, by asset, of assets that the actor may read. */
  checkOutsOf(actor: Actor, assets: readonly Pick<Asset, 'id' | 'projectId'>[]): Promise<ReadonlyMap<string, CheckOut>>;
}

const defaultMinutes = 60;
const maxMinutes = 7 * 24 * 60;

export function createCheckOuts(ports: VersionPorts): CheckOuts {
  const { graph, versions, audit, transactor, tell, now = () => new Date() } = ports;

  /** What `work` makes of the asset, as it is then, and its check-out, while nobody else can change either. */
  const holding = <T>(known: Asset, work: (found: CheckOut | undefined, asset: Asset) => Promise<T>): Promise<T> =>
    transactor.transact(async () => {
      await versions.lock(known.id);
      const found = (await versions.checkOutsOf([known.id])).get(known.id);
      return work(found, inState(known, stateOf(await currentVersion(versions, known))));
    });
  const note = (
    actor: Actor,
    asset: Asset,
    action: string,
    reason: string | null,
    old: CheckOut | null,
    made: CheckOut | null,
  ) => audit.append(entryOf(actor, asset, action, reason, old, made));

  return {
    checkOut: async (anyone, { assetId, reason, minutes = defaultMinutes }) => {
      const { asset: known, actor } = await assetFor(graph, anyone, 'asset.write', assetId);
      checkedText('input.reason', reason);
      checkMinutes(minutes);
      return holding(known, async (found, asset) => {
        const since = now();
        const live = liveAt(since, found);
        if (live && live.ownerId !== ownerIdOf(actor)) throw heldByAnother(live);
        const checkOut: CheckOut = {
          assetId,
          ownerId: ownerIdOf(actor),
          owner: actorName(actor),
          reason,
          baseVersion: live?.baseVersion ?? asset.version,
          since: live?.since ?? since,
          endsAt: endOf(since, minutes),
        };
        await versions.putCheckOut(checkOut);
        await note(actor, asset, live ? 'checkout.renewed' : 'checkout.taken', reason, live, checkOut);
        return { asset, checkOut };
      });
    },
    renewCheckOut: async (anyone, { assetId, minutes = defaultMinutes }) => {
      const { asset: known, actor } = await assetFor(graph, anyone, 'asset.write', assetId);
      checkMinutes(minutes);
      return holding(known, async (found, asset) => {
        const own = requireOwn(actor, now(), found);
        const checkOut = { ...own, endsAt: endOf(now(), minutes) };
        await versions.putCheckOut(checkOut);
        await note(actor, asset, 'checkout.renewed', own.reason, own, checkOut);
        return { asset, checkOut };
      });
    },
    cancelCheckOut: async (anyone, { assetId }) => {
      const { asset: known, actor } = await assetFor(graph, anyone, 'asset.write', assetId);
      return holding(known, async (found, asset) => {
        const own = requireOwn(actor, now(), found);
        await versions.removeCheckOut(assetId);
        await note(actor, asset, 'checkout.cancelled', null, own, null);
        return asset;
      });
    },
    breakCheckOut: async (anyone, { assetId, reason }) => {
      const { asset: known, actor } = await assetFor(graph, anyone, 'project.manage', assetId);
      checkedText('input.reason', reason);
      return holding(known, async (found, asset) => {
        const live = liveAt(now(), found);
        if (!live) throw notCheckedOut('an asset that somebody has checked out', live, found);
        await versions.removeCheckOut(assetId);
        // Only accounts have messages.
        if (live.ownerId !== ownerIdOf(actor) && isId(live.ownerId)) {
          const about = `${assetId} check-out ${live.since.toISOString()} broken`;
          await tell(live.ownerId, about, `${actorName(actor)} ended your check-out of ${asset.label}: ${reason}`);
        }
        await note(actor, asset, 'checkout.broken', reason, live, null);
        return asset;
      });
    },
    checkOutsOf: async (actor, assets) => {
      requireSignedIn(actor);
      const readable = assets.filter(({ projectId }) => may(actor, 'asset.read', projectId)).map(({ id }) => id);
      const found = await versions.checkOutsOf(readable);
      return new Map([...found].filter(([, checkOut]) => liveAt(now(), checkOut)));
    },
  };
}

function checkMinutes(minutes: number): void {
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > maxMinutes)
    throw badInput('input.minutes', `1 to ${String(maxMinutes)}`, minutes);
}

function endOf(from: Date, minutes: number): Date {
  return new Date(from.getTime() + minutes * 60_000);
}

function entryOf(
  actor: Actor,
  { id, projectId }: Asset,
  action: string,
  reason: string | null,
  old: CheckOut | null,
  made: CheckOut | null,
): AuditEntry {
  const shown = (checkOut: CheckOut | null) =>
    checkOut && { owner: checkOut.owner, endsAt: checkOut.endsAt.toISOString(), baseVersion: checkOut.baseVersion };
  return {
    actor: actorName(actor),
    action,
    target: `asset:${id}`,
    projectId,
    reason,
    oldValue: shown(old),
    newValue: shown(made),
  };
}
