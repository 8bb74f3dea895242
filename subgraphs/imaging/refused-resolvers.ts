import type { IntakeUseCases } from '../../core/intake/create-intake.ts';
import { notFound } from '../../core/errors.ts';
import { connectionOf } from './connection.ts';
import type { Resolvers } from './resolvers.generated.ts';

interface RefusedResolvers {
  readonly Query: Pick<NonNullable<Resolvers['Query']>, 'refusedFiles'>;
  readonly Mutation: Pick<NonNullable<Resolvers['Mutation']>, 'retryRefusedFiles' | 'discardRefusedFiles'>;
  readonly RefusedFile: NonNullable<Resolvers['RefusedFile']>;
}

/** Resolvers of refused.graphql, to be merged into the imaging subgraph. */
export function createRefusedResolvers(intake: IntakeUseCases): RefusedResolvers {
  return {
    Query: {
      refusedFiles: async (_, { projectId, first, after }, { actor }) =>
        connectionOf(await intake.refusedFiles(actor, projectId, first, after), ({ id }) => id),
    },
    Mutation: {
      retryRefusedFiles: async (_, { input }, { actor }) => ({
        files: [...(await intake.retryRefusedFiles(actor, input))],
      }),
      discardRefusedFiles: async (_, { input }, { actor }) => ({
        fileIds: [...(await intake.discardRefusedFiles(actor, input))],
      }),
    },
    RefusedFile: {
      reason: ({ reason }) => reason ?? '',
      pool: async ({ poolId }, _, { actor }) => {
        const pool = (await intake.poolsByIds(actor, [poolId])).get(poolId);
        if (!pool) throw notFound('pool');
        return pool;
      },
      keptUntil: (file) => intake.keptUntil(file),
      downloadPath: ({ id, originalObject }) => (originalObject === null ? null : `/intake/refused/${id}`),
    },
  };
}
