import { HubError } from '../core/errors.ts';
import type { Outcome } from '../core/ports/metrics.ts';
import { outcomeOfCode } from '../core/telemetry/outcome.ts';

/** The outcome that an error means: thrown by us, by graphql-js, or told by a subgraph. */
export function outcomeOfError(thrown: unknown): Outcome {
  let cause = thrown;
  while (isRecord(cause) && !(cause instanceof HubError) && cause['originalError']) cause = cause['originalError'];
  if (cause instanceof HubError) return cause.code;
  if (!isRecord(cause)) return 'INTERNAL_SERVER_ERROR';
  const { extensions, message } = cause;
  if (isRecord(extensions) && typeof extensions['code'] === 'string') return outcomeOfCode(extensions['code']);
  return typeof message === 'string' && message.startsWith('Syntax Error')
    ? 'GRAPHQL_PARSE_FAILED'
    : 'INTERNAL_SERVER_ERROR';
}

/** The outcome of an answer with these errors: that of the first. */
export function outcomeOfErrors(errors: readonly unknown[] | undefined): Outcome {
  return errors && errors.length > 0 ? outcomeOfError(errors[0]) : 'ok';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
