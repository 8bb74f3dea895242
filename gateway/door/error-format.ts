import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { asError, errorCodes, HubError } from '../../core/errors.ts';
import { outcomeOfCode } from '../../core/telemetry/outcome.ts';
import { currentScope, noteOutcome } from '../../core/telemetry/work-scope.ts';

/** The error as clients see it. */
export type ErrorFormat = (formatted: GraphQLFormattedError, thrown: unknown) => GraphQLFormattedError;

/** Codes that say what is wrong with the operation itself; their messages hold nothing but what the client sent and the schema. */
const operationCodes = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_REQUEST',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/**
 * A HubError as its code, message and `details`; errors of the operation as they are; anything else as
 * INTERNAL_SERVER_ERROR with a correlation id (the operation's request id), under which the original is logged.
 */
export function hubErrorFormat(logger: Logger): ErrorFormat {
  return (formatted, thrown) => {
    const cause = causeOf(thrown);
    if (cause instanceof HubError)
      return withExtensions(formatted, cause.message, { code: cause.code, ...detailsOf(cause.details) });
    const { code, details } = formatted.extensions ?? {};
    if (typeof code === 'string' && isKnown(code))
      return withExtensions(formatted, formatted.message, { code, ...detailsOf(details) });
    // A subgraph in another process masked it already, and its log has it under that id.
    const known = formatted.extensions?.['correlationId'];
    const correlationId =
      typeof known === 'string' && known.length <= 64 ? known : (currentScope().requestId ?? randomUUID());
    logger.error({ correlationId, path: formatted.path, err: asError(cause) }, 'an operation failed');
    return withExtensions(formatted, 'the hub failed; its log has more under the correlation id', {
      code: 'INTERNAL_SERVER_ERROR',
      correlationId,
    });
  };
}

/** Errors as the subgraphs wrote them: for a gateway over foreign subgraphs, which mask what they want masked. */
export function openErrorFormat(): ErrorFormat {
  return (formatted, thrown) => {
    const cause = causeOf(thrown);
    if (cause instanceof HubError)
      return withExtensions(formatted, cause.message, { code: cause.code, ...detailsOf(cause.details) });
    const { stacktrace: _, ...extensions } = formatted.extensions ?? {};
    return withExtensions(formatted, formatted.message, extensions);
  };
}

/** Any thrown value as a GraphQL error, in that format. */
export function formatThrown(format: ErrorFormat, thrown: unknown): GraphQLFormattedError {
  if (thrown instanceof GraphQLError) {
    const json = thrown.toJSON();
    // graphql-js sets no code on the syntax errors that its parser throws.
    const code =
      json.extensions?.['code'] ?? (json.message.startsWith('Syntax Error') ? 'GRAPHQL_PARSE_FAILED' : undefined);
    return format(code === undefined ? json : { ...json, extensions: { ...json.extensions, code } }, thrown);
  }
  return format({ message: asError(thrown).message }, thrown);
}

function isKnown(code: string): boolean {
  return operationCodes.has(code) || (code !== 'INTERNAL_SERVER_ERROR' && Object.hasOwn(errorCodes, code));
}

function causeOf(thrown: unknown): unknown {
  let cause = thrown;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}

function detailsOf(details: unknown): { details?: unknown } {
  return typeof details === 'object' && details !== null && Object.keys(details).length > 0 ? { details } : {};
}

function withExtensions(
  error: GraphQLFormattedError,
  message: string,
  extensions: Record<string, unknown>,
): GraphQLFormattedError {
  // Whatever a client is told goes through here: the first of an operation's errors is what it ended with.
  noteOutcome(outcomeOfCode(extensions['code']));
  return {
    message,
    ...(error.locations ? { locations: error.locations } : {}),
    ...(error.path ? { path: error.path } : {}),
    extensions,
  };
}
