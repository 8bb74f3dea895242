import {
  getVariableValues,
  GraphQLError,
  OperationTypeNode,
  specifiedRules,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLScalarType,
  type GraphQLSchema,
} from 'graphql';
import { Admission } from '../limits/admission.ts';
import type { Limits } from '../limits/limits.ts';
import { LruCache } from '../lru-cache.ts';
import { DirectExecutor } from './direct/direct-executor.ts';
import { observedSource, type FetchObservation } from './observed-source.ts';
import { judgeScalars } from './judge-scalars.ts';
import type { PlanExecutor, PlanRequest } from './plan-executor.ts';
import { OperationCache, type PreparedOperation } from './prepared-operation.ts';
import type { SubgraphSource } from './subgraph-source.ts';
import { subscribeToPlan } from './subscription.ts';
import { loadSupergraph } from './supergraph.ts';

export interface EngineOptions {
  readonly supergraphSdl: string;
  /** A source for each subgraph of the supergraph, by the name in its SDL; or how to make them from the URLs in it. */
  readonly dataSources:
    ReadonlyMap<string, SubgraphSource> | ((urls: ReadonlyMap<string, string>) => ReadonlyMap<string, SubgraphSource>);
  /** @default the values of `defaultLimits` */
  readonly limits?: Partial<Limits>;
  /** @default a `DirectExecutor` */
  readonly executor?: PlanExecutor;
  /** Plans kept. @default 1000 */
  readonly planCacheSize?: number;
  /** The supergraph's scalars that do not take any value. @default none: each takes any */
  readonly scalars?: readonly GraphQLScalarType[];
  /** Where fetches are told. @default nowhere */
  readonly observation?: FetchObservation;
}

/** One operation, admitted and valid. */
export interface EngineRequest {
  readonly text: string;
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
  /** What local resolvers get. */
  readonly context: object;
  /** What remote subgraphs get. @default {} */
  readonly headers?: Readonly<Record<string, string>>;
  /** Aborts when the client is gone. @default never */
  readonly signal?: AbortSignal;
}

export interface EngineSubscription extends EngineRequest {
  /** A fresh context for each event; what it throws ends the subscription. */
  readonly eventContext: () => Promise<object>;
  /** Called once when an opened subscription has ended, whoever ended it. */
  readonly onEnd?: () => void;
}

/** Answers GraphQL over a supergraph: one planner, one executor and one set of limits for queries, mutations and subscriptions. */
export interface Engine {
  readonly apiSchema: GraphQLSchema;
  /** The gate that every text has to pass before it is validated. */
  readonly admission: Admission;
  /** Why the document is no valid operation of the schema; empty when it is. */
  validate(text: string, document: DocumentNode): readonly GraphQLError[];
  /** Answers a query or mutation. Never throws for what the client did: that becomes `errors`. */
  execute(request: EngineRequest): Promise<ExecutionResult>;
  /** Opens a subscription; answers a result with `errors` when it can't be opened. */
  subscribe(request: EngineSubscription): Promise<AsyncGenerator<ExecutionResult, undefined> | ExecutionResult>;
  /** Closes the sources. */
  close(): Promise<void>;
}

/**
 * An engine over a supergraph.
 * @throws Error when the SDL is no supergraph, or a subgraph has no source
 */
export function createEngine(options: EngineOptions): Engine {
  return new FederationEngine(options);
}

class FederationEngine implements Engine {
  readonly apiSchema: GraphQLSchema;
  readonly admission: Admission;
  readonly #sources: ReadonlyMap<string, SubgraphSource>;
  readonly #executor: PlanExecutor;
  readonly #operations: OperationCache;
  readonly #validations: LruCache<string, readonly GraphQLError[]>;

  constructor({
    supergraphSdl,
    dataSources,
    limits = {},
    executor = new DirectExecutor(),
    planCacheSize = 1000,
    scalars = [],
    observation,
  }: EngineOptions) {
    const supergraph = loadSupergraph(supergraphSdl);
    const sources = typeof dataSources === 'function' ? dataSources(supergraph.urls) : dataSources;
    this.#sources = observation
      ? new Map([...sources].map(([name, source]) => [name, observedSource(name, source, observation)]))
      : sources;
    const missing = [...supergraph.urls.keys()].filter((name) => !sources.has(name));
    if (missing.length > 0)
      throw new Error(`dataSources: expected a source for each subgraph, none for ${missing.join(', ')}`);
    this.apiSchema = supergraph.apiSchema;
    judgeScalars(this.apiSchema, scalars);
    this.admission = new Admission(limits);
    this.#executor = executor;
    this.#operations = new OperationCache(supergraph, planCacheSize);
    this.#validations = new LruCache(planCacheSize);
  }

  validate(text: string, document: DocumentNode): readonly GraphQLError[] {
    let errors = this.#validations.get(text);
    if (!errors) {
      errors = validate(this.apiSchema, document, specifiedRules).map(
        (error) =>
          new GraphQLError(error.message, {
            nodes: error.nodes ?? null,
            extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
          }),
      );
      this.#validations.set(text, errors);
    }
    return errors;
  }

  async execute(request: EngineRequest): Promise<ExecutionResult> {
    const planned = this.#plan(request);
    if ('errors' in planned) return planned;
    if (planned.prepared.operation.operation === OperationTypeNode.SUBSCRIPTION) {
      return failure(
        new GraphQLError('subscriptions are served on WebSocket (graphql-transport-ws)', {
          extensions: { code: 'BAD_USER_INPUT' },
        }),
      );
    }
    if (planned.prepared.operation.operation === OperationTypeNode.QUERY) {
      return this.#executor.execute(planned, this.#sources);
    }
    try {
      return await this.#executor.execute(planned, this.#sources);
    } finally {
      for (const source of this.#sources.values()) source.forgetPending?.();
    }
  }

  async subscribe(request: EngineSubscription): Promise<AsyncGenerator<ExecutionResult, undefined> | ExecutionResult> {
    const planned = this.#plan(request);
    if ('errors' in planned) return planned;
    try {
      return await subscribeToPlan(planned, request, this.#executor, this.#sources);
    } catch (error) {
      if (error instanceof GraphQLError) return failure(error);
      throw error;
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#sources.values()].map((source) => source.close()));
  }

  #plan(request: EngineRequest): PlanRequest | { readonly errors: readonly GraphQLError[] } {
    let prepared: PreparedOperation;
    try {
      prepared = this.#operations.prepare(request.text, request.document, request.operationName ?? undefined);
    } catch (error) {
      if (error instanceof GraphQLError) return failure(error);
      throw error;
    }
    const variables = request.variables ?? {};
    const { errors, coerced } = getVariableValues(
      this.apiSchema,
      prepared.operation.variableDefinitions ?? [],
      variables,
      { maxErrors: 20 },
    );
    if (errors) {
      return {
        errors: errors.map(
          (e) => new GraphQLError(e.message, { nodes: e.nodes ?? null, extensions: { code: 'BAD_USER_INPUT' } }),
        ),
      };
    }
    return {
      prepared,
      variables,
      coerced,
      context: request.context,
      headers: request.headers ?? {},
      signal: request.signal ?? never,
    };
  }
}

const never = new AbortController().signal;

function failure(error: GraphQLError): { readonly errors: readonly GraphQLError[] } {
  return { errors: [error] };
}
