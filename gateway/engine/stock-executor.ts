import { buildOperationContext, executeQueryPlan, type GraphQLDataSource } from '@apollo/gateway';
import type { ExecutionResult } from 'graphql';
import { pino } from 'pino';
import { LruCache } from '../lru-cache.ts';
import type { PlanExecutor, PlanRequest } from './plan-executor.ts';
import { PlannedOperation } from './prepared-operation.ts';
import type { SubgraphOperation, SubgraphSource } from './subgraph-source.ts';

type StockContext = Parameters<typeof executeQueryPlan>[2];

/**
 * The executor that `@apollo/gateway` exports: the reference that ours is compared with.
 * It knows no subscriptions, so an event is replayed as the answer to the primary fetch.
 */
export class StockExecutor implements PlanExecutor {
  readonly #operations = new LruCache<string, SubgraphOperation>(1000);
  readonly #logger = pino({ level: 'silent' });

  async execute(request: PlanRequest, sources: ReadonlyMap<string, SubgraphSource>): Promise<ExecutionResult> {
    const { prepared } = request;
    const { supergraph } = prepared;
    const operationContext = buildOperationContext({
      schema: supergraph.apiSchema,
      operationDocument: prepared.document,
      ...(prepared.operation.name ? { operationName: prepared.operation.name.value } : {}),
    });
    const requestContext = {
      request: { query: '', variables: { ...request.variables } },
      context: request.context,
      document: prepared.document,
      logger: this.#logger,
      metrics: {},
    } as unknown as StockContext;
    const plan = prepared.root ? { kind: 'QueryPlan' as const, node: prepared.root } : { kind: 'QueryPlan' as const };
    return executeQueryPlan(
      plan,
      this.#services(request, sources),
      requestContext,
      operationContext,
      supergraph.schema,
      supergraph.plannerSchema,
    );
  }

  #services(request: PlanRequest, sources: ReadonlyMap<string, SubgraphSource>): Record<string, GraphQLDataSource> {
    const { context, headers, signal, prepared } = request;
    let event = request.event;
    const services: Record<string, GraphQLDataSource> = {};
    for (const [name, source] of sources) {
      services[name] = {
        process: async ({ request: { query, variables } }) => {
          const text = query ?? '';
          if (event && text === prepared.primary?.operation && name === prepared.primary.serviceName) {
            const replayed = event;
            event = undefined;
            return replayed as never;
          }
          const operation = this.#operation(text);
          return (await source.execute({ operation, variables: variables ?? {}, context, headers, signal })) as never;
        },
      };
    }
    return services;
  }

  #operation(text: string): SubgraphOperation {
    let operation = this.#operations.get(text);
    if (!operation) {
      const operationKind = text.startsWith('mutation') ? 'mutation' : 'query';
      operation = new PlannedOperation({
        kind: 'Fetch',
        serviceName: '',
        operation: text,
        operationName: /^(?:query|mutation) (\w+)/.exec(text)?.[1],
        operationKind: operationKind as never,
      });
      this.#operations.set(text, operation);
    }
    return operation;
  }
}
