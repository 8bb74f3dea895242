import { buildSubgraphSchema } from '@apollo/subgraph';
import { composeServices } from '@apollo/composition';
import { parse, type GraphQLSchema } from 'graphql';
import { EventQueue } from '../../gateway/engine/event-queue.ts';

/** Shaped like the hub's `runProgress`, as far as the benchmark asks for it. */
const typeDefs = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { progressVersion: String! }
  type Subscription { runProgress(id: ID!): RunEvent! }
  type RunEvent { at: String! message: String! state: String! }`);

interface Payload {
  readonly runProgress: { readonly at: string; readonly message: string; readonly state: string };
}

/** The events of runs, in memory: what is left is the gateway's own work. */
export class ProgressSource {
  readonly schema: GraphQLSchema;
  readonly #watching = new Map<string, Set<EventQueue<Payload>>>();
  #published = 0;

  constructor() {
    const subscribe = (_: unknown, { id }: { id: string }) => this.#watch(id);
    this.schema = buildSubgraphSchema([
      { typeDefs, resolvers: { Query: { progressVersion: () => '1' }, Subscription: { runProgress: { subscribe } } } },
    ]);
  }

  /** How many watch the run. */
  watching(runId: string): number {
    return this.#watching.get(runId)?.size ?? 0;
  }

  /** Tells all who watch the run of one event, whose time is now. */
  publish(runId: string): void {
    const message = `step ${String((this.#published += 1))} is done`;
    const runProgress = { at: new Date().toISOString(), message, state: 'RUNNING' };
    for (const queue of this.#watching.get(runId) ?? []) {
      if (!queue.push({ runProgress })) throw new Error(`${runId}: a subscriber is too far behind`);
    }
  }

  #watch(runId: string): AsyncIterableIterator<Payload, undefined> {
    const queue = new EventQueue<Payload>(100);
    const watching = this.#watching.get(runId) ?? new Set();
    this.#watching.set(runId, watching.add(queue));
    return {
      next: () => queue.next(),
      return: () => {
        watching.delete(queue);
        queue.end();
        return Promise.resolve({ done: true, value: undefined });
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }
}

export function progressSupergraph(url: string): string {
  const result = composeServices([{ name: 'progress', typeDefs, url }]);
  if (result.errors) throw new AggregateError(result.errors, 'the subgraph of progress does not compose');
  return result.supergraphSdl;
}
