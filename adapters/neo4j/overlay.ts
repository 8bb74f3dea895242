import {
  tagKeyText,
  type Asset,
  type AssetLevel,
  type AssetState,
  type Tag,
  type TagKey,
} from '../../core/assets/asset.ts';
import type { DatedAsset, GraphWrite } from '../../core/assets/graph-write.ts';
import type { ParentChange } from '../../core/ports/asset-moves.ts';
import { tombstoneAsset, type Tombstone } from '../../core/ports/asset-tombstones.ts';
import type { ProjectScope } from '../../core/ports/project-scope.ts';
import type { ProvActivity, ProvAgent } from '../../core/provenance/activity.ts';

/** Earlier first: how one of several activities is chosen. */
function byStart(a: ProvActivity, b: ProvActivity): number {
  return a.startedAt.getTime() - b.startedAt.getTime() || (a.id < b.id ? -1 : 1);
}

/**
 * What a transaction has written and Neo4j has not heard of, laid over what was read there. What is there already stays as it is, but
 * for tags and states.
 */
export class Overlay {
  readonly #assets = new Map<string, DatedAsset>();
  readonly #parts = new Map<string, Set<string>>();
  /** Those that have other parents now: what was read of theirs is past. */
  readonly #moved = new Set<string>();
  /** By asset, then by key; null where one was removed. */
  readonly #tags = new Map<string, Map<string, Tag | null>>();
  readonly #states = new Map<string, AssetState>();
  readonly #activities = new Map<string, ProvActivity>();
  readonly #tombstones = new Map<string, Tombstone>();

  constructor(writes: readonly GraphWrite[]) {
    for (const write of writes) {
      if (write.kind === 'ASSETS') for (const asset of write.assets) this.#putAsset(asset);
      else if (write.kind === 'TAGS') {
        for (const key of write.removed ?? []) this.#changeTag(key, null);
        for (const tag of write.tags) this.#changeTag(tag, tag);
      } else if (write.kind === 'STATES') for (const state of write.states) this.#states.set(state.assetId, state);
      else if (write.kind === 'PARENTS') for (const change of write.parents) this.#setParents(change);
      else if (write.kind === 'TOMBSTONES') for (const each of write.tombstones) this.#tombstones.set(each.id, each);
      else if (write.kind === 'ACTIVITY' && !this.#activities.has(write.activity.id))
        this.#activities.set(write.activity.id, write.activity);
    }
  }

  #putAsset(asset: DatedAsset): void {
    if (!this.#assets.has(asset.id)) this.#assets.set(asset.id, asset);
    const parents = this.#parts.get(asset.id) ?? new Set();
    for (const parent of asset.parentIds) parents.add(parent);
    this.#parts.set(asset.id, parents);
  }

  #setParents({ id, parentIds }: ParentChange): void {
    this.#moved.add(id);
    this.#parts.set(id, new Set(parentIds));
  }

  #changeTag(key: TagKey, tag: Tag | null): void {
    const tags = this.#tags.get(key.assetId) ?? new Map<string, Tag | null>();
    this.#tags.set(key.assetId, tags.set(tagKeyText(key), tag));
  }

  /** Ids of assets that children or parents of `ids` may be, whose nodes the overlay needs. */
  neighbours(ids: readonly string[]): readonly string[] {
    const asked = new Set(ids);
    return [...this.#parts].flatMap(([child, parents]) => [
      ...(asked.has(child) ? parents : []),
      ...([...parents].some((parent) => asked.has(parent)) ? [child] : []),
    ]);
  }

  assets(ids: readonly string[], found: ReadonlyMap<string, Asset>): ReadonlyMap<string, Asset> {
    const both = filled(ids, found, (id) => {
      const own = this.#assets.get(id);
      if (!own) return undefined;
      const { parentIds: _, ...asset } = own;
      return { version: 1, ...asset };
    });
    return mapped(both, (_, asset) => this.#now(asset));
  }

  /** The asset in the state that was written last. */
  #now(asset: Asset): Asset {
    const tombstone = this.#tombstones.get(asset.id);
    if (tombstone) return asset.withdrawn ? asset : tombstoneAsset(tombstone);
    const state = this.#states.get(asset.id);
    if (!state) return asset;
    const { assetId: _, ...changed } = state;
    return { ...asset, ...changed };
  }

  /** `known` has the assets of `neighbours`. */
  children(
    found: ReadonlyMap<string, readonly Asset[]>,
    known: ReadonlyMap<string, Asset>,
    level: AssetLevel,
    kind: string | undefined,
  ): ReadonlyMap<string, readonly Asset[]> {
    return mapped(found, (id, children) => {
      const own = [...this.#parts].flatMap(([child, parents]) => (parents.has(id) ? (known.get(child) ?? []) : []));
      const still = children.filter((child) => !this.#moved.has(child.id));
      return merged(
        still.map((child) => this.#now(child)),
        own,
      ).filter((child) => !child.withdrawn && child.level === level && (kind === undefined || child.kind === kind));
    });
  }

  parents(
    found: ReadonlyMap<string, readonly Asset[]>,
    known: ReadonlyMap<string, Asset>,
    level: AssetLevel | undefined,
  ): ReadonlyMap<string, readonly Asset[]> {
    return mapped(found, (id, parents) => {
      const own = [...(this.#parts.get(id) ?? [])].flatMap((parent) => known.get(parent) ?? []);
      const still = this.#moved.has(id) ? [] : parents;
      return merged(
        still.map((parent) => this.#now(parent)),
        own,
      ).filter((parent) => level === undefined || parent.level === level);
    });
  }

  tags(found: ReadonlyMap<string, readonly Tag[]>): ReadonlyMap<string, readonly Tag[]> {
    return mapped(found, (id, tags) => {
      if (this.#tombstones.has(id)) return [];
      const byKey = new Map([...tags.map((tag) => [tagKeyText(tag), tag] as const), ...(this.#tags.get(id) ?? [])]);
      return [...byKey].toSorted(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, tag]) => tag ?? []);
    });
  }

  activities(ids: readonly string[], found: ReadonlyMap<string, ProvActivity>): ReadonlyMap<string, ProvActivity> {
    return filled(ids, found, (id) => this.#activities.get(id));
  }

  agents(ids: readonly string[], found: ReadonlyMap<string, ProvAgent>): ReadonlyMap<string, ProvAgent> {
    const own = new Map(
      [...this.#activities.values()].flatMap((each) => each.agents.map(({ agent }) => [agent.id, agent])),
    );
    return filled(ids, found, (id) => own.get(id));
  }

  generations(ids: readonly string[], found: ReadonlyMap<string, ProvActivity>): ReadonlyMap<string, ProvActivity> {
    const own = [...this.#activities.values()];
    const both = new Map(found);
    for (const id of ids) {
      const known = found.get(id);
      const says = own.filter((each) => each.generated.some((usage) => usage.assetId === id));
      const first = [...says, ...(known ? [known] : [])].toSorted(byStart)[0];
      if (first) both.set(id, first.id === known?.id ? known : first);
    }
    return both;
  }

  reusable(reuseKey: string, projectIds: ProjectScope, found: ProvActivity | null): ProvActivity | null {
    const own = [...this.#activities.values()].filter(
      (each) => each.reuseKey === reuseKey && (projectIds === 'ALL' || projectIds.includes(each.projectId)),
    );
    return [...own, ...(found ? [found] : [])].toSorted(byStart)[0] ?? null;
  }
}

/** In order as tags are answered: no character of a name comes before the one between. */
function filled<T>(ids: readonly string[], found: ReadonlyMap<string, T>, own: (id: string) => T | undefined) {
  const both = new Map(found);
  for (const id of ids) {
    const mine = both.has(id) ? undefined : own(id);
    if (mine !== undefined) both.set(id, mine);
  }
  return both;
}

function mapped<T>(found: ReadonlyMap<string, T>, change: (id: string, value: T) => T): ReadonlyMap<string, T> {
  return new Map([...found].map(([id, value]) => [id, change(id, value)]));
}

function merged(found: readonly Asset[], own: readonly Asset[]): readonly Asset[] {
  const byId = new Map([...own, ...found].map((asset) => [asset.id, asset]));
  return [...byId.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
