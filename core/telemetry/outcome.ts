import { errorCodes, HubError } from '../errors.ts';
import type { Outcome } from '../ports/metrics.ts';

const others: ReadonlySet<string> = new Set(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED']);

/** The outcome that a code in an answer means: a label from a closed set, whatever a foreign subgraph says. */
export function outcomeOfCode(code: unknown): Outcome {
  return typeof code === 'string' && (Object.hasOwn(errorCodes, code) || others.has(code))
    ? (code as Outcome)
    : 'OTHER';
}

/** The outcome of work that threw. */
export function outcomeOf(thrown: unknown): Outcome {
  return thrown instanceof HubError ? thrown.code : 'INTERNAL_SERVER_ERROR';
}

/** Seconds since that `performance.now()`. */
export function secondsSince(started: number): number {
  return (performance.now() - started) / 1000;
}
