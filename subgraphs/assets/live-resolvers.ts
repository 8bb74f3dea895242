import type { AssetChangeEvent, AssetLive } from '../../core/assets/live.ts';
import type { HubContext } from '../../schema/subgraph.ts';
import type { LoadersOf } from './asset-resolvers.ts';
import type { Resolvers } from './resolvers.generated.ts';

/** `forget` drops what was loaded in a context: one may serve all events of a subscription, and what an earlier one loaded is old news. */
export function liveResolvers(live: AssetLive, loaders: LoadersOf, forget: (context: HubContext) => void) {
  return {
    Subscription: {
      assetChanged: {
        subscribe: (_, { filter, after }, { actor, signal }) => live.assetChanged(actor, filter, after ?? null, signal),
        resolve: (event: AssetChangeEvent, _args: unknown, context: HubContext) => {
          forget(context);
          return event;
        },
      },
    },
    AssetChange: {
      asset: ({ assetId }, _, context) => loaders(context).asset(assetId),
    },
  } satisfies Resolvers;
}
