import type { WorkflowUseCases } from '../../core/workflows/workflows.ts';
import type { createLoaders } from './loaders.ts';
import type { Resolvers } from './resolvers.generated.ts';

type TriggerUseCases = Pick<WorkflowUseCases, 'createWebhook' | 'revokeWebhook' | 'listWebhooks' | 'startRuns'>;

/** Resolvers of triggers.graphql, to be merged into the workflows subgraph. */
export function createTriggersResolvers(
  useCases: TriggerUseCases,
  load: Pick<ReturnType<typeof createLoaders>, 'whyPaused'>,
) {
  return {
    Query: {
      webhooks: async (_, { projectId, first, after }, { actor }) => {
        const page = await useCases.listWebhooks(actor, projectId, first, after ?? null);
        const edges = page.items.map((node) => ({ cursor: node.id, node }));
        return {
          nodes: [...page.items],
          edges,
          pageInfo: { hasNextPage: page.hasNextPage, endCursor: edges.at(-1)?.cursor ?? null },
          totalCount: page.totalCount,
        };
      },
    },
    Mutation: {
      createWebhook: (_, { input }, { actor }) => useCases.createWebhook(actor, input),
      revokeWebhook: async (_, { input }, { actor }) => ({ webhook: await useCases.revokeWebhook(actor, input.id) }),
      startRuns: async (_, { input }, { actor }) => {
        const { results, page } = await useCases.startRuns(actor, {
          ...input,
          first: input.first ?? 1000,
          examIds: input.examIds ?? null,
          savedQueryId: input.savedQueryId ?? null,
          after: input.after ?? null,
          reuse: input.reuse ?? null,
          clientKey: input.clientKey ?? null,
        });
        return {
          results: results.map(({ examId, run, error }) => ({
            examId,
            run,
            code: error?.code ?? null,
            message: error?.message ?? null,
          })),
          pageInfo: page,
        };
      },
    },
    Workflow: {
      triggersPausedBecause: ({ id }, _args, context) => load.whyPaused(context).load(id),
    },
    Webhook: {
      project: ({ projectId }) => ({ id: projectId }),
      path: ({ id }) => `/hooks/${id}`,
    },
  } satisfies Resolvers;
}
