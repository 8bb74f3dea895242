import { buildSubgraphSchema } from '@apollo/subgraph';
import { createSourceEventStream, execute, GraphQLError, type ExecutionResult, type GraphQLSchema } from 'graphql';
import type { SubgraphModule } from '../../schema/subgraph.ts';
import { ListItems } from '../limits/list-items.ts';
import type {
  SubgraphEvent,
  SubgraphRequest,
  SubgraphResult,
  SubgraphSource,
  SubgraphSubscription,
} from './subgraph-source.ts';

/** A subgraph in this process, from its SDL and resolvers, with a limit on what the lists of an answer hold together. */
export function localSubgraph(
  { typeDefs, resolvers }: Pick<SubgraphModule, 'typeDefs' | 'resolvers'>,
  maxListItems?: number,
): LocalSource {
  const items = new ListItems(maxListItems);
  return new LocalSource(items.countedIn(buildSubgraphSchema([{ typeDefs, resolvers }])), items);
}

/** A subgraph in this process: its operations are executed by graphql-js on its schema, without a network or JSON between. */
export class LocalSource implements SubgraphSource {
  readonly schema: GraphQLSchema;
  readonly #items: ListItems | undefined;

  /**
   * @param schema a subgraph's executable schema (`buildSubgraphSchema`)
   * @param items what counts the lists of that schema; without it they have no limit
   */
  constructor(schema: GraphQLSchema, items?: ListItems) {
    this.schema = schema;
    this.#items = items;
  }

  async execute({ operation, variables, context }: SubgraphRequest): Promise<SubgraphResult> {
    // The planner wrote the operation for this very schema, so it isn't validated again.
    const result = await execute({
      schema: this.schema,
      document: operation.document,
      variableValues: variables,
      operationName: operation.name ?? null,
      contextValue: context,
    });
    return this.#withinLimits(result, context);
  }

  async subscribe(request: SubgraphSubscription): Promise<AsyncIterator<SubgraphEvent, undefined>> {
    const { operation, variables, context, eventContext } = request;
    const args = {
      schema: this.schema,
      document: operation.document,
      variableValues: variables,
      operationName: operation.name ?? null,
    };
    const stream = await createSourceEventStream({ ...args, contextValue: context });
    if (!(Symbol.asyncIterator in stream)) throw openingError(stream);
    const withinLimits = this.#withinLimits.bind(this);
    const payloads = stream[Symbol.asyncIterator]() as AsyncIterator<unknown, unknown>;
    return {
      async next() {
        const payload = await payloads.next();
        if (payload.done) return { done: true, value: undefined };
        const context = await eventContext();
        const result = await execute({ ...args, rootValue: payload.value, contextValue: context });
        return { done: false, value: { result: withinLimits(result, context), context } };
      },
      async return() {
        await payloads.return?.();
        return { done: true, value: undefined };
      },
    };
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #withinLimits(result: ExecutionResult, context: object): SubgraphResult {
    const refusal = this.#items?.refusal(context);
    return refusal ? { errors: [new GraphQLError(refusal.message, { originalError: refusal })] } : result;
  }
}

/** Why a subscription could not be opened. */
function openingError(result: ExecutionResult): Error {
  return result.errors?.[0] ?? new GraphQLError('the subscription could not be opened');
}
