import { GraphQLError, type ExecutionResult } from 'graphql';
import { HubError } from '../../core/errors.ts';
import { AnswerStream } from './answer-stream.ts';
import type { PlanExecutor, PlanRequest } from './plan-executor.ts';
import { PlannedOperation } from './prepared-operation.ts';
import type { SubgraphSource } from './subgraph-source.ts';

/**
 * The answers of a subscription: for each event of the owning subgraph, the rest of the plan is executed with the event as the
 * answer to its primary fetch, so entities resolve over all other subgraphs. The next event is asked for when the caller asks
 * for the next answer, so a slow caller holds the source back.
 * @throws GraphQLError when the subgraph refuses the subscription
 */
export async function subscribeToPlan(
  request: PlanRequest,
  {
    eventContext,
    onEnd = () => undefined,
  }: { readonly eventContext: () => Promise<object>; readonly onEnd?: () => void },
  executor: PlanExecutor,
  sources: ReadonlyMap<string, SubgraphSource>,
): Promise<AsyncGenerator<ExecutionResult, undefined>> {
  const { primary } = request.prepared;
  if (!primary) throw new GraphQLError('not a subscription', { extensions: { code: 'BAD_USER_INPUT' } });
  const source = sources.get(primary.serviceName);
  if (!source) throw new HubError('UPSTREAM_UNAVAILABLE', `no source for subgraph ${primary.serviceName}`);
  const variables: Record<string, unknown> = {};
  for (const name of primary.variableUsages ?? []) {
    if (Object.hasOwn(request.variables, name)) variables[name] = request.variables[name];
  }
  const { context, headers, signal } = request;
  const events = await source.subscribe({
    operation: new PlannedOperation(primary),
    variables,
    context,
    headers,
    signal,
    eventContext,
  });

  return new AnswerStream(
    async () => {
      const event = await events.next();
      if (event.done) return { done: true, value: undefined };
      const { result, context: eventScope } = event.value;
      return {
        done: false,
        value: await executor.execute({ ...request, context: eventScope, event: result }, sources),
      };
    },
    events,
    onEnd,
  );
}
