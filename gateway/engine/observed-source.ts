import type { Metrics } from '../../core/ports/metrics.ts';
import type { Tracing } from '../../core/ports/tracing.ts';
import { secondsSince } from '../../core/telemetry/outcome.ts';
import { currentScope } from '../../core/telemetry/work-scope.ts';
import { outcomeOfError, outcomeOfErrors } from '../graphql-outcome.ts';
import type { SubgraphRequest, SubgraphResult, SubgraphSource } from './subgraph-source.ts';

/** Where fetches are told. */
export interface FetchObservation {
  readonly tracing: Tracing;
  readonly metrics: Metrics;
}

/** Headers that belong to one request alone, whoever asks: equal questions may differ in them and still be asked once. */
export const observationHeaders: ReadonlySet<string> = new Set(['traceparent', 'x-request-id']);

/** The source, with a span and a duration for each fetch; a subgraph in another process continues the trace from the headers. */
export function observedSource(
  name: string,
  source: SubgraphSource,
  { tracing, metrics }: FetchObservation,
): SubgraphSource {
  const fetch = async (request: SubgraphRequest): Promise<SubgraphResult> => {
    const started = performance.now();
    try {
      const result = await source.execute({ ...request, headers: observed(request.headers, tracing) });
      metrics.fetchEnded(name, outcomeOfErrors(result.errors), secondsSince(started));
      return result;
    } catch (error) {
      metrics.fetchEnded(name, outcomeOfError(error), secondsSince(started));
      throw error;
    }
  };
  return {
    execute: (request) => {
      const { kind } = request.operation;
      const attributes = { 'pesscara.subgraph': name, 'graphql.operation.type': kind };
      return tracing.span(`fetch ${name}`, attributes, () => fetch(request), 'client');
    },
    subscribe: (request) => source.subscribe({ ...request, headers: observed(request.headers, tracing) }),
    forgetPending: () => source.forgetPending?.(),
    close: () => source.close(),
  };
}

function observed(headers: Readonly<Record<string, string>>, tracing: Tracing): Readonly<Record<string, string>> {
  const traceparent = tracing.current();
  const { requestId } = currentScope();
  if (traceparent === null && requestId === undefined) return headers;
  return {
    ...headers,
    ...(traceparent === null ? {} : { traceparent }),
    ...(requestId === undefined ? {} : { 'x-request-id': requestId }),
  };
}
