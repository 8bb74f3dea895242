import { operationFromDocument } from '@apollo/federation-internals';
import type { FetchNode, PlanNode, QueryPlan, SubscriptionNode } from '@apollo/query-planner';
import {
  getOperationAST,
  GraphQLError,
  Kind,
  parse,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
} from 'graphql';
import { LruCache } from '../lru-cache.ts';
import type { SubgraphOperation } from './subgraph-source.ts';
import type { LoadedSupergraph } from './supergraph.ts';

/** A valid operation with its plan. One object for all requests with that text and name. */
export interface PreparedOperation {
  readonly supergraph: LoadedSupergraph;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly plan: QueryPlan;
  /** The plan without the subscription around it; undefined when only introspection is asked for. */
  readonly root: PlanNode | undefined;
  /** The fetch that a subscription's events stand for. */
  readonly primary: FetchNode | undefined;
}

/** The plans of operations, kept by text and operation name. */
export class OperationCache {
  readonly #supergraph: LoadedSupergraph;
  readonly #prepared: LruCache<string, PreparedOperation>;

  constructor(supergraph: LoadedSupergraph, capacity: number) {
    this.#supergraph = supergraph;
    this.#prepared = new LruCache(capacity);
  }

  /**
   * The planned operation of a validated document.
   * @throws GraphQLError when the document has no such operation
   */
  prepare(text: string, document: DocumentNode, operationName: string | undefined): PreparedOperation {
    const key = `${operationName ?? ''}\n${text}`;
    let prepared = this.#prepared.get(key);
    if (!prepared) {
      prepared = this.#plan(document, operationName);
      this.#prepared.set(key, prepared);
    }
    return prepared;
  }

  #plan(document: DocumentNode, operationName: string | undefined): PreparedOperation {
    const operation = getOperationAST(document, operationName);
    if (!operation) {
      const message =
        operationName === undefined
          ? 'the document has several operations: say operationName'
          : `no operation ${operationName}`;
      throw new GraphQLError(message, { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } });
    }
    const { plannerSchema, planner } = this.#supergraph;
    const options = operationName === undefined ? {} : { operationName };
    const plan = planner.buildQueryPlan(operationFromDocument(plannerSchema, document, options));
    const { node } = plan;
    const fragments = new Map<string, FragmentDefinitionNode>();
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    }
    const subscription = node?.kind === 'Subscription' ? node : undefined;
    return {
      supergraph: this.#supergraph,
      document,
      operation,
      fragments,
      plan,
      root: node?.kind === 'Subscription' ? eventPlan(node) : node,
      primary: subscription?.primary,
    };
  }
}

/** What is done for each event: the primary, answered by the event, then the rest. */
function eventPlan({ primary, rest }: SubscriptionNode): PlanNode {
  if (!rest) return primary;
  return { kind: 'Sequence', nodes: [primary, ...(rest.kind === 'Sequence' ? rest.nodes : [rest])] };
}

/** A fetch's operation, parsed when a source first asks for the document. */
export class PlannedOperation implements SubgraphOperation {
  readonly kind: 'query' | 'mutation' | 'subscription';
  readonly text: string;
  readonly name: string | undefined;
  #document: DocumentNode | undefined;

  constructor(fetch: FetchNode) {
    this.kind = fetch.operationKind;
    this.text = fetch.operation;
    this.name = fetch.operationName;
    this.#document = fetch.operationDocumentNode;
  }

  get document(): DocumentNode {
    this.#document ??= parse(this.text, { noLocation: true });
    return this.#document;
  }
}
