import type { Asset } from '../../core/assets/asset.ts';
import { notFound } from '../../core/errors.ts';
import type { Withdrawal } from '../../core/withdrawals/withdrawal.ts';
import type { Withdrawals } from '../../core/withdrawals/withdrawals.ts';
import { loaderOf, type HubContext } from '../../schema/subgraph.ts';
import type { LoadersOf } from './asset-resolvers.ts';
import type { PageArguments } from './loaders.ts';
import type { Resolvers } from './resolvers.generated.ts';

const key = Symbol('withdrawals');

/** Withdrawal of consent; `forget` drops what was loaded in a context, which is old news after one was carried out. */
export function withdrawalResolvers(useCases: Withdrawals, loaders: LoadersOf, forget: (context: HubContext) => void) {
  const visible = (id: string | null, context: HubContext): Promise<Withdrawal | null> =>
    id === null
      ? Promise.resolve(null)
      : loaderOf<Withdrawal>(context, key, (ids) => useCases.getWithdrawals(context.actor, ids)).load(id);
  return {
    ofAsset: { withdrawn: ({ withdrawn }: Asset) => withdrawn ?? null },
    ofFlag: {
      withdrawal: ({ withdrawalId }: { readonly withdrawalId: string | null }, _: unknown, context: HubContext) =>
        visible(withdrawalId, context),
    },
    ofProject: {
      withdrawals: ({ id }: { readonly id: string }, { first, after }: PageArguments, { actor }: HubContext) =>
        useCases.withdrawalsOf(actor, id, first, after ?? null),
    },
    types: {
      Withdrawn: { withdrawal: ({ withdrawalId }, _, context) => visible(withdrawalId, context) },
      Withdrawal: {
        asset: async ({ assetId }, _, context) => {
          const asset = await loaders(context).asset(assetId);
          if (!asset) throw notFound('asset');
          return asset;
        },
        project: ({ projectId }) => ({ id: projectId }),
        items: (withdrawal, { fate, first, after }, { actor }) =>
          useCases.itemsOf(actor, withdrawal, fate ?? null, first, after ?? null),
        purgeCount: async (withdrawal, _, { actor }) => (await useCases.countsOf(actor, withdrawal)).purge,
        reviewCount: async (withdrawal, _, { actor }) => (await useCases.countsOf(actor, withdrawal)).review,
        hiddenCount: async (withdrawal, _, { actor }) => (await useCases.countsOf(actor, withdrawal)).hidden,
        also: ({ extras }) => extras,
        withdrawnBy: ({ carriedOut }) => carriedOut?.by ?? null,
        withdrawnAt: ({ carriedOut }) => carriedOut?.at ?? null,
        passwordConfirmed: ({ carriedOut }) => carriedOut?.passwordConfirmed ?? null,
      },
      WithdrawalExtras: {
        runs: ({ runIds }) => runIds.map((id) => ({ id })),
        sites: ({ sites }) => [...sites],
      },
      WithdrawalItem: { asset: ({ assetId }, _, context) => loaders(context).asset(assetId) },
      WithdrawalItemConnection: {
        nodes: ({ items }) => [...items],
        edges: ({ items }) => items.map((node) => ({ cursor: node.assetId, node })),
        pageInfo: ({ items, hasNextPage }) => ({ hasNextPage, endCursor: items.at(-1)?.assetId ?? null }),
      },
      WithdrawalConnection: {
        nodes: ({ items }) => [...items],
        edges: ({ items }) => items.map((node) => ({ cursor: node.id, node })),
        pageInfo: ({ items, hasNextPage }) => ({ hasNextPage, endCursor: items.at(-1)?.id ?? null }),
      },
    } satisfies Resolvers,
    queries: {
      withdrawal: (_, { id }, { actor }) => useCases.withdrawal(actor, id),
      verifyCertificate: (_, { jws }, { actor }) => useCases.verifyCertificate(actor, jws),
      certificateKey: (_, _args, { actor }) => useCases.certificateKey(actor),
    } satisfies Resolvers['Query'],
    mutations: {
      prepareWithdrawal: async (_, { input }, { actor }) => ({
        withdrawal: await useCases.prepareWithdrawal(actor, input),
      }),
      withdraw: async (_, { input }, context) => {
        const withdrawal = await useCases.withdraw(context.actor, input);
        forget(context);
        return { withdrawal };
      },
      cancelWithdrawal: async (_, { input }, { actor }) => ({
        withdrawal: await useCases.cancelWithdrawal(actor, input.withdrawalId),
      }),
    } satisfies Resolvers['Mutation'],
  };
}
