import type { ChangeFeed, NewChange } from '../ports/change-feed.ts';
import type { JsonObject } from '../json.ts';

/**
 * A feed for one transaction, which keeps what it is told until `tell`, and publishes all of it by one statement then: the locks of topics, of
 * which the runs of a project share some, are so held for the end of the transaction only. Who makes one calls `tell` before what comes after
 * topics in the order of locks, and before the end.
 */
export class GatheredChanges implements ChangeFeed {
  readonly #feed: ChangeFeed;
  #changes: NewChange[] = [];

  constructor(feed: ChangeFeed) {
    this.#feed = feed;
  }

  publish(topic: string, payload: JsonObject): Promise<void> {
    return this.publishAll([{ topic, payload }]);
  }

  publishAll(changes: readonly NewChange[]): Promise<void> {
    this.#changes.push(...changes);
    return Promise.resolve();
  }

  async tell(): Promise<void> {
    const changes = this.#changes;
    this.#changes = [];
    if (changes.length > 0) await this.#feed.publishAll(inLockOrder(changes));
  }

  newest(topic: string): Promise<string> {
    return this.#feed.newest(topic);
  }

  subscribe(...asked: Parameters<ChangeFeed['subscribe']>): ReturnType<ChangeFeed['subscribe']> {
    return this.#feed.subscribe(...asked);
  }
}

/** The ports with such a feed; the same one where a caller in the ambient transaction has made it. */
export function gathering<P extends { readonly feed: ChangeFeed }>(ports: P): P & { readonly feed: GatheredChanges } {
  const { feed } = ports;
  return { ...ports, feed: feed instanceof GatheredChanges ? feed : new GatheredChanges(feed) };
}

/** The order in which topics are locked, see docs/workflows.md; those of a kind by name, where one transaction may tell of several. */
const kinds = [
  'asset-changes',
  'completed-exams',
  'notifications',
  'run',
  'project-runs',
  'project-tasks',
  'run-stops',
];

/** What is told on one topic stays in its order. */
function inLockOrder(changes: readonly NewChange[]): readonly NewChange[] {
  const rank = ({ topic }: NewChange): number => {
    const found = kinds.indexOf(topic.slice(0, topic.indexOf(':')));
    return found === -1 ? kinds.length : found;
  };
  return changes.toSorted((a, b) => rank(a) - rank(b) || (a.topic < b.topic ? -1 : a.topic > b.topic ? 1 : 0));
}
