import { asError, HubError } from '../errors.ts';
import type { Claim, JobEnd } from '../ports/job-ledger.ts';
import type { JobHandler } from '../ports/job-queue.ts';
import { interruptedError, storedError } from './stored-error.ts';

export interface AttemptRules {
  /** Delay before try n+1: random up to `backoffMs * 2^(n-1)`, at most `maxBackoffMs`. */
  readonly backoffMs: number;
  readonly maxBackoffMs: number;
  /** About the time between two tries while a store is away: its work goes on soon after, and nothing is flooded meanwhile. */
  readonly outageMs: number;
  /** A job during which a process has died so often is buried: it may be what kills it. */
  readonly maxInterruptions: number;
  /** Hears each failed attempt, with its job. */
  readonly onError: (error: Error, job: Claim) => void;
}

/** What the worker is doing, apart from its jobs. */
export interface WorkerState {
  /** No handler may begin any more. */
  readonly closing: boolean;
  /** Handlers were told to stop: how they end is not their fault. */
  readonly aborted: boolean;
}

/** True for what every job would meet now: it is waited for, without counting. */
export function isOutage(error: Error): boolean {
  return error instanceof HubError && error.code === 'UNAVAILABLE';
}

/**
 * How the job ends, having run its handler once. What counts as an attempt: one that ended with an error. An attempt that
 * was interrupted (the process died, stopped, or stalled past its lock) is given back, but counted apart and bounded;
 * one that met an outage of a store is put off without counting.
 */
export async function attempt(
  job: Claim,
  handler: JobHandler,
  signal: AbortSignal,
  rules: AttemptRules,
  state: WorkerState,
): Promise<JobEnd> {
  if (job.interruptions > rules.maxInterruptions) {
    return { job, as: 'dead', error: interruptedError(job.interruptions) };
  }
  // Closed while the claim was under way.
  if (state.closing) return { job, as: 'released' };
  try {
    await handler(job, signal);
    return { job, as: 'done' };
  } catch (caught) {
    if (state.aborted) return { job, as: 'released' };
    const error = asError(caught);
    rules.onError(error, job);
    // A store of ours is away: that says nothing of the job, however long it lasts.
    if (isOutage(error))
      return { job, as: 'postponed', delayMs: (0.5 + Math.random()) * rules.outageMs, error: storedError(error) };
    const hopeless = error instanceof HubError && !error.retryable;
    if (hopeless || job.attempt >= job.attempts) return { job, as: 'dead', error: storedError(error) };
    const delayMs = Math.random() * Math.min(rules.maxBackoffMs, rules.backoffMs * 2 ** (job.attempt - 1));
    return { job, as: 'retry', delayMs, error: storedError(error) };
  }
}
