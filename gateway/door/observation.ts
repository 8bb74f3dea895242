import { getOperationAST, type DocumentNode } from 'graphql';
import type { Logger } from 'pino';
import { noMetrics, type EndedOperation, type Metrics } from '../../core/ports/metrics.ts';
import { noTracing, type Tracing } from '../../core/ports/tracing.ts';
import { secondsSince } from '../../core/telemetry/outcome.ts';
import { inScope, scopeOutcome } from '../../core/telemetry/work-scope.ts';
import { outcomeOfError } from '../graphql-outcome.ts';
import { rootFieldsOf } from '../limits/root-fields.ts';

/** Where operations are told. */
export interface Observation {
  readonly tracing: Tracing;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/** Tells of nothing but in the log. */
export function plainObservation(logger: Logger): Observation {
  return { tracing: noTracing, metrics: noMetrics, logger };
}

export interface Arrival {
  readonly requestId: string;
  /** The caller's W3C `traceparent`, as it came. */
  readonly traceparent: unknown;
  readonly transport: 'http' | 'websocket';
}

/** Says what the operation is, once its text was admitted: until then it is unknown, and may be anything. */
export type Identify = (document: DocumentNode, operationName: unknown) => void;

/**
 * What `work` answers, with a span, a count and a log line (level info) for the operation. The outcome is that of the first error that was
 * formatted for the client meanwhile, or of what `work` throws.
 */
export function observeOperation<T>(
  { tracing, metrics, logger }: Observation,
  { requestId, traceparent, transport }: Arrival,
  work: (identify: Identify) => Promise<T>,
): Promise<T> {
  const run = async (): Promise<T> =>
    tracing.span(
      'graphql',
      { 'pesscara.transport': transport, 'pesscara.request.id': requestId },
      async (span) => {
        let facts: Pick<EndedOperation, 'kind' | 'name'> = { kind: 'unknown', name: '' };
        const started = performance.now();
        const end = (outcome: EndedOperation['outcome']): void => {
          const seconds = secondsSince(started);
          span.set({ 'pesscara.outcome': outcome });
          metrics.operationEnded({ ...facts, outcome, seconds });
          logger.info({ ...facts, transport, outcome, ms: Math.round(seconds * 1000) }, 'operation');
        };
        try {
          const answer = await work((document, operationName) => {
            facts = factsOf(document, operationName);
            span.rename(`${facts.kind} ${facts.name}`.trimEnd());
            span.set({
              'graphql.operation.type': facts.kind,
              'graphql.operation.name': facts.name,
              'pesscara.root_fields': rootFieldNames(document),
            });
          });
          end(scopeOutcome());
          return answer;
        } catch (error) {
          const noted = scopeOutcome();
          end(noted === 'ok' ? outcomeOfError(error) : noted);
          throw error;
        }
      },
      'server',
    );
  return inScope({ requestId }, () => tracing.resume(typeof traceparent === 'string' ? traceparent : null, run));
}

const mostRootFields = 10;

function rootFieldNames(document: DocumentNode): string {
  const names = [...rootFieldsOf(document)];
  return names.length > mostRootFields ? `${names.slice(0, mostRootFields).join(' ')} …` : names.join(' ');
}

function factsOf(document: DocumentNode, operationName: unknown): Pick<EndedOperation, 'kind' | 'name'> {
  const operation = getOperationAST(document, typeof operationName === 'string' ? operationName : null);
  return operation ? { kind: operation.operation, name: operation.name?.value ?? '' } : { kind: 'unknown', name: '' };
}
