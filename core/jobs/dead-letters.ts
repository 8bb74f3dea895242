import { HubError, notFound } from '../errors.ts';
import { pageOf } from '../page.ts';
import { actorName, authorizeOnHub, type Actor } from '../policy/policy.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import { queueNames, type DeadLetter, type JobQueue, type QueueName } from '../ports/job-queue.ts';
import type { Transactor } from '../ports/transactor.ts';
import { parseTraceparent } from '../telemetry/trace-context.ts';
import { shownError } from './stored-error.ts';

export interface DeadLetterPorts {
  readonly queue: Pick<JobQueue, 'counts' | 'ages' | 'deadLetters' | 'requeue'>;
  readonly audit: AuditTrail;
  readonly transactor: Transactor;
  /** Why doing the job again would change nothing; null when it may have an effect. */
  readonly whyWithoutEffect: (dead: DeadLetter) => Promise<string | null>;
}

export interface QueueState {
  readonly name: QueueName;
  readonly queued: number;
  readonly active: number;
  readonly dead: number;
  /** Milliseconds that the oldest due job waits for a worker; null when none does. */
  readonly oldestWaitMs: number | null;
}

/** A job that was given up, without its payload. */
export interface DeadJob {
  readonly queue: QueueName;
  readonly key: string;
  /** Tries that were made. */
  readonly attempts: number;
  /** A code, and our own message where it has one: see `shownError`. */
  readonly error: string;
  readonly failedAt: Date;
  /** The trace that the job belongs to; null when it was not traced. */
  readonly traceId: string | null;
}

/** What administrators see and do of the hub's queues. */
export function createDeadLetters({ queue, audit, transactor, whyWithoutEffect }: DeadLetterPorts) {
  /** Every queue, in the order of an image's path. @throws UNAUTHENTICATED, FORBIDDEN */
  async function queues(actor: Actor): Promise<readonly QueueState[]> {
    authorizeOnHub(actor, 'jobs.manage');
    const [counts, ages] = await Promise.all([queue.counts(), queue.ages()]);
    return queueNames.map((name) => ({
      name,
      ...(counts.get(name) ?? { queued: 0, active: 0, dead: 0 }),
      oldestWaitMs: ages.get(name) ?? null,
    }));
  }

  return {
    queues,

    /** The newest to fail first. @throws UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT */
    async deadJobs(actor: Actor, name: QueueName, first: number): Promise<readonly DeadJob[]> {
      authorizeOnHub(actor, 'jobs.manage');
      const dead = await queue.deadLetters(name, { first: pageOf(first, null).first, order: 'newest' });
      return dead.map((letter) => ({
        queue: letter.queue,
        key: letter.key,
        attempts: letter.attempt,
        error: shownError(letter.error),
        failedAt: letter.failedAt,
        traceId: parseTraceparent(letter.trace)?.traceId ?? null,
      }));
    },

    /**
     * The job's queue, after the job got a fresh set of attempts.
     * @throws UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, CONFLICT when the job could have no effect any more
     */
    async requeue(actor: Actor, name: QueueName, key: string): Promise<QueueState> {
      authorizeOnHub(actor, 'jobs.manage');
      // PostgreSQL's text holds no NUL.
      if (key.includes('\0')) throw notFound('dead job of that queue and key');
      await transactor.transact(async () => {
        const [dead] = await queue.deadLetters(name, { key });
        if (!dead) throw notFound('dead job of that queue and key');
        const why = await whyWithoutEffect(dead);
        if (why !== null) throw new HubError('CONFLICT', `doing this job again would change nothing: ${why}`);
        await queue.requeue(name, key);
        await audit.append({
          actor: actorName(actor),
          action: 'job.requeued',
          target: `job:${name} ${key}`,
          projectId: null,
          reason: null,
          oldValue: { error: shownError(dead.error), attempts: dead.attempt, failedAt: dead.failedAt.toISOString() },
          newValue: null,
        });
      });
      const state = (await queues(actor)).find((one) => one.name === name);
      if (!state) throw new Error(`queue ${name} is not listed`);
      return state;
    },
  };
}
export type DeadLetters = ReturnType<typeof createDeadLetters>;
