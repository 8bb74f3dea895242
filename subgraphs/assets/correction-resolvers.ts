import type { Asset } from '../../core/assets/asset.ts';
import type { KnownAsset } from '../../core/assets/asset-use-cases.ts';
import type { Correction, CorrectionMove, ReviewFlag } from '../../core/corrections/correction.ts';
import type { Corrections } from '../../core/corrections/corrections.ts';
import { notFound } from '../../core/errors.ts';
import { loaderOf, type HubContext } from '../../schema/subgraph.ts';
import type { LoadersOf } from './asset-resolvers.ts';
import { connectionOf } from './connection.ts';
import { byKeyOf, type PageArguments } from './loaders.ts';
import type { Resolvers } from './resolvers.generated.ts';

const keys = {
  correction: Symbol('correction'),
  moves: Symbol('moves of corrections'),
  ofSubjects: Symbol('corrections of subjects'),
  flags: Symbol('review flags'),
};

export function correctionResolvers(useCases: Corrections, loaders: LoadersOf) {
  const subject = async (id: string, context: HubContext): Promise<Asset> => {
    const asset = await loaders(context).asset(id);
    if (!asset) throw notFound('subject');
    return asset;
  };
  const ofSubject = async ({ id, projectId }: Asset, context: HubContext) =>
    (await byKeyOf(context, keys.ofSubjects, (subjects: readonly KnownAsset[]) =>
      useCases.correctionsOfSubjects(context.actor, subjects),
    ).load(JSON.stringify({ id, projectId }))) ?? [];
  const flagged = {
    reviewFlags: async ({ id, projectId }: Asset, _: unknown, context: HubContext): Promise<ReviewFlag[]> => [
      ...((await byKeyOf(context, keys.flags, (assets: readonly KnownAsset[]) =>
        useCases.reviewFlagsOf(context.actor, assets),
      ).load(JSON.stringify({ id, projectId }))) ?? []),
    ],
  };
  return {
    flagged,
    ofSubject: {
      mergedInto: async (asset: Asset, _: unknown, context: HubContext) => {
        const merge = (await ofSubject(asset, context)).find(
          ({ kind, fromId, reversal }) => kind === 'MERGE' && fromId === asset.id && reversal === null,
        );
        return merge ? subject(merge.toId, context) : null;
      },
      corrections: async (asset: Asset, _: unknown, context: HubContext) => [...(await ofSubject(asset, context))],
    },
    ofProject: {
      corrections: ({ id }: { readonly id: string }, { first, after }: PageArguments, { actor }: HubContext) =>
        useCases.correctionsOf(actor, id, first, after ?? null),
      toReview: async ({ id }: { readonly id: string }, { first, after }: PageArguments, context: HubContext) => {
        const page = await useCases.toReview(context.actor, id, first, after ?? null);
        return { ...page, items: await loaders(context).assets(page.items) };
      },
    },
    common: {
      Correction: {
        from: ({ fromId }, _, context) => subject(fromId, context),
        to: ({ toId }, _, context) => subject(toId, context),
        moved: async ({ id }, _, context) => {
          const moves = await loaderOf<readonly CorrectionMove[]>(context, keys.moves, (ids) =>
            useCases.movesOf(ids),
          ).load(id);
          return loaders(context).assets((moves ?? []).map(({ assetId }) => assetId));
        },
      },
      ReviewFlag: {
        correction: async ({ correctionId }, _, context) => {
          if (correctionId === null) return null;
          const found = await loaderOf<Correction>(context, keys.correction, (ids) =>
            useCases.getCorrections(ids),
          ).load(correctionId);
          if (!found) throw notFound('correction');
          return found;
        },
      },
      CorrectionConnection: connectionOf<Correction>(({ id }) => id),
    } satisfies Resolvers,
    mutations: {
      mergeSubjects: async (_, { input }, { actor }) => ({ correction: await useCases.mergeSubjects(actor, input) }),
      splitSubject: async (_, { input }, { actor }) => ({ correction: await useCases.splitSubject(actor, input) }),
      moveExam: async (_, { input }, { actor }) => ({ correction: await useCases.moveExam(actor, input) }),
      reverseCorrection: async (_, { input }, { actor }) => ({
        correction: await useCases.reverseCorrection(actor, input),
      }),
      clearReviewFlags: async (_, { input }, context) => {
        await useCases.clearReviewFlags(context.actor, input.assetId, input.reason);
        return { asset: await subject(input.assetId, context) };
      },
    } satisfies Resolvers['Mutation'],
  };
}
