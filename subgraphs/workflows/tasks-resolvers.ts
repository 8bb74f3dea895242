import { taskCursor } from '../../core/workflows/task-cursor.ts';
import type { WorkflowUseCases } from '../../core/workflows/workflows.ts';
import { present, type createLoaders } from './loaders.ts';
import type { Resolvers } from './resolvers.generated.ts';

/** People's tasks: their queue, who has one, what was decided. */
export function createTasksResolvers(useCases: WorkflowUseCases, load: ReturnType<typeof createLoaders>) {
  return {
    Query: {
      tasks: async (_, { projectId, state, first }, { actor }) => [
        ...(await useCases.listTasks(actor, projectId ?? null, state, first)),
      ],
      taskQueue: async (_, { projectId, state, mine, held, overdue, first, after }, { actor }) => {
        const query = { projectId: projectId ?? null, state, mine, held, overdue };
        const page = await useCases.taskQueue(actor, query, { first, after: after ?? null });
        const edges = page.items.map((node) => ({ cursor: taskCursor(node), node }));
        return {
          nodes: [...page.items],
          edges,
          pageInfo: { hasNextPage: page.hasNextPage, endCursor: edges.at(-1)?.cursor ?? null },
        };
      },
    },
    Mutation: {
      completeTask: async (_, { input }, context) => {
        const task = await useCases.completeTask(context.actor, { ...input, comment: input.comment ?? null });
        context.loaders.clear();
        return { task };
      },
      claimTask: async (_, { input }, context) => {
        const task = await useCases.claimTask(context.actor, { ...input, minutes: input.minutes ?? 60 });
        context.loaders.clear();
        return { task };
      },
      releaseTask: async (_, { input }, context) => {
        const task = await useCases.releaseTask(context.actor, input.taskId);
        context.loaders.clear();
        return { task };
      },
    },
    Task: {
      __resolveReference: ({ id }, context) => load.task(context).load(id),
      run: ({ runId }, _args, context) => present(load.run(context).load(runId), 'run'),
      roles: ({ roles }) => [...roles],
      sites: ({ spec }) => [...spec.sites],
      persons: ({ spec }) => [...spec.persons],
      priority: ({ spec }) => spec.priority,
      heldBy: ({ hold }) => hold,
      people: ({ spec }) => spec.people,
      independent: ({ spec }) => spec.independent,
      form: ({ spec }) => [...spec.form],
      sendBackTo: ({ spec }) => [...spec.sendBackTo],
      wantedOutputs: ({ spec }) => [...spec.outputs],
      signatureMeaning: ({ spec }) =>
        spec.signature && (spec.signature.meaning.toUpperCase() as Uppercase<typeof spec.signature.meaning>),
      values: ({ answers }) => answers,
      decisions: async ({ id }, _args, context) => [...((await load.decisionsOfTask(context).load(id)) ?? [])],
    },
    FormField: {
      type: ({ type }) => type.toUpperCase() as Uppercase<typeof type>,
      options: ({ options }) => [...options],
    },
    TaskDecision: {
      values: ({ answers }) => answers,
      outputs: ({ outputs }) => outputs.map(({ assetId }) => ({ id: assetId })),
    },
    TaskSignature: {
      signerName: ({ document }) => document.signer.name,
      meaning: ({ document }) => document.meaning,
      signedAt: ({ document }) => new Date(document.signedAt),
      inputsDigest: ({ document }) => document.inputs.digest,
    },
  } satisfies Resolvers;
}
