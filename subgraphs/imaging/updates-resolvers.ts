import type { IntakeUseCases } from '../../core/intake/create-intake.ts';
import type { Resolvers } from './resolvers.generated.ts';

interface UpdateResolvers {
  readonly Mutation: Pick<NonNullable<Resolvers['Mutation']>, 'rerunDeidentification'>;
}

/** Resolvers of updates.graphql, to be merged into the imaging subgraph. */
export function createUpdateResolvers(intake: IntakeUseCases): UpdateResolvers {
  return {
    Mutation: {
      rerunDeidentification: async (_, { input }, { actor }) => {
        const { exam, ingestions } = await intake.rerunDeidentification(actor, input);
        return {
          exam: { id: exam.id, studyInstanceUID: String(exam.properties['studyInstanceUID']) },
          ingestions: [...ingestions],
        };
      },
    },
  };
}
