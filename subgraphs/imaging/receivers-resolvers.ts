import { notFound } from '../../core/errors.ts';
import type { IntakeUseCases } from '../../core/intake/create-intake.ts';
import type { Change } from '../../core/ports/change-feed.ts';
import { loaderOf, type HubContext } from '../../schema/subgraph.ts';
import type { Resolvers } from './resolvers.generated.ts';

const receivers = Symbol('pool receivers');
const rules = Symbol('rules of completeness');
const arrivals = Symbol('arrival of exams');

interface ReceiverResolvers {
  readonly Pool: Pick<NonNullable<Resolvers['Pool']>, 'receiver' | 'completeness'>;
  readonly QuarantinedExam: Pick<
    NonNullable<Resolvers['QuarantinedExam']>,
    'complete' | 'completeAt' | 'expectedImages'
  >;
  readonly Mutation: Pick<NonNullable<Resolvers['Mutation']>, 'setPoolReceiver' | 'setPoolCompleteness'>;
  readonly Subscription: Pick<NonNullable<Resolvers['Subscription']>, 'examCompleted'>;
}

/** Resolvers of receivers.graphql, to be merged into the imaging subgraph. */
export function createReceiverResolvers(intake: IntakeUseCases): ReceiverResolvers {
  const arrivalOf = (context: HubContext, id: string) =>
    loaderOf(context, arrivals, (ids) => intake.completenessOfExams(context.actor, ids)).load(id);
  return {
    QuarantinedExam: {
      complete: async ({ id }, _, context) => ((await arrivalOf(context, id))?.completeAt ?? null) !== null,
      completeAt: async ({ id }, _, context) => (await arrivalOf(context, id))?.completeAt ?? null,
      expectedImages: async ({ id }, _, context) => (await arrivalOf(context, id))?.expectedImages ?? null,
    },
    Subscription: {
      examCompleted: {
        subscribe: (_, { projectId, after }, { actor, signal }) =>
          intake.completedExams(actor, projectId, after ?? null, signal),
        resolve: async (change: Change, _: unknown, context: HubContext) => {
          // One context for all events of a subscription: what was loaded for the last one is stale now.
          context.loaders.clear();
          const id = change.payload['quarantinedExamId'] as string;
          const quarantinedExam = (await intake.examsByIds(context.actor, [id])).get(id);
          if (!quarantinedExam) throw notFound('quarantined exam');
          return { cursor: change.cursor, quarantinedExam };
        },
      },
    },
    Mutation: {
      setPoolCompleteness: async (_, { input }, { actor }) => ({
        pool: await intake.setPoolCompleteness(actor, { ...input, expectedImages: input.expectedImages ?? null }),
      }),
      setPoolReceiver: async (_, { input }, { actor }) => ({
        pool: await intake.setPoolReceiver(actor, { ...input, aeTitle: input.aeTitle ?? null }),
      }),
    },
    Pool: {
      completeness: async ({ id }, _, context) => {
        const rule = await loaderOf(context, rules, (ids) => intake.completenessRules(context.actor, ids)).load(id);
        if (!rule) throw notFound('pool');
        return { ...rule };
      },
      receiver: async ({ id }, _, context) => {
        const found = await loaderOf(context, receivers, (ids) => intake.receiversOfPools(context.actor, ids)).load(id);
        return (
          found && {
            aeTitle: found.aeTitle,
            callingAeTitles: [...found.callingAeTitles],
            callingAddresses: [...found.callingAddresses],
          }
        );
      },
    },
  };
}
