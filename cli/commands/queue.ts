import type { Command } from 'commander';
import { z } from 'zod';
import { badInput } from '../../core/errors.ts';
import { queueNames } from '../../core/ports/job-queue.ts';
import type { CommandContext } from '../command-context.ts';
import { counted, table } from '../output.ts';

const queueState = z.object({
  name: z.string(),
  queued: z.number(),
  active: z.number(),
  dead: z.number(),
  oldestWaitMs: z.number().nullable(),
});
const queuesAnswer = z.object({ queues: z.array(queueState) });
const deadJobsAnswer = z.object({
  deadJobs: z.array(
    z.object({
      queue: z.string(),
      key: z.string(),
      attempts: z.number(),
      error: z.string(),
      failedAt: z.string(),
      traceId: z.string().nullable(),
    }),
  ),
});

/** The queue as GraphQL names it. @throws BAD_USER_INPUT for a name that there is none of */
function queueNamed(name: string): string {
  if (!queueNames.some((known) => known === name)) throw badInput('QUEUE', `one of ${queueNames.join(', ')}`, name);
  return name.toUpperCase();
}

/** `pesscara queue list|dead|requeue`: the hub's own jobs, and those that it has given up. */
export function addQueueCommand(program: Command, context: CommandContext): void {
  const command = program
    .command('queue')
    .description("the hub's jobs, and those that it has given up (administrators only)");
  command
    .command('list')
    .description('how many jobs each queue has')
    .action(() =>
      context.run(async (output) => {
        const client = await context.client();
        const { queues } = await client.request(queuesAnswer, '{ queues { name queued active dead oldestWaitMs } }');
        const rows = queues.map(({ name, queued, active, dead, oldestWaitMs }) => [
          name.toLowerCase(),
          `${String(queued)} waiting`,
          `${String(active)} running`,
          `${String(dead)} dead`,
          oldestWaitMs === null ? '' : `oldest waits ${String(Math.round(oldestWaitMs / 1000))} s`,
        ]);
        output.result(table(rows), queues);
      }),
    );
  command
    .command('dead <queue>')
    .description(`jobs that were given up, the newest first; QUEUE is ${queueNames.join(', ')}`)
    .option('--first <n>', 'at most so many', (text) => context.integer(text, 1, 1000), 50)
    .action((name: string, { first }: { first: number }) =>
      context.run(async (output) => {
        const queue = queueNamed(name);
        const client = await context.client();
        const { deadJobs } = await client.request(
          deadJobsAnswer,
          `query ($queue: QueueName!, $first: Int!) {
            deadJobs(queue: $queue, first: $first) { queue key attempts error failedAt traceId }
          }`,
          { queue, first },
        );
        const rows = deadJobs.map(({ key, attempts, error, failedAt, traceId }) => [
          key,
          failedAt,
          `after ${counted(attempts, 'try', 'tries')}`,
          traceId === null ? error : `${error} (trace ${traceId})`,
        ]);
        output.result(rows.length === 0 ? 'no dead job' : table(rows), deadJobs);
      }),
    );
  command
    .command('requeue <queue> <key>')
    .description('give a dead job a fresh set of attempts')
    .action((name: string, key: string) =>
      context.run(async (output) => {
        const queue = queueNamed(name);
        const client = await context.client();
        await client.request(
          z.unknown(),
          'mutation ($input: RequeueDeadJobInput!) { requeueDeadJob(input: $input) { queue { name } } }',
          { input: { queue, key } },
        );
        output.result(`${key} is in queue ${name} again`, { queue, key });
      }),
    );
}
