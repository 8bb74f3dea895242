import type { Job, JobHandler, JobQueue } from '../ports/job-queue.ts';
import type { Metrics } from '../ports/metrics.ts';
import type { Tracing } from '../ports/tracing.ts';
import { outcomeOf, secondsSince } from './outcome.ts';
import { inScope } from './work-scope.ts';

export interface JobObservation {
  readonly tracing: Tracing;
  readonly metrics: Metrics;
  /** Hears how each attempt ended, within its scope and span; `error` is null when it ended well. */
  readonly onAttempt: (attempt: { readonly seconds: number; readonly error: unknown }) => void;
}

/**
 * The queue, with the trace of who enqueues travelling in each job, and a span, a duration and a log line for each attempt.
 * An attempt is a child of the span that enqueued the job, in whatever process it runs.
 */
export function observedQueue<Queue extends JobQueue>(queue: Queue, observation: JobObservation): Queue {
  const { tracing } = observation;
  const enqueue: JobQueue['enqueue'] = (jobs) => {
    const trace = tracing.current();
    return queue.enqueue(trace === null ? jobs : jobs.map((job) => ({ trace, ...job })));
  };
  const work: JobQueue['work'] = (name, concurrency, handler) =>
    queue.work(name, concurrency, observedHandler(handler, observation));
  return new Proxy(queue, {
    get(target, property) {
      if (property === 'enqueue') return enqueue;
      if (property === 'work') return work;
      const value: unknown = Reflect.get(target, property, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

function observedHandler(handler: JobHandler, { tracing, metrics, onAttempt }: JobObservation): JobHandler {
  return (job, signal) => {
    const { queue, key, attempt } = job;
    const attributes = { 'pesscara.queue': queue, 'pesscara.job.key': key, 'pesscara.job.attempt': attempt };
    const run = async (): Promise<void> => {
      const started = performance.now();
      try {
        await handler(job, signal);
      } catch (error) {
        const seconds = secondsSince(started);
        metrics.jobEnded(queue, outcomeOf(error), seconds);
        onAttempt({ seconds, error });
        throw error;
      }
      const seconds = secondsSince(started);
      metrics.jobEnded(queue, 'ok', seconds);
      onAttempt({ seconds, error: null });
    };
    return inScope(scopeOf(job), () =>
      tracing.resume(job.trace ?? null, () => tracing.span(`job ${queue}`, attributes, run, 'consumer')),
    );
  };
}

function scopeOf({ queue, key, attempt }: Job): { queue: string; key: string; attempt: number } {
  return { queue, key, attempt };
}
