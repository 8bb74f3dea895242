import { buildSubgraphSchema } from '@apollo/subgraph';
import { createSourceEventStream, execute, GraphQLError, type ExecutionResult, type GraphQLSchema } from 'graphql';
import type { SubgraphModule } from '../../schema/subgraph.ts';
import { limitListItems, TooManyItems } from '../limits/list-items.ts';
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
): SubgraphSource {
  return new LocalSource(limitListItems(buildSubgraphSchema([{ typeDefs, resolvers }]), maxListItems));
}

/** A subgraph in this process: its operations are executed by graphql-js on its schema, without a network or JSON between. */
export class LocalSource implements SubgraphSource {
  readonly #schema: GraphQLSchema;

  /** @param schema a subgraph's executable schema (`buildSubgraphSchema`) */
  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  async execute({ operation, variables, context }: SubgraphRequest): Promise<SubgraphResult> {
    // The planner wrote the operation for this very schema, so it isn't validated again.
    const result = await execute({
      schema: this.#schema,
      document: operation.document,
      variableValues: variables,
      operationName: operation.name ?? null,
      contextValue: context,
    });
    return withinLimits(result);
  }

  async subscribe(request: SubgraphSubscription): Promise<AsyncIterator<SubgraphEvent, undefined>> {
    const { operation, variables, context, eventContext } = request;
    const args = {
      schema: this.#schema,
      document: operation.document,
      variableValues: variables,
      operationName: operation.name ?? null,
    };
    const stream = await createSourceEventStream({ ...args, contextValue: context });
    if (!(Symbol.asyncIterator in stream)) throw openingError(stream);
    const payloads = stream[Symbol.asyncIterator]() as AsyncIterator<unknown, unknown>;
    return {
      async next() {
        const payload = await payloads.next();
        if (payload.done) return { done: true, value: undefined };
        const context = await eventContext();
        const result = withinLimits(await execute({ ...args, rootValue: payload.value, contextValue: context }));
        return { done: false, value: { result, context } };
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
}

/** Every list that comes after the limit fails: one error says it all, and what came before it is not worth its memory. */
function withinLimits(result: ExecutionResult): SubgraphResult {
  const refusal = result.errors?.find(({ originalError }) => originalError instanceof TooManyItems);
  return refusal ? { errors: [refusal] } : result;
}

/** Why a subscription could not be opened. */
function openingError(result: ExecutionResult): Error {
  return result.errors?.[0] ?? new GraphQLError('the subscription could not be opened');
}
