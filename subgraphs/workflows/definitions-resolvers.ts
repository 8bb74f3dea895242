import type { WorkflowUseCases } from '../../core/workflows/workflows.ts';
import type { Resolvers } from './resolvers.generated.ts';

/** Resolvers of definitions.graphql, to be merged into the workflows subgraph. */
export function createDefinitionsResolvers(useCases: Pick<WorkflowUseCases, 'validateWorkflow'>) {
  return {
    Query: {
      validateWorkflow: async (_, { projectId, source }, { actor }) => [
        ...(await useCases.validateWorkflow(actor, projectId, source)),
      ],
    },
    Workflow: {
      source: ({ source, document }) => source ?? JSON.stringify(document, null, 2),
    },
  } satisfies Resolvers;
}
