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
    if (changes.length > 0) await this.#feed.publishAll(changes);
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
