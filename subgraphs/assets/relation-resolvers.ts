import type { Asset } from '../../core/assets/asset.ts';
import { notFound } from '../../core/errors.ts';
import type { Page } from '../../core/ports/asset-graph.ts';
import type { RelationDirection } from '../../core/ports/relation-graph.ts';
import type { Relation, RelationDefinition } from '../../core/relations/relation.ts';
import type { Relations } from '../../core/relations/relations.ts';
import { loaderOf, type HubContext } from '../../schema/subgraph.ts';
import type { LoadersOf } from './asset-resolvers.ts';
import { connectionOf } from './connection.ts';
import { withArguments, type PageArguments } from './loaders.ts';
import type { Resolvers } from './resolvers.generated.ts';

interface RelationArguments extends PageArguments {
  readonly direction: RelationDirection;
  readonly type?: string | null | undefined;
}

const keys = {
  types: Symbol('relation definitions'),
  typesOf: Symbol('relation definitions of projects'),
  pages: Symbol('relations'),
};

export function relationResolvers(useCases: Relations, loaders: LoadersOf) {
  const end = async (id: string, context: HubContext): Promise<Asset> => {
    const asset = await loaders(context).asset(id);
    if (!asset) throw notFound('asset');
    return asset;
  };
  const ofAsset = {
    relations: async (
      { id, projectId }: Asset,
      { direction, type, first, after }: RelationArguments,
      context: HubContext,
    ): Promise<Page<Relation>> => {
      const load = withArguments(
        context,
        keys.pages,
        (assets: readonly Pick<Asset, 'id' | 'projectId'>[], asked: RelationArguments) =>
          useCases.relationsOf(context.actor, assets, asked, asked.first, asked.after ?? null),
      );
      const args = { direction, type: type ?? null, first, after: after ?? null };
      return (await load({ id, projectId }, args)) ?? { items: [], hasNextPage: false, totalCount: 0 };
    },
  };
  const common = {
    Relation: {
      definition: async ({ typeId }, _, context) => {
        const type = await loaderOf<RelationDefinition>(context, keys.types, (ids) =>
          useCases.getRelationDefinitions(ids),
        ).load(typeId);
        if (!type) throw notFound('relation definition');
        return type;
      },
      from: ({ fromId }, _, context) => end(fromId, context),
      to: ({ toId }, _, context) => end(toId, context),
    },
    RelationDefinition: {
      fromLevels: ({ fromLevels }) => [...fromLevels],
      toLevels: ({ toLevels }) => [...toLevels],
    },
    RelationConnection: connectionOf<Relation>(({ id }) => id),
  } satisfies Resolvers;
  return {
    common,
    ofAsset,
    ofProject: {
      relationDefinitions: async ({ id }: { readonly id: string }, _: unknown, context: HubContext) => [
        ...((await loaderOf<readonly RelationDefinition[]>(context, keys.typesOf, (ids) =>
          useCases.relationDefinitionsOf(context.actor, ids),
        ).load(id)) ?? []),
      ],
    },
    mutations: {
      putRelationDefinition: async (_, { input }, { actor }) => ({
        relationDefinition: await useCases.putRelationDefinition(actor, input),
      }),
      retireRelationDefinition: async (_, { input }, { actor }) => ({
        relationDefinition: await useCases.retireRelationDefinition(actor, input.id, input.reason),
      }),
      relate: async (_, { input }, { actor }) => ({ relation: await useCases.relate(actor, input) }),
      unrelate: async (_, { input }, { actor }) => ({
        relation: await useCases.unrelate(actor, input.id, input.reason),
      }),
    } satisfies Resolvers['Mutation'],
  };
}
