import type { Asset } from '../assets/asset.ts';
import { badInput } from '../errors.ts';
import { may, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { Page } from '../ports/asset-graph.ts';
import type { VersionStore } from '../ports/version-store.ts';
import { diffOf, tagDifferences, type StateDiff, type TagDifference } from './diff.ts';
import type { VersionPorts } from './ports.ts';
import { tagsAt } from './tags-at.ts';
import { firstVersion, inState, stateOf, type Version } from './version.ts';

/** An asset as it was. */
export interface PastAsset extends Asset {
  /** The version that it had then; as of a time with the tags of that moment. */
  readonly asOf: Version;
}

/** One of the two. */
export interface AsOf {
  readonly version?: number | null | undefined;
  readonly at?: Date | null | undefined;
}

export interface AssetDiff extends StateDiff {
  readonly from: number;
  readonly to: number;
  readonly tags: readonly TagDifference[];
}

/** Two versions of an asset. */
export interface DiffRequest {
  readonly asset: Pick<Asset, 'id' | 'projectId'>;
  readonly from: number;
  readonly to: number;
}

type KnownAssets = readonly Pick<Asset, 'id' | 'projectId'>[];

/** What assets were. Of assets that the actor may read; all throw UNAUTHENTICATED for an anonymous one. */
export interface History {
  /** The asset as it was in a version or at a time; null when there is none to see, or there was none then. @throws BAD_USER_INPUT */
  assetAsOf(actor: Actor, assetId: string, asOf: AsOf): Promise<PastAsset | null>;
  /** A page of each asset's versions, newest first. @throws BAD_USER_INPUT for a page that can't be */
  versionsOf(
    actor: Actor,
    assets: KnownAssets,
    first: number,
    after?: string | null,
  ): Promise<ReadonlyMap<string, Page<Version>>>;
  /** What differs between two versions of each asset, in the order asked; null where it does not have both, or one was erased. */
  diffsOf(actor: Actor, requests: readonly DiffRequest[]): Promise<readonly (AssetDiff | null)[]>;
}

const maxFirst = 1000;

/** The cursor of a version in its asset's history. */
export function versionCursor({ number }: Pick<Version, 'number'>): string {
  return String(number);
}

function beforeOf(after: string | null | undefined): number | null {
  if (typeof after !== 'string') return null;
  if (!/^[1-9]\d{0,8}$/.test(after)) throw badInput('after', 'the cursor of an edge of this list', after);
  return Number(after);
}

/** What the asset is now; `asset` was read before. */
export async function currentVersion(versions: VersionStore, asset: Asset): Promise<Version> {
  return (await versions.newest([asset.id])).get(asset.id) ?? firstVersion(asset);
}

/** That version of the asset, null where there is none; `asset` was read before. */
export async function findVersion(versions: VersionStore, asset: Asset, number: number): Promise<Version | null> {
  // What no column can hold is no version.
  if (!Number.isInteger(number) || number < 1 || number > 2 ** 31 - 1) return null;
  const [found] = await versions.getVersions([{ assetId: asset.id, number }]);
  return found ?? (number === 1 ? firstVersion(asset) : null);
}

export function createHistory(ports: Pick<VersionPorts, 'graph' | 'versions' | 'tags'>): History {
  const { graph, versions } = ports;
  /** The asset, if the actor may read it. */
  const readable = async (actor: Actor, id: string): Promise<Asset | null> => {
    requireSignedIn(actor);
    const asset = (await graph.getAssets([id])).get(id);
    return asset && may(actor, 'asset.read', asset.projectId) ? asset : null;
  };

  return {
    assetAsOf: async (actor, assetId, { version, at }) => {
      const isVersion = typeof version === 'number';
      if (isVersion === at instanceof Date)
        throw badInput('asOf', 'one of version and at', isVersion ? 'both' : 'none');
      const asset = await readable(actor, assetId);
      if (asset === null) return null;
      const found = isVersion
        ? await findVersion(versions, asset, version)
        : await momentOf(ports, asset, at ?? new Date(0));
      return found && { ...inState(asset, stateOf(found)), asOf: found };
    },
    versionsOf: async (actor, assets, first, after) => {
      requireSignedIn(actor);
      if (!Number.isInteger(first) || first < 0 || first > maxFirst)
        throw badInput('first', `0 to ${String(maxFirst)}`, first);
      const before = beforeOf(after);
      const ids = assets.filter(({ projectId }) => may(actor, 'asset.read', projectId)).map(({ id }) => id);
      // First the graph: what has changed after that look is written down in the history.
      const known = await graph.getAssets(ids);
      const pages = await versions.history(ids, { first, before });
      return new Map(
        ids.flatMap((id) => {
          const [asset, page] = [known.get(id), pages.get(id)];
          if (page && page.totalCount > 0) return [[id, page] as const];
          if (!asset) return [];
          const fits = first > 0 && (before === null || before > 1);
          const hasNextPage = first === 0 && (before === null || before > 1);
          return [[id, { items: fits ? [firstVersion(asset)] : [], hasNextPage, totalCount: 1 }] as const];
        }),
      );
    },
    diffsOf: async (actor, requests) => {
      requireSignedIn(actor);
      const readable = requests.filter(({ asset }) => may(actor, 'asset.read', asset.projectId));
      const assets = await graph.getAssets(readable.map(({ asset }) => asset.id));
      const keys = readable.flatMap(({ asset: { id }, from, to }) =>
        [from, to].map((number) => ({ assetId: id, number })),
      );
      const written = await versions.getVersions(keys);
      const pairs = new Map(
        readable.map((request, index) => {
          const asset = assets.get(request.asset.id);
          const read = (place: number, number: number) =>
            written[2 * index + place] ?? (asset && number === 1 ? firstVersion(asset) : null);
          return [request, [read(0, request.from), read(1, request.to)]] as const;
        }),
      );
      const now = await graph.tagsOf(
        [...pairs.values()].flat().flatMap((one) => (one?.tags === null ? one.assetId : [])),
      );
      const tags = (version: Version) => version.tags ?? now.get(version.assetId) ?? [];
      return requests.map((request) => {
        const [old, made] = pairs.get(request) ?? [];
        // Of one that was erased nothing is there to be compared.
        if (!old || !made || old.erasedAt || made.erasedAt) return null;
        const { from, to } = request;
        return { from, to, ...diffOf(old, made), tags: tagDifferences(tags(old), tags(made)) };
      });
    },
  };
}

/** The version that the asset had then, with the tags of that moment; null before it was made. */
async function momentOf(
  { graph, versions, tags }: Pick<VersionPorts, 'graph' | 'versions' | 'tags'>,
  asset: Asset,
  at: Date,
): Promise<Version | null> {
  if (at.getTime() < asset.createdAt.getTime()) return null;
  const [found] = await versions.versionsAt([{ assetId: asset.id, at }]);
  return { ...(found ?? firstVersion(asset)), tags: await tagsAt({ graph, tags }, asset, at) };
}
