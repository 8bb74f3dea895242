import { childRunId, subworkflow } from '../../core/workflows/child-runs.ts';
import type { WorkflowUseCases } from '../../core/workflows/workflows.ts';
import type { createLoaders } from './loaders.ts';
import type { Resolvers } from './resolvers.generated.ts';

/** Resolvers of definitions.graphql, to be merged into the workflows subgraph. */
export function createDefinitionsResolvers(
  useCases: Pick<WorkflowUseCases, 'validateWorkflow' | 'planRun'>,
  load: Pick<ReturnType<typeof createLoaders>, 'run' | 'exam'>,
) {
  return {
    Query: {
      validateWorkflow: async (_, { projectId, source }, { actor }) => [
        ...(await useCases.validateWorkflow(actor, projectId, source)),
      ],
      planRun: (_, { workflowId, examId }, { actor }) => useCases.planRun(actor, workflowId, examId),
    },
    Workflow: {
      source: ({ source, document }) => source ?? JSON.stringify(document, null, 2),
    },
    RunPlan: {
      exam: ({ examId }) => ({ id: examId }),
      steps: ({ steps }) => [...steps],
    },
    PlannedStep: {
      series: ({ itemId, itemLevel }) => (itemId === null || itemLevel !== 'SERIES' ? null : { id: itemId }),
      exam: ({ itemId, itemLevel }) => (itemId === null || itemLevel !== 'EXAM' ? null : { id: itemId }),
      earlierRun: ({ earlierRunId }, _args, context) =>
        earlierRunId === null ? null : load.run(context).load(earlierRunId),
    },
    StepRun: {
      exam: ({ itemId }, _args, context) => (itemId === null ? null : load.exam(context).load(itemId)),
      childRun: (step, _args, context) => (step.uses === subworkflow ? load.run(context).load(childRunId(step)) : null),
    },
  } satisfies Resolvers;
}
