import type { ErrorCode } from '../errors.ts';
import type { QueueName } from './job-queue.ts';

/** How a piece of work ended: `ok`, or the code of its (first) error. */
export type Outcome = 'ok' | ErrorCode | 'GRAPHQL_PARSE_FAILED' | 'GRAPHQL_VALIDATION_FAILED' | 'OTHER';

/** The DICOMweb services: QIDO-RS, WADO-RS, STOW-RS. */
export type ArchiveVerb = 'search' | 'retrieve' | 'store';

export interface EndedOperation {
  readonly kind: 'query' | 'mutation' | 'subscription' | 'unknown';
  /** As the client named it; empty when it did not, or was refused before it counted. */
  readonly name: string;
  readonly outcome: Outcome;
  readonly seconds: number;
}

/** What the hub counts and times. Calls are cheap and never throw. */
export interface Metrics {
  operationEnded(operation: EndedOperation): void;
  fetchEnded(subgraph: string, outcome: Outcome, seconds: number): void;
  jobEnded(queue: QueueName, outcome: Outcome, seconds: number): void;
  archiveAnswered(site: string, verb: ArchiveVerb, outcome: Outcome, seconds: number): void;
  /** Answers what to call, once, when the subscription has ended. */
  subscriptionOpened(): () => void;
}

/** Counts nothing. */
export const noMetrics: Metrics = {
  operationEnded: () => undefined,
  fetchEnded: () => undefined,
  jobEnded: () => undefined,
  archiveAnswered: () => undefined,
  subscriptionOpened: () => () => undefined,
};
