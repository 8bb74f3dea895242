import type { DeadLetters } from '../../core/jobs/dead-letters.ts';
import type { QueueName as CoreQueueName } from '../../core/ports/job-queue.ts';
import type { QueueName, Resolvers } from './resolvers.generated.ts';

const coreName: Readonly<Record<QueueName, CoreQueueName>> = {
  DEIDENTIFY: 'deidentify',
  REGISTER: 'register',
  ARCHIVE: 'archive',
  ADVANCE: 'advance',
  STEP: 'step',
  NOTIFY: 'notify',
  UPLOADS: 'uploads',
  RULES: 'rules',
  PURGE: 'purge',
  MAPPING: 'mapping',
  PROTOCOL: 'protocol',
};
const shownName: Readonly<Record<CoreQueueName, QueueName>> = {
  deidentify: 'DEIDENTIFY',
  register: 'REGISTER',
  archive: 'ARCHIVE',
  advance: 'ADVANCE',
  step: 'STEP',
  notify: 'NOTIFY',
  uploads: 'UPLOADS',
  rules: 'RULES',
  purge: 'PURGE',
  mapping: 'MAPPING',
  protocol: 'PROTOCOL',
};

type JobsResolvers = Pick<Resolvers, 'QueueState' | 'DeadJob'> & {
  readonly Query: Pick<NonNullable<Resolvers['Query']>, 'queues' | 'deadJobs'>;
  readonly Mutation: Pick<NonNullable<Resolvers['Mutation']>, 'requeueDeadJob'>;
};

/** Resolvers of jobs.graphql, to be merged into the workflows subgraph. */
export function createJobsResolvers(deadLetters: DeadLetters): JobsResolvers {
  return {
    Query: {
      queues: async (_, _args, { actor }) => [...(await deadLetters.queues(actor))],
      deadJobs: async (_, { queue, first }, { actor }) => [
        ...(await deadLetters.deadJobs(actor, coreName[queue], first)),
      ],
    },
    Mutation: {
      requeueDeadJob: async (_, { input }, { actor }) => ({
        queue: await deadLetters.requeue(actor, coreName[input.queue], input.key),
      }),
    },
    QueueState: { name: ({ name }) => shownName[name] },
    DeadJob: { queue: ({ queue }) => shownName[queue] },
  };
}
