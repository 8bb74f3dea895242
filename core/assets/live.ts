import { badInput } from '../errors.ts';
import { requireGiven } from '../given-cursor.ts';
import { authorize, type Actor } from '../policy/policy.ts';
import type { Change, ChangeFeed } from '../ports/change-feed.ts';
import { assetChangesTopic, type AssetChangeKind, type AssetChanges, type ChangedAsset } from './asset-changes.ts';
import type { AssetLevel } from './asset.ts';

/** Which changes; null and absent both mean any. */
export interface AssetChangeFilter {
  readonly projectId: string;
  readonly level?: AssetLevel | null | undefined;
  readonly kind?: string | null | undefined;
  readonly assetId?: string | null | undefined;
  readonly changes?: readonly AssetChangeKind[] | null | undefined;
}

/** One change of one asset, as subscribers get it. */
export interface AssetChangeEvent extends ChangedAsset {
  /** Resumes the subscription after this event. */
  readonly cursor: string;
  readonly at: Date;
  readonly by: string;
}

export interface AssetLive {
  /**
   * Changes of a project's assets, from now on or after the cursor ('0': from the first one on); ends only with the signal, or with an error when the actor may
   * no longer read them: the policy is asked now and for each event.
   * @throws UNAUTHENTICATED, NOT_FOUND, BAD_USER_INPUT
   */
  assetChanged(
    actor: Actor,
    filter: AssetChangeFilter,
    after: string | null,
    signal: AbortSignal,
  ): Promise<AsyncGenerator<AssetChangeEvent>>;
}

/** A change of the feed tells of several assets: the cursor is its own, and the place in it. */
const beginning = '0';
const cursors = /^(\d{1,18})\.(\d{1,6})$/;

interface Place {
  /** The last change of the feed of which all was seen. */
  readonly after: string | null;
  /** How many of the next one were seen too. */
  readonly seen: number;
}

function placeOf(cursor: string | null): Place {
  if (cursor === null || cursor === beginning) return { after: cursor, seen: 0 };
  const [, change, place] = cursors.exec(cursor) ?? [];
  if (change === undefined || place === undefined || BigInt(change) === 0n)
    throw badInput('after', 'a cursor that this subscription gave', cursor);
  return { after: String(BigInt(change) - 1n), seen: Number(place) + 1 };
}

function* eventsOf({ cursor, at, payload }: Change, seen: number): Generator<AssetChangeEvent> {
  const { by, assets } = payload as unknown as AssetChanges;
  for (const [place, asset] of assets.entries()) {
    if (place >= seen) yield { ...asset, cursor: `${cursor}.${String(place)}`, at, by };
  }
}

function matches(event: ChangedAsset, { level, kind, assetId, changes }: AssetChangeFilter): boolean {
  return (
    (level ?? event.level) === event.level &&
    (typeof kind !== 'string' || kind === event.kind) &&
    (assetId ?? event.assetId) === event.assetId &&
    (changes?.includes(event.change) ?? true)
  );
}

export function createAssetLive({
  feed,
  refreshActor,
}: {
  readonly feed: ChangeFeed;
  /** The same caller with the roles of now; anonymous when the account is gone. */
  readonly refreshActor: (actor: Actor) => Promise<Actor>;
}): AssetLive {
  return {
    assetChanged: async (actor, filter, cursor, signal) => {
      authorize(actor, 'asset.read', filter.projectId);
      const { after, seen } = placeOf(cursor);
      const topic = assetChangesTopic(filter.projectId);
      await requireGiven(feed, topic, after, cursor);
      // Known before the subscription is answered: whoever then changes something is heard, whichever connection is quicker.
      const changes = feed.subscribe(topic, after ?? (await feed.newest(topic)), signal);
      const first = after === null ? null : String(BigInt(after) + 1n);
      return (async function* () {
        for await (const change of changes) {
          for (const event of eventsOf(change, change.cursor === first ? seen : 0)) {
            if (!matches(event, filter)) continue;
            authorize(await refreshActor(actor), 'asset.read', filter.projectId);
            yield event;
          }
        }
      })();
    },
  };
}
