import type { ExecutionResult } from 'graphql';
import type { PreparedOperation } from './prepared-operation.ts';
import type { SubgraphResult, SubgraphSource } from './subgraph-source.ts';

/** One execution of a planned operation. */
export interface PlanRequest {
  readonly prepared: PreparedOperation;
  /** As the client sent them; subgraphs get them so. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Checked against the operation, with defaults. */
  readonly coerced: Readonly<Record<string, unknown>>;
  readonly context: object;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** A subscription's event: the answer to the plan's primary fetch. */
  readonly event?: SubgraphResult;
}

/** Runs plans: the replaceable heart of the engine. */
export interface PlanExecutor {
  execute(request: PlanRequest, sources: ReadonlyMap<string, SubgraphSource>): Promise<ExecutionResult>;
}
