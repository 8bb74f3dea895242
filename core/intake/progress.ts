import type { Change, ChangeFeed } from '../ports/change-feed.ts';

/** Tells subscribers of an ingestion that its counts have changed; the counts themselves are read when the event is answered. */
export interface Progress {
  /** Within the ambient transaction: seen exactly when it commits. */
  now(ingestionIds: readonly string[]): Promise<void>;
  /** Within 200 ms, once for all calls in that time: for the door, where thousands of files pass. */
  soon(ingestionId: string): void;
  /** Sends what `soon` has promised; for an orderly stop. */
  flush(): Promise<void>;
  changes(ingestionId: string, after: string | null, signal: AbortSignal): AsyncIterable<Change>;
}

const coalesceMs = 200;
const topicOf = (ingestionId: string): string => `ingestion:${ingestionId}`;

/** Progress on the change feed. `onError` hears a publication that failed outside of any request. */
export function createProgress(feed: ChangeFeed, onError: (error: unknown) => void): Progress {
  const pending = new Map<string, NodeJS.Timeout>();
  const publish = (ingestionId: string): Promise<void> => feed.publish(topicOf(ingestionId), { ingestionId });
  return {
    async now(ingestionIds) {
      for (const id of ingestionIds.toSorted()) await publish(id);
    },
    soon(ingestionId) {
      if (pending.has(ingestionId)) return;
      const timer = setTimeout(() => {
        pending.delete(ingestionId);
        publish(ingestionId).catch(onError);
      }, coalesceMs);
      pending.set(ingestionId, timer);
    },
    async flush() {
      const ids = [...pending.keys()];
      for (const timer of pending.values()) clearTimeout(timer);
      pending.clear();
      for (const id of ids) await publish(id);
    },
    changes: (ingestionId, after, signal) => feed.subscribe(topicOf(ingestionId), after, signal),
  };
}
