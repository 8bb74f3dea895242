import type { ProjectConfiguration } from '../../core/workflows/promotion.ts';
import type { WorkflowUseCases } from '../../core/workflows/workflows.ts';
import { loaderOf, type HubContext } from '../../schema/subgraph.ts';
import { present, type createLoaders } from './loaders.ts';
import type { Resolvers } from './resolvers.generated.ts';

type PromotionUseCases = Pick<
  WorkflowUseCases,
  | 'setProjectConfiguration'
  | 'configurationsOf'
  | 'configurationChanges'
  | 'promoteWorkflow'
  | 'importBundle'
  | 'withdrawPromotedWorkflow'
  | 'promotedWorkflow'
  | 'promotedWorkflows'
>;

const configurationKey = Symbol('configurations of projects');

/** Resolvers of promotions.graphql, to be merged into the workflows subgraph. */
export function createPromotionsResolvers(
  useCases: PromotionUseCases,
  load: Pick<ReturnType<typeof createLoaders>, 'workflow'>,
) {
  const configuration = (context: HubContext) =>
    loaderOf<ProjectConfiguration>(context, configurationKey, (ids) => useCases.configurationsOf(context.actor, ids));
  return {
    Query: {
      promotedWorkflow: (_, { id }, { actor }) => useCases.promotedWorkflow(actor, id),
      promotedWorkflows: async (_, { projectId, first, after }, { actor }) => {
        const page = await useCases.promotedWorkflows(actor, projectId, first, after ?? null);
        const edges = page.items.map((node) => ({ cursor: node.id, node }));
        return {
          nodes: [...page.items],
          edges,
          pageInfo: { hasNextPage: page.hasNextPage, endCursor: edges.at(-1)?.cursor ?? null },
          totalCount: page.totalCount,
        };
      },
      configurationChanges: async (_, { projectId, first, after }, { actor }) => {
        const page = await useCases.configurationChanges(actor, projectId, first, after ?? null);
        const edges = page.items.map((node) => ({ cursor: String(node.number), node }));
        return {
          nodes: [...page.items],
          edges,
          pageInfo: { hasNextPage: page.hasNextPage, endCursor: edges.at(-1)?.cursor ?? null },
          totalCount: page.totalCount,
        };
      },
    },
    Mutation: {
      setProjectConfiguration: async (_, { input }, context) => {
        await useCases.setProjectConfiguration(context.actor, { ...input, password: input.password ?? null });
        configuration(context).clear(input.projectId);
        return { project: { id: input.projectId } };
      },
      promoteWorkflow: async (_, { input }, { actor }) => ({
        promotedWorkflow: await useCases.promoteWorkflow(actor, input),
      }),
      importWorkflowBundle: async (_, { input }, { actor }) => ({
        promotedWorkflow: await useCases.importBundle(actor, input),
      }),
      withdrawPromotedWorkflow: async (_, { input }, { actor }) => ({
        promotedWorkflow: await useCases.withdrawPromotedWorkflow(actor, input),
      }),
    },
    Project: {
      __resolveReference: async ({ id }, context) => ((await configuration(context).load(id)) === null ? null : { id }),
      configuration: ({ id }, _args, context) => present(configuration(context).load(id), 'project'),
    },
    ConfigurationChange: {
      jws: ({ signature }) => signature?.jws ?? null,
      signature: ({ signatureState }) => signatureState,
    },
    PromotedWorkflow: {
      project: ({ projectId }) => ({ id: projectId }),
      workflow: ({ workflowId }, _args, context) => present(load.workflow(context).load(workflowId), 'workflow'),
      parts: ({ document, partIds }) =>
        document.workflows.map((part, index) => ({ part, workflowId: partIds[index] ?? '' })),
      bundle: ({ document }) => document,
      sha256: ({ hash }) => hash,
      importedFrom: ({ document }) => document.origin?.fingerprint ?? null,
      withdrawnAt: ({ withdrawn }) => withdrawn?.at ?? null,
      withdrawnBy: ({ withdrawn }) => withdrawn?.by ?? null,
      withdrawnReason: ({ withdrawn }) => withdrawn?.reason ?? null,
    },
    PromotedPart: {
      name: ({ part }) => part.name,
      version: ({ part }) => part.version,
      sha256: ({ part }) => part.sha256,
      writtenBy: ({ part }) => part.writtenBy,
      workflow: ({ workflowId }, _args, context) => present(load.workflow(context).load(workflowId), 'workflow'),
    },
  } satisfies Resolvers;
}
