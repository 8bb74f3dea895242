import type { Asset } from '../../core/assets/asset.ts';
import { biomarkerCursor, type BiomarkerQuery, type BiomarkerSeries } from '../../core/assets/biomarker-series.ts';
import type { KnownAsset } from '../../core/assets/asset-use-cases.ts';
import type { HubContext } from '../../schema/subgraph.ts';
import type { LoadersOf } from './asset-resolvers.ts';
import { withArguments } from './loaders.ts';
import type { BiomarkerPage } from './models.ts';
import { byProperty, text } from './properties.ts';

const key = Symbol('biomarkers of subjects');

/** Measured values with what is known of them, and as time series of subjects. */
export function biomarkerResolvers(useCases: BiomarkerSeries, loaders: LoadersOf) {
  const load = (context: HubContext) =>
    withArguments(context, key, (subjects: readonly KnownAsset[], query: BiomarkerQuery) =>
      useCases.biomarkersOfSubjects(context.actor, subjects, query),
    );
  return {
    ofSubject: {
      biomarkers: async (
        { id, projectId }: Asset,
        { name, first, after }: { name?: string | null | undefined; first: number; after?: string | null | undefined },
        context: HubContext,
      ): Promise<BiomarkerPage> =>
        (await load(context)({ id, projectId }, { name: name ?? null, first, after: after ?? null })) ?? {
          items: [],
          hasNextPage: false,
          totalCount: 0,
        },
    },
    ofBiomarker: {
      method: (biomarker: Asset) => text(biomarker, 'method'),
      confidence: ({ properties: { confidence } }: Asset) => (typeof confidence === 'number' ? confidence : null),
      exam: async ({ id }: Asset, _: unknown, context: HubContext) => {
        const own = await loaders(context).parents(id, 'EXAM');
        if (own.length > 0) return own.toSorted(byProperty('studyDate')).at(-1) ?? null;
        const [series] = await loaders(context).parents(id, 'SERIES');
        return series ? ((await loaders(context).parents(series.id, 'EXAM'))[0] ?? null) : null;
      },
    },
    types: {
      BiomarkerConnection: {
        nodes: ({ items }: BiomarkerPage) => items.map(({ asset }) => asset),
        edges: ({ items }: BiomarkerPage) => items.map((item) => ({ cursor: biomarkerCursor(item), node: item.asset })),
        pageInfo: ({ items, hasNextPage }: BiomarkerPage) => {
          const last = items.at(-1);
          return { hasNextPage, endCursor: last === undefined ? null : biomarkerCursor(last) };
        },
      },
    },
  };
}
