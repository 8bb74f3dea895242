import type DataLoader from 'dataloader';
import type { Asset, AssetLevel, Tag } from '../../core/assets/asset.ts';
import type { AssetUseCases, KnownAsset } from '../../core/assets/asset-use-cases.ts';
import type { LineageDirection, VisibleLineage } from '../../core/assets/lineage.ts';
import type { Page } from '../../core/ports/asset-graph.ts';
import type { ProvActivity } from '../../core/provenance/activity.ts';
import type { LineagePage, LineagePageQuery } from '../../core/provenance/lineage-page.ts';
import { loaderOf, type HubContext } from '../../schema/subgraph.ts';
import { versionLoaders, type VersionLoaders } from './versions-loaders.ts';

export interface PageArguments {
  readonly first: number;
  readonly after?: string | null | undefined;
}

export interface LineageArguments {
  readonly direction: LineageDirection;
  readonly maxDepth: number;
  readonly maxNodes: number;
  readonly asOf?: Date | null | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** What an operation loads, each kind in one batch. */
export interface AssetLoaders extends VersionLoaders {
  asset(id: string): Promise<Asset | null>;
  assets(ids: readonly string[]): Promise<Asset[]>;
  children(id: string, level: AssetLevel, kind?: string): Promise<readonly Asset[]>;
  parents(id: string, level?: AssetLevel): Promise<readonly Asset[]>;
  subjects(projectId: string, page: PageArguments): Promise<Page<Asset>>;
  images(series: KnownAsset, page: PageArguments): Promise<Page<Asset>>;
  biomarkersOfExam(examId: string): Promise<readonly Asset[]>;
  tags(asset: KnownAsset): Promise<readonly Tag[]>;
  forgetTags(asset: KnownAsset): void;
  generation(asset: KnownAsset): Promise<ProvActivity | null>;
  lineage(asset: KnownAsset, args: LineageArguments): Promise<VisibleLineage | null>;
  lineagePage(asset: KnownAsset, query: LineagePageQuery): Promise<LineagePage | null>;
  derivations(asset: KnownAsset): Promise<readonly Asset[]>;
}

const keys = {
  asset: Symbol('asset'),
  children: Symbol('children'),
  parents: Symbol('parents'),
  subjects: Symbol('subjects'),
  images: Symbol('images'),
  biomarkersOfExam: Symbol('biomarkers of exam'),
  tags: Symbol('tags'),
  generation: Symbol('generation'),
  lineage: Symbol('lineage'),
  lineagePage: Symbol('page of lineage'),
  derivations: Symbol('derivations'),
};
const noPage: Page<Asset> = { items: [], hasNextPage: false, totalCount: 0 };

export function assetLoaders(useCases: AssetUseCases, context: HubContext): AssetLoaders {
  const { actor } = context;
  const asset = loaderOf<Asset>(context, keys.asset, (ids) => useCases.getAssets(actor, ids));
  const tags = byKeyOf(context, keys.tags, (assets: readonly KnownAsset[]) => useCases.tagsOf(actor, assets));
  const generation = byKeyOf(context, keys.generation, (assets: readonly KnownAsset[]) =>
    useCases.generationOf(actor, assets),
  );
  const children = withArguments(
    context,
    keys.children,
    (ids: readonly string[], [level, kind]: readonly [AssetLevel, string | null]) =>
      kind === null ? useCases.childrenOf(actor, ids, level) : useCases.childrenOf(actor, ids, level, kind),
  );
  const parents = withArguments(context, keys.parents, (ids: readonly string[], level: AssetLevel | null) =>
    level === null ? useCases.parentsOf(actor, ids) : useCases.parentsOf(actor, ids, level),
  );
  const subjects = withArguments(context, keys.subjects, (ids: readonly string[], { first, after }: PageArguments) =>
    useCases.subjectsOf(actor, ids, first, after),
  );
  const images = withArguments(context, keys.images, (series: readonly KnownAsset[], { first, after }: PageArguments) =>
    useCases.imagesOf(actor, series, first, after),
  );
  const biomarkers = loaderOf<readonly Asset[]>(context, keys.biomarkersOfExam, (ids) =>
    useCases.biomarkersOfExams(actor, ids),
  );
  const lineage = withArguments(
    context,
    keys.lineage,
    (assets: readonly KnownAsset[], { direction, maxDepth, maxNodes }: LineageArguments) =>
      useCases.lineagesOf(actor, assets, direction, maxDepth, maxNodes),
  );
  const lineagePage = withArguments(
    context,
    keys.lineagePage,
    (assets: readonly KnownAsset[], { asOf, ...query }: Omit<LineagePageQuery, 'asOf'> & { asOf: string | null }) =>
      useCases.lineagePagesOf(actor, assets, { ...query, asOf: asOf === null ? null : new Date(asOf) }),
  );
  const derivations = byKeyOf(context, keys.derivations, (assets: readonly KnownAsset[]) =>
    useCases.derivationsOf(actor, assets),
  );
  return {
    ...versionLoaders(useCases, context),
    asset: (id) => asset.load(id),
    assets: async (ids) => (await Promise.all(ids.map((id) => asset.load(id)))).filter((found) => found !== null),
    children: async (id, level, kind) => (await children(id, [level, kind ?? null])) ?? [],
    parents: async (id, level) => (await parents(id, level ?? null)) ?? [],
    subjects: async (projectId, { first, after }) =>
      (await subjects(projectId, { first, after: after ?? null })) ?? noPage,
    images: async (series, { first, after }) =>
      (await images(known(series), { first, after: after ?? null })) ?? noPage,
    biomarkersOfExam: async (examId) => (await biomarkers.load(examId)) ?? [],
    tags: async (of) => (await tags.load(keyOf(known(of)))) ?? [],
    forgetTags: (of) => {
      tags.clear(keyOf(known(of)));
    },
    generation: (of) => generation.load(keyOf(known(of))),
    lineagePage: (of, query) => lineagePage(known(of), { ...query, asOf: query.asOf?.toISOString() ?? null }),
    derivations: async (of) => (await derivations.load(keyOf(known(of)))) ?? [],
    lineage: (of, { direction, maxDepth, maxNodes }) => lineage(known(of), { direction, maxDepth, maxNodes }),
  };
}

function known({ id, projectId }: KnownAsset): KnownAsset {
  return { id, projectId };
}

/** Loaders' keys are texts: what is asked for travels in them as JSON. */
function keyOf(value: unknown): string {
  return JSON.stringify(value);
}

export function byKeyOf<T>(
  context: HubContext,
  key: symbol,
  load: (assets: readonly KnownAsset[]) => Promise<ReadonlyMap<string, T>>,
): DataLoader<string, T | null> {
  return loaderOf<T>(context, key, async (texts) => {
    const assets = texts.map((text) => JSON.parse(text) as KnownAsset);
    const found = await load(assets);
    return rekeyed(texts, (_, index) => found.get(assets[index]?.id ?? ''));
  });
}

/** A loader of things with arguments: one batch for each different set of arguments. */
export function withArguments<Thing extends string | KnownAsset, Arguments, T>(
  context: HubContext,
  key: symbol,
  load: (things: readonly Thing[], args: Arguments) => Promise<ReadonlyMap<string, T>>,
): (thing: Thing, args: Arguments) => Promise<T | null> {
  const loader = loaderOf<T>(context, key, async (texts) => {
    const asked = texts.map((text) => JSON.parse(text) as readonly [Thing, Arguments]);
    const batches = Map.groupBy(asked, ([, args]) => keyOf(args))
      .entries()
      .toArray();
    const found = new Map(
      await Promise.all(
        batches.map(async ([argsText, batch]) => {
          const args = JSON.parse(argsText) as Arguments;
          return [
            argsText,
            await load(
              batch.map(([thing]) => thing),
              args,
            ),
          ] as const;
        }),
      ),
    );
    return rekeyed(texts, (_, index) => {
      const [thing, args] = asked[index] ?? [];
      return found.get(keyOf(args))?.get(typeof thing === 'object' ? thing.id : (thing ?? ''));
    });
  });
  return (thing, args) => loader.load(keyOf([thing, args]));
}

function rekeyed<T>(
  texts: readonly string[],
  valueOf: (text: string, index: number) => T | undefined,
): ReadonlyMap<string, T> {
  return new Map(
    texts.flatMap((text, index): [string, T][] => {
      const value = valueOf(text, index);
      return value === undefined ? [] : [[text, value]];
    }),
  );
}
