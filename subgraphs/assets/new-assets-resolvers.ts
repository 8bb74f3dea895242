import type { DerivedAssets } from '../../core/assets/new-derived.ts';
import type { NewImages } from '../../core/assets/new-image.ts';
import type { LevelAssets } from '../../core/assets/new-levels.ts';
import type { Resolvers } from './resolvers.generated.ts';

export function newAssetsResolvers(making: DerivedAssets & LevelAssets & NewImages) {
  return {
    Mutation: {
      createSubject: async (_, { input }, { actor }) => ({ subject: await making.createSubject(actor, input) }),
      createExam: async (_, { input }, { actor }) => ({ exam: await making.createExam(actor, input) }),
      createSeries: async (_, { input }, { actor }) => ({ series: await making.createSeries(actor, input) }),
      createImage: async (_, { input }, { actor }) => ({ image: await making.createImage(actor, input) }),
      addSubjectToExam: async (_, { input }, { actor }) => ({ exam: await making.addSubjectToExam(actor, input) }),
      createDerivedAsset: async (_, { input }, { actor }) => ({ asset: await making.createDerivedAsset(actor, input) }),
    },
  } satisfies Resolvers;
}
