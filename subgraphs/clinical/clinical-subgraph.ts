import type { Clinical, SubjectFacts } from '../../core/clinical/clinical.ts';
import { loaderOf, readTypeDefs, type HubContext, type SubgraphModule } from '../../schema/subgraph.ts';
import type { Resolvers } from './resolvers.generated.ts';

export interface ClinicalUseCases {
  readonly clinical: Clinical;
}

const factsKey = Symbol('clinical facts');

/** Clinical and genomic facts about subjects. */
export function createClinicalSubgraph({ clinical }: ClinicalUseCases): SubgraphModule {
  const facts = (context: HubContext) =>
    loaderOf<SubjectFacts>(context, factsKey, (ids) => clinical.factsOf(context.actor, ids));
  const subjectsOf = async (context: HubContext, ids: readonly string[]): Promise<SubjectFacts[]> =>
    (await Promise.all(ids.map((id) => facts(context).load(id)))).filter((subject) => subject !== null);

  const resolvers = {
    Query: {
      subjectsByClinicalFacts: async (_, { filter, first }, context) =>
        subjectsOf(context, await clinical.findSubjects(context.actor, filter, first)),
    },
    Mutation: {
      importClinicalRecords: async (_, { input }, context) => {
        const ids = await clinical.importRecords(context.actor, input);
        for (const id of ids) facts(context).clear(id);
        return { imported: ids.length, subjects: await subjectsOf(context, ids) };
      },
    },
    Subject: {
      __resolveReference: ({ id }, context) => facts(context).load(id),
    },
  } satisfies Resolvers;
  return { name: 'clinical', typeDefs: readTypeDefs(import.meta.dirname), resolvers };
}
