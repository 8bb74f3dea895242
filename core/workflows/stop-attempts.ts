import { asError, HubError } from '../errors.ts';
import type { ChangeFeed } from '../ports/change-feed.ts';
import type { WorkflowPorts } from './ports.ts';
import type { StepRun } from './run.ts';

const topicOf = (runId: string): string => `run-stops:${runId}`;

/** An attempt that works for less than this never listens: it is over before it could be told. */
const listenAfterMs = 250;

/** Tells attempts at the run's steps, in whatever process, to look whether they still hold their step. Joins the ambient transaction. */
export async function stopAttempts(feed: ChangeFeed, runId: string): Promise<void> {
  await feed.publish(topicOf(runId), {});
}

/** While an attempt works. */
export interface Attendance {
  /** Aborts with the outer signal, and when the attempt has lost its hold on the step. */
  readonly signal: AbortSignal;
  /** True when the attempt has lost its hold: what it does is for nothing. */
  readonly isLost: () => boolean;
  [Symbol.dispose](): void;
}

/** Watches whether the attempt still holds its step; dispose it when the attempt ends. */
export function attend(
  { store, feed }: Pick<WorkflowPorts, 'store' | 'feed'>,
  { id, runId, fence }: Pick<StepRun, 'id' | 'runId' | 'fence'>,
  outer: AbortSignal,
): Attendance {
  const lost = new AbortController();
  const over = new AbortController();
  const look = async (): Promise<void> => {
    const now = (await store.getStepRuns([id])).get(id);
    if (now?.state !== 'RUNNING' || now.fence !== fence) {
      lost.abort(new HubError('CONFLICT', 'the step was stopped, or given to another attempt'));
    }
  };
  const listen = async (): Promise<void> => {
    // Subscribes before it looks, so that nothing falls between.
    const stops = feed.subscribe(topicOf(runId), null, AbortSignal.any([over.signal, lost.signal]));
    await look();
    for await (const _ of stops) await look();
  };
  const timer = setTimeout(() => {
    // Stopping early is a courtesy: an attempt that is not told works on, and writes nothing at its end.
    listen().catch((caught: unknown) => {
      if (!over.signal.aborted) process.emitWarning(asError(caught));
    });
  }, listenAfterMs);
  timer.unref();
  return {
    signal: AbortSignal.any([outer, lost.signal]),
    isLost: () => lost.signal.aborted,
    [Symbol.dispose]: () => {
      clearTimeout(timer);
      over.abort();
    },
  };
}
