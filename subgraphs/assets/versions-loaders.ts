import type { Page } from '../../core/ports/asset-graph.ts';
import type { AssetDiff } from '../../core/versions/history.ts';
import type { CheckOut, Version } from '../../core/versions/version.ts';
import type { Versioning } from '../../core/versions/versioning.ts';
import { loaderOf, type HubContext } from '../../schema/subgraph.ts';

interface Known {
  readonly id: string;
  readonly projectId: string;
}

interface PageAsked {
  readonly first: number;
  readonly after?: string | null | undefined;
}

/** What an operation loads of versions, each kind in one batch. */
export interface VersionLoaders {
  checkOut(asset: Known): Promise<CheckOut | null>;
  versions(asset: Known, page: PageAsked): Promise<Page<Version>>;
  diff(asset: Known, versions: { readonly from: number; readonly to: number }): Promise<AssetDiff | null>;
  /** What was loaded is out of date. */
  forgetVersions(): void;
}

const keys = { checkOut: Symbol('check-out'), versions: Symbol('versions'), diff: Symbol('diff of versions') };

export function versionLoaders(useCases: Versioning, context: HubContext): VersionLoaders {
  const { actor } = context;
  const parsed = <T>(texts: readonly string[]) => texts.map((text) => [text, JSON.parse(text) as T] as const);
  const checkOuts = () =>
    loaderOf<CheckOut>(context, keys.checkOut, async (texts) => {
      const asked = parsed<Known>(texts);
      const found = await useCases.checkOutsOf(
        actor,
        asked.map(([, asset]) => asset),
      );
      return present(asked.map(([text, { id }]) => [text, found.get(id)]));
    });
  const pages = () =>
    loaderOf<Page<Version>>(context, keys.versions, async (texts) => {
      const asked = parsed<readonly [Known, PageAsked]>(texts);
      const batches = Map.groupBy(asked, ([, [, page]]) => JSON.stringify(page));
      const found = await Promise.all(
        [...batches.values()].map(async (batch) => {
          const [{ first, after } = { first: 0 }] = batch.map(([, [, page]]) => page);
          const of = batch.map(([, [asset]]) => asset);
          const answered = await useCases.versionsOf(actor, of, first, after);
          return batch.map(([text, [{ id }]]) => [text, answered.get(id)] as const);
        }),
      );
      return present(found.flat());
    });
  const diffs = () =>
    loaderOf<AssetDiff>(context, keys.diff, async (texts) => {
      const asked = parsed<Parameters<Versioning['diffsOf']>[1][number]>(texts);
      const found = await useCases.diffsOf(
        actor,
        asked.map(([, request]) => request),
      );
      return present(asked.map(([text], index) => [text, found[index]]));
    });
  return {
    checkOut: ({ id, projectId }) => checkOuts().load(JSON.stringify({ id, projectId })),
    versions: async ({ id, projectId }, { first, after = null }) =>
      (await pages().load(
        JSON.stringify([
          { id, projectId },
          { first, after },
        ]),
      )) ?? {
        items: [],
        hasNextPage: false,
        totalCount: 0,
      },
    diff: ({ id, projectId }, { from, to }) => diffs().load(JSON.stringify({ asset: { id, projectId }, from, to })),
    forgetVersions: () => {
      for (const key of Object.values(keys)) context.loaders.delete(key);
    },
  };
}

function present<T>(entries: readonly (readonly [string, T | null | undefined])[]): ReadonlyMap<string, T> {
  return new Map(entries.flatMap(([key, value]) => (value === null || value === undefined ? [] : [[key, value]])));
}
