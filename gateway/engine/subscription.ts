import { GraphQLError, type ExecutionResult } from 'graphql';
import { asError, HubError } from '../../core/errors.ts';
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

type Answer = IteratorResult<ExecutionResult, undefined>;
const finished: Answer = { done: true, value: undefined };

/** Not an async generator function, whose return() would wait for a pending next() that may never come. */
class AnswerStream implements AsyncGenerator<ExecutionResult, undefined> {
  readonly #pull: () => Promise<Answer>;
  readonly #events: Pick<AsyncIterator<unknown>, 'return'>;
  readonly #onEnd: () => void;
  #ended = false;
  #settlePending: ((answer: Answer) => void) | undefined;

  constructor(pull: () => Promise<Answer>, events: Pick<AsyncIterator<unknown>, 'return'>, onEnd: () => void) {
    this.#pull = pull;
    this.#events = events;
    this.#onEnd = onEnd;
  }

  next(): Promise<Answer> {
    if (this.#ended) return Promise.resolve(finished);
    return new Promise((resolve, reject) => {
      this.#settlePending = resolve;
      this.#pull().then(
        (answer) => {
          if (answer.done) this.#end();
          resolve(answer);
        },
        (error: unknown) => {
          this.#end();
          reject(asError(error));
        },
      );
    });
  }

  return(): Promise<Answer> {
    if (!this.#ended) {
      this.#end();
      this.#settlePending?.(finished);
      // A source that awaits its own next event answers this late or never; nobody has to wait for it, or hear how it ended.
      this.#events.return?.().then(undefined, () => undefined);
    }
    return Promise.resolve(finished);
  }

  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#onEnd();
  }

  async throw(error: unknown): Promise<Answer> {
    await this.return();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }
}
