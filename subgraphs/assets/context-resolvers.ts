import type { Asset } from '../../core/assets/asset.ts';
import type { AssetUseCases } from '../../core/assets/asset-use-cases.ts';
import { conditionJson } from '../../core/assets/check-condition.ts';
import type { HubContext } from '../../schema/subgraph.ts';
import type { Resolvers } from './resolvers.generated.ts';
import { tagLoaders } from './tag-loaders.ts';

/** What tagged assets permit. */
export function contextResolvers(useCases: AssetUseCases) {
  const load = (context: HubContext) => tagLoaders(useCases, context);
  const types = {
    Context: {
      when: ({ condition }) => conditionJson(condition),
      permits: ({ permits }) => permits.map(({ roles, ...rest }) => ({ ...rest, roles: [...roles] })),
    },
    PermittedName: {
      contexts: ({ contexts }) => [...contexts],
    },
  } satisfies Resolvers;
  return {
    types,
    Asset: {
      permittedWorkflows: async (asset: Asset, _: unknown, context: HubContext) => [
        ...(await load(context).permitted(asset, 'WORKFLOW')),
      ],
      permittedMethods: async (asset: Asset, _: unknown, context: HubContext) => [
        ...(await load(context).permitted(asset, 'METHOD')),
      ],
    },
    Project: {
      contexts: async ({ id }, { level }, context) =>
        (await load(context).contextsOf(id)).filter((one) => !level || one.level === level),
    } satisfies Resolvers['Project'],
    Mutation: {
      putContext: async (_, { input }, context) => {
        const made = await useCases.putContext(context.actor, input);
        load(context).forget();
        return { context: made };
      },
      removeContext: async (_, { input }, context) => {
        const removed = await useCases.removeContext(context.actor, input);
        load(context).forget();
        return { context: removed };
      },
    } satisfies Resolvers['Mutation'],
  };
}
