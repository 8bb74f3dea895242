import {
  GraphQLError,
  specifiedRules,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { Admission } from '../limits/admission.ts';
import { LruCache } from '../lru-cache.ts';
import { AnswerStream } from './answer-stream.ts';
import type { Engine, EngineRequest, EngineSubscription } from './engine.ts';
import type { LocalSource } from './local-source.ts';
import type { SubgraphRequest, SubgraphResult } from './subgraph-source.ts';

/**
 * What a planner may write, which is more than a client may: the gateway has judged the client's operation already, and a plan's fetch is
 * its part of that, with keys added. What stays is a bound on what parsing costs.
 */
const plannedLimits = {
  maxTextLength: 1_000_000,
  maxTokens: 50_000,
  maxNesting: 500,
  maxDepth: 100,
  maxFields: 20_000,
  maxCost: Number.MAX_SAFE_INTEGER,
  maxAliases: 2_000,
  maxRootFields: 1_000,
  maxFragments: 1_000,
  maxSpreads: 5_000,
  maxDirectives: 1_000,
};

const never = new AbortController().signal;

/** One subgraph as an engine, so that the door serves it as it serves the whole: HTTP, WebSocket, health, drain. */
export class SubgraphEngine implements Engine {
  readonly apiSchema: GraphQLSchema;
  readonly admission = new Admission(plannedLimits);
  readonly #source: LocalSource;
  readonly #validations = new LruCache<string, readonly GraphQLError[]>(1000);

  constructor(source: LocalSource) {
    this.#source = source;
    this.apiSchema = source.schema;
  }

  validate(text: string, document: DocumentNode): readonly GraphQLError[] {
    let errors = this.#validations.get(text);
    if (!errors) {
      errors = validate(this.apiSchema, document, specifiedRules);
      this.#validations.set(text, errors);
    }
    return errors;
  }

  async execute(request: EngineRequest): Promise<ExecutionResult> {
    return resultOf(await this.#source.execute(requestOf(request, 'query')));
  }

  async subscribe(request: EngineSubscription): Promise<AsyncGenerator<ExecutionResult, undefined> | ExecutionResult> {
    try {
      const events = await this.#source.subscribe({
        ...requestOf(request, 'subscription'),
        eventContext: request.eventContext,
      });
      return new AnswerStream(
        async () => {
          const event = await events.next();
          return event.done ? event : { done: false, value: resultOf(event.value.result) };
        },
        events,
        request.onEnd ?? (() => undefined),
      );
    } catch (error) {
      if (error instanceof GraphQLError) return { errors: [error] };
      throw error;
    }
  }

  close(): Promise<void> {
    return this.#source.close();
  }
}

function requestOf(request: EngineRequest, kind: 'query' | 'subscription'): SubgraphRequest {
  const { text, document, operationName, variables, context, headers, signal } = request;
  return {
    operation: { kind, text, name: operationName ?? undefined, document },
    variables: { ...variables },
    context,
    headers: headers ?? {},
    signal: signal ?? never,
  };
}

/** graphql-js made the errors, so they are GraphQLErrors; the source's type says less, for what comes over a network. */
function resultOf({ data, errors }: SubgraphResult): ExecutionResult {
  return {
    data: data ?? null,
    ...(errors
      ? { errors: errors.map((error) => (error instanceof GraphQLError ? error : new GraphQLError(error.message))) }
      : {}),
  };
}
