import type { DeadLetters } from '../../core/jobs/dead-letters.ts';
import type { RefusedWrites } from '../../core/jobs/refused-writes.ts';
import { runCursor } from '../../core/workflows/run-cursor.ts';
import type { Notification, StepRun } from '../../core/workflows/run.ts';
import type { RunEvent } from '../../core/workflows/subscriptions.ts';
import type { WorkflowUseCases } from '../../core/workflows/workflows.ts';
import { dateTime, jsonObject } from '../../schema/scalars.ts';
import { readTypeDefs, type HubContext, type SubgraphModule } from '../../schema/subgraph.ts';
import { createDefinitionsResolvers } from './definitions-resolvers.ts';
import { createJobsResolvers } from './jobs-resolvers.ts';
import { createPromotionsResolvers } from './promotions-resolvers.ts';
import { createRefusedWritesResolvers } from './refused-writes-resolvers.ts';
import { createQuotasResolvers } from './quotas-resolvers.ts';
import { createTriggersResolvers } from './triggers-resolvers.ts';
import { createLoaders, present } from './loaders.ts';
import { createRunResolvers } from './runs-resolvers.ts';
import { createSeriesCasesResolvers } from './series-cases-resolvers.ts';
import { createTasksResolvers } from './tasks-resolvers.ts';
import type { Resolvers } from './resolvers.generated.ts';

export interface WorkflowsSubgraphUseCases {
  readonly workflows: WorkflowUseCases;
  readonly deadLetters: DeadLetters;
  readonly refusedWrites: RefusedWrites;
}

/** Definitions, runs, people's tasks and notifications; the queues that do the work, and what they have given up. */
export function createWorkflowsSubgraph({
  workflows: useCases,
  deadLetters,
  refusedWrites,
}: WorkflowsSubgraphUseCases): SubgraphModule {
  const load = createLoaders(useCases);
  const ofTriggers = createTriggersResolvers(useCases, load);
  const ofQuotas = createQuotasResolvers(useCases);
  const ofJobs = createJobsResolvers(deadLetters);
  const ofWrites = createRefusedWritesResolvers(refusedWrites);
  const ofCases = createSeriesCasesResolvers(useCases);
  const ofTasks = createTasksResolvers(useCases, load);
  const ofDefinitions = createDefinitionsResolvers(useCases, load);
  const ofPromotions = createPromotionsResolvers(useCases, load);
  const derived = ({ outputs }: StepRun, biomarkers: boolean): { id: string }[] =>
    outputs.filter(({ kind }) => (kind === 'biomarker') === biomarkers).map(({ assetId }) => ({ id: assetId }));
  /** One context may serve all events of a subscription: what an earlier one loaded is old news. */
  const fresh = <T>(event: T, context: HubContext): T => {
    context.loaders.clear();
    return event;
  };

  const ofRuns = createRunResolvers(useCases, load, fresh);

  const resolvers = {
    DateTime: dateTime,
    JSONObject: jsonObject,
    ...ofJobs,
    Query: {
      ...ofJobs.Query,
      ...ofWrites.Query,
      ...ofRuns.Query,
      ...ofTasks.Query,
      ...ofCases.Query,
      ...ofDefinitions.Query,
      ...ofTriggers.Query,
      ...ofQuotas.Query,
      ...ofPromotions.Query,
      workflows: async (_, { projectId }, { actor }) => [...(await useCases.listWorkflows(actor, projectId ?? null))],
      run: (_, { id }, context) => load.run(context).load(id),
      runs: async (_, { filter, first, after }, { actor }) => {
        const query = {
          projectId: filter?.projectId ?? null,
          examId: filter?.examId ?? null,
          state: filter?.state ?? null,
        };
        const page = await useCases.listRuns(actor, query, { first, after: after ?? null });
        const edges = page.items.map((node) => ({ cursor: runCursor(node), node }));
        return {
          nodes: [...page.items],
          edges,
          pageInfo: { hasNextPage: page.hasNextPage, endCursor: edges.at(-1)?.cursor ?? null },
          totalCount: page.totalCount,
        };
      },
      notifications: async (_, { first }, { actor }) => [...(await useCases.listNotifications(actor, first))],
    },
    Mutation: {
      ...ofJobs.Mutation,
      ...ofWrites.Mutation,
      ...ofRuns.Mutation,
      ...ofTasks.Mutation,
      ...ofCases.Mutation,
      ...ofTriggers.Mutation,
      ...ofQuotas.Mutation,
      ...ofPromotions.Mutation,
      putWorkflow: async (_, { input }, { actor }) => ({ workflow: await useCases.putWorkflow(actor, input) }),
      startRun: async (_, { input }, { actor }) => ({
        run: await useCases.startRun(actor, {
          ...input,
          reuse: input.reuse ?? null,
          clientKey: input.clientKey ?? null,
        }),
      }),
    },
    Subscription: {
      ...ofRuns.Subscription,
      runProgress: {
        subscribe: (_, { id, after }, { actor, signal }) => useCases.runProgress(actor, id, after ?? null, signal),
        resolve: (event: RunEvent, _args: unknown, context: HubContext) => fresh(event, context),
      },
      projectRuns: {
        subscribe: (_, { projectId, after }, { actor, signal }) =>
          useCases.projectRuns(actor, projectId, after ?? null, signal),
        resolve: (event: RunEvent, _args: unknown, context: HubContext) => fresh(event, context),
      },
      notificationReceived: {
        subscribe: (_, { after }, { actor, signal }) => useCases.notificationsReceived(actor, after ?? null, signal),
        resolve: (event: Notification, _args: unknown, context: HubContext) => fresh(event, context),
      },
    },
    Exam: {
      __resolveReference: ({ id }, context) => load.exam(context).load(id),
      runs: async ({ id }, _args, context) => [...((await load.runsOfExam(context).load(id)) ?? [])],
    },
    Workflow: {
      ...ofDefinitions.Workflow,
      ...ofTriggers.Workflow,
      __resolveReference: ({ id }, context) => load.workflow(context).load(id),
      project: ({ projectId }) => ({ id: projectId }),
    },
    StepRound: ofRuns.StepRound,
    ProjectShare: ofRuns.ProjectShare,
    Webhook: ofTriggers.Webhook,
    ProjectQuota: ofQuotas.ProjectQuota,
    Project: ofPromotions.Project,
    ConfigurationChange: ofPromotions.ConfigurationChange,
    PromotedWorkflow: ofPromotions.PromotedWorkflow,
    PromotedPart: ofPromotions.PromotedPart,
    Run: {
      ...ofRuns.Run,
      __resolveReference: ({ id }, context) => load.run(context).load(id),
      workflow: ({ workflowId }, _args, context) => present(load.workflow(context).load(workflowId), 'workflow'),
      project: ({ projectId }) => ({ id: projectId }),
      exam: ({ examId }) => ({ id: examId }),
      steps: async ({ id }, _args, context) => [...((await load.steps(context).load(id)) ?? [])],
      reusedCount: async ({ id }, _args, context) =>
        ((await load.steps(context).load(id)) ?? []).filter(({ reused }) => reused !== null).length,
    },
    RunPlan: ofDefinitions.RunPlan,
    PlannedStep: ofDefinitions.PlannedStep,
    StepRun: {
      ...ofRuns.StepRun,
      ...ofDefinitions.StepRun,
      series: async ({ itemId }, _args, context) =>
        itemId === null || (await load.exam(context).load(itemId)) ? null : { id: itemId },
      outputs: (step) => derived(step, false),
      biomarkers: (step) => derived(step, true),
      task: ({ id }, _args, context) => load.taskOfStep(context).load(id),
    },
    Reuse: {
      activityId: ({ activityId }) => (activityId === '' ? null : activityId),
      project: ({ projectId }) => (projectId === null ? null : { id: projectId }),
    },
    RunEvent: {
      ...ofRuns.RunEvent,
      run: ({ runId }, _args, context) => present(load.run(context).load(runId), 'run'),
    },
    Task: ofTasks.Task,
    SeriesTypeCase: ofCases.SeriesTypeCase,
    FormField: ofTasks.FormField,
    TaskDecision: ofTasks.TaskDecision,
    TaskSignature: ofTasks.TaskSignature,
    Notification: {
      __resolveReference: ({ id }, context) => load.notification(context).load(id),
      run: ({ runId }, _args, context) => (runId === null ? null : load.run(context).load(runId)),
    },
  } satisfies Resolvers;
  return { name: 'workflows', typeDefs: readTypeDefs(import.meta.dirname), resolvers };
}
