import type { DocumentNode } from 'graphql';

/** A subgraph's answer to one operation; the engine may change the objects in `data`. */
export interface SubgraphResult {
  readonly data?: Record<string, unknown> | null | undefined;
  readonly errors?: readonly SubgraphError[] | undefined;
}

/** An error in a subgraph's answer: of a local one with what was thrown, of a remote one as it was sent. */
export interface SubgraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
  readonly originalError?: Error | null | undefined;
}

/** One operation for a subgraph, as the query planner wrote it. */
export interface SubgraphRequest {
  readonly operation: SubgraphOperation;
  readonly variables: Record<string, unknown>;
  /** What local resolvers get as their context. */
  readonly context: object;
  /** What a remote subgraph gets with the request: at least the caller's authorization, where there is one. */
  readonly headers: Readonly<Record<string, string>>;
  /** Aborts when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/** The operation of a plan's fetch: one object per plan, so that sources can keep what they made of it. */
export interface SubgraphOperation {
  readonly kind: 'query' | 'mutation' | 'subscription';
  readonly text: string;
  readonly name: string | undefined;
  /** Parsed on first use, then kept. */
  readonly document: DocumentNode;
}

/** One event of a subscription, with the context that the rest of its plan is resolved in. */
export interface SubgraphEvent {
  readonly result: SubgraphResult;
  readonly context: object;
}

export interface SubgraphSubscription extends SubgraphRequest {
  /**
   * A fresh context for each event: loaders must not answer an event with what they read for an earlier one, nor to whom may not read
   * it any more. What it throws ends the subscription.
   */
  readonly eventContext: () => Promise<object>;
}

/** Where a subgraph's answers come from: a schema in this process, or a URL. */
export interface SubgraphSource {
  execute(request: SubgraphRequest): Promise<SubgraphResult>;
  /** Opens a subscription. `return()` on the iterator ends it, also while a `next()` is pending. */
  subscribe(request: SubgraphSubscription): Promise<AsyncIterator<SubgraphEvent, undefined>>;
  /** Called after a mutation: a query that comes now must not share an answer that was asked for before. */
  forgetPending?(): void;
  close(): Promise<void>;
}
