import type { WorkflowUseCases } from '../../core/workflows/workflows.ts';
import type { Resolvers } from './resolvers.generated.ts';

/** Resolvers of quotas.graphql, to be merged into the workflows subgraph. */
export function createQuotasResolvers(useCases: Pick<WorkflowUseCases, 'projectQuota' | 'setProjectQuota'>) {
  return {
    Query: { projectQuota: (_, { projectId }, { actor }) => useCases.projectQuota(actor, projectId) },
    Mutation: {
      setProjectQuota: async (_, { input }, { actor }) => ({
        quota: await useCases.setProjectQuota(actor, {
          projectId: input.projectId,
          maxRuns: input.maxRuns ?? null,
          maxRunsADay: input.maxRunsADay ?? null,
        }),
      }),
    },
    ProjectQuota: { project: ({ projectId }) => ({ id: projectId }) },
  } satisfies Resolvers;
}
