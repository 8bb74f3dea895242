import { badInput } from '../../core/errors.ts';
import { tailOf } from '../../core/workflows/step-log.ts';
import type { StepRun } from '../../core/workflows/run.ts';
import type { RunEvent } from '../../core/workflows/subscriptions.ts';
import type { NotificationEvent, TaskEvent } from '../../core/workflows/watch.ts';
import type { WorkflowUseCases } from '../../core/workflows/workflows.ts';
import type { HubContext } from '../../schema/subgraph.ts';
import type { createLoaders } from './loaders.ts';
import type { Resolvers } from './resolvers.generated.ts';

type Loaders = ReturnType<typeof createLoaders>;
type Part<T extends keyof Resolvers, K extends string> = Pick<
  NonNullable<Resolvers[T]>,
  K & keyof NonNullable<Resolvers[T]>
>;

/** Resolvers of runs.graphql, to be merged into the workflows subgraph. */
export interface RunResolvers {
  readonly Mutation: Part<
    'Mutation',
    'pauseRun' | 'resumeRun' | 'cancelRun' | 'retryRun' | 'rerun' | 'setRunPriority' | 'setProjectShare'
  >;
  readonly Query: Part<'Query', 'projectShare'>;
  readonly ProjectShare: Part<'ProjectShare', 'project'>;
  readonly Subscription: Part<'Subscription', 'runs' | 'tasks' | 'notifications'>;
  readonly Run: Part<'Run', 'rerunOf' | 'secondsLeft'>;
  readonly StepRun: Part<'StepRun', 'earlier' | 'log' | 'messages' | 'secondsLeft'>;
  readonly StepRound: Part<'StepRound', 'log' | 'outputs'>;
  readonly RunEvent: Part<'RunEvent', 'stepRun'>;
}

export function createRunResolvers(
  useCases: WorkflowUseCases,
  load: Loaders,
  fresh: <T>(event: T, context: HubContext) => T,
): RunResolvers {
  return {
    Mutation: {
      pauseRun: async (_, { input }, context) =>
        fresh({ run: await useCases.pauseRun(context.actor, { ...input, reason: input.reason ?? null }) }, context),
      resumeRun: async (_, { input }, context) =>
        fresh({ run: await useCases.resumeRun(context.actor, { ...input, reason: input.reason ?? null }) }, context),
      cancelRun: async (_, { input }, context) =>
        fresh({ run: await useCases.cancelRunFor(context.actor, input) }, context),
      retryRun: async (_, { input }, context) => {
        const wanted = { ...input, fromStep: input.fromStep ?? null, reason: input.reason ?? null };
        return fresh({ run: await useCases.retryRun(context.actor, wanted) }, context);
      },
      setRunPriority: async (_, { input }, context) =>
        fresh({ run: await useCases.setRunPriority(context.actor, input) }, context),
      setProjectShare: async (_, { input }, { actor }) => ({
        share: await useCases.setProjectShare(actor, { ...input, maxActiveSteps: input.maxActiveSteps ?? null }),
      }),
      rerun: async (_, { input }, { actor }) => ({
        run: await useCases.rerun(actor, {
          ...input,
          reuse: input.reuse ?? null,
          parameters: input.parameters ?? [],
          workflowId: input.workflowId ?? null,
          reason: input.reason ?? null,
          clientKey: input.clientKey ?? null,
        }),
      }),
    },
    Query: { projectShare: (_, { projectId }, { actor }) => useCases.projectShare(actor, projectId) },
    ProjectShare: { project: ({ projectId }) => ({ id: projectId }) },
    Subscription: {
      runs: {
        subscribe: (_, { filter, after }, { actor, signal }) => {
          const watched = { projectId: filter?.projectId ?? null, examId: filter?.examId ?? null };
          return useCases.runsChanged(actor, { ...watched, state: filter?.state ?? null }, after ?? null, signal);
        },
        resolve: (event: RunEvent, _args: unknown, context: HubContext) => fresh(event, context),
      },
      tasks: {
        subscribe: (_, { projectId, after }, { actor, signal }) =>
          useCases.tasksChanged(actor, projectId ?? null, after ?? null, signal),
        resolve: (event: TaskEvent, _args: unknown, context: HubContext) => fresh(event, context),
      },
      notifications: {
        subscribe: (_, { after }, { actor, signal }) => useCases.notificationsWatched(actor, after ?? null, signal),
        resolve: (event: NotificationEvent, _args: unknown, context: HubContext) => fresh(event, context),
      },
    },
    Run: {
      rerunOf: ({ rerunOf }, _args, context) => (rerunOf === null ? null : load.run(context).load(rerunOf)),
      secondsLeft: async ({ id }, _args, context) => (await load.timeLeft(context).load(id))?.run ?? null,
    },
    StepRun: {
      earlier: async ({ id, round }, _args, context) =>
        round === 0 ? [] : [...((await load.roundsOfStep(context).load(id)) ?? [])],
      log: ({ log }, { tailLines }) => lastLines(log, tailLines ?? null),
      messages: async ({ id, uses }, _args, context) =>
        uses === 'notify' ? [...((await load.messagesOfStep(context).load(id)) ?? [])] : [],
      secondsLeft: async ({ id, runId }, _args, context) =>
        (await load.timeLeft(context).load(runId))?.steps.get(id) ?? null,
    },
    StepRound: {
      log: ({ log }, { tailLines }) => lastLines(log, tailLines ?? null),
      outputs: ({ outputs }) =>
        outputs.filter(({ kind }) => kind !== 'biomarker').map(({ assetId }) => ({ id: assetId })),
    },
    RunEvent: {
      stepRun: async ({ runId, stepRunId }, _args, context): Promise<StepRun | null> =>
        stepRunId === null
          ? null
          : ((await load.steps(context).load(runId))?.find(({ id }) => id === stepRunId) ?? null),
    },
  };
}

function lastLines(log: string | null, lines: number | null): string | null {
  if (lines !== null && (lines < 1 || lines > 10_000)) throw badInput('tailLines', 'from 1 to 10000', lines);
  return tailOf(log, lines);
}
