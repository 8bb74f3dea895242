import type { Asset, AssetLevel, Tag } from '../../core/assets/asset.ts';
import type { DatedAsset, GraphWrite } from '../../core/assets/graph-write.ts';
import type { ProjectScope } from '../../core/ports/project-scope.ts';
import type { ProvActivity, ProvAgent } from '../../core/provenance/activity.ts';

/** Earlier first: how one of several activities is chosen. */
function byStart(a: ProvActivity, b: ProvActivity): number {
  return a.startedAt.getTime() - b.startedAt.getTime() || (a.id < b.id ? -1 : 1);
}

/** What a transaction has written and Neo4j has not heard of, laid over what was read there. What is there already stays as it is. */
export class Overlay {
  readonly #assets = new Map<string, DatedAsset>();
  readonly #parts = new Map<string, Set<string>>();
  readonly #tags = new Map<string, Map<string, Tag>>();
  readonly #activities = new Map<string, ProvActivity>();

  constructor(writes: readonly GraphWrite[]) {
    for (const write of writes) {
      if (write.kind === 'ASSETS') for (const asset of write.assets) this.#putAsset(asset);
      else if (write.kind === 'TAGS') for (const tag of write.tags) this.#putTag(tag);
      else if (!this.#activities.has(write.activity.id)) this.#activities.set(write.activity.id, write.activity);
    }
  }

  #putAsset(asset: DatedAsset): void {
    if (!this.#assets.has(asset.id)) this.#assets.set(asset.id, asset);
    const parents = this.#parts.get(asset.id) ?? new Set();
    for (const parent of asset.parentIds) parents.add(parent);
    this.#parts.set(asset.id, parents);
  }

  #putTag(tag: Tag): void {
    const tags = this.#tags.get(tag.assetId) ?? new Map<string, Tag>();
    this.#tags.set(tag.assetId, tags.set(tag.name, tag));
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
    return filled(ids, found, (id) => {
      const own = this.#assets.get(id);
      if (!own) return undefined;
      const { parentIds: _, ...asset } = own;
      return asset;
    });
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
      return merged(children, own).filter(
        (child) => child.level === level && (kind === undefined || child.kind === kind),
      );
    });
  }

  parents(
    found: ReadonlyMap<string, readonly Asset[]>,
    known: ReadonlyMap<string, Asset>,
    level: AssetLevel | undefined,
  ): ReadonlyMap<string, readonly Asset[]> {
    return mapped(found, (id, parents) => {
      const own = [...(this.#parts.get(id) ?? [])].flatMap((parent) => known.get(parent) ?? []);
      return merged(parents, own).filter((parent) => level === undefined || parent.level === level);
    });
  }

  tags(found: ReadonlyMap<string, readonly Tag[]>): ReadonlyMap<string, readonly Tag[]> {
    return mapped(found, (id, tags) => {
      const byName = new Map([...tags.map((tag) => [tag.name, tag] as const), ...(this.#tags.get(id) ?? [])]);
      return [...byName.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
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
