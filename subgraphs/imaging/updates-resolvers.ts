import { HubError } from '../../core/errors.ts';
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
        const { studyInstanceUID } = exam.properties;
        if (typeof studyInstanceUID !== 'string')
          throw new HubError('INTERNAL_SERVER_ERROR', `exam ${exam.id} has no studyInstanceUID`);
        return { exam: { id: exam.id, studyInstanceUID }, ingestions: [...ingestions] };
      },
    },
  };
}
