import { asError, HubError, notFound } from '../../core/errors.ts';

/** What the SDK's errors tell, in its own shape. */
interface SdkError {
  readonly name?: string;
  readonly code?: string;
  readonly message?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** Failures without an answer: of the connection (Node's codes, such as ECONNRESET), or of its patience. */
const network = /^(E[A-Z_]+|UND_ERR_\w+|TimeoutError|NetworkingError|RequestTimeout|AbortError)$/;
const full = /InsufficientStorage|QuotaExceeded|StorageFull|NoSpace|ENOSPC|no space left/i;

/**
 * The failure of a call as a HubError: NOT_FOUND, UNAVAILABLE (the server is full, throttles, is broken or can't be
 * reached: the same call may succeed later) or INTERNAL_SERVER_ERROR; what is no failure of a call, as it is. The cause holds name and text alone, because
 * the SDK's own error carries the answer's fields, and some servers repeat keys and signatures there.
 */
export function s3Failure(caught: unknown): Error {
  if (caught instanceof HubError) return caught;
  const error = caught as SdkError;
  const status = statusOf(caught);
  const said = error.code ?? error.name ?? 'Error';
  // A fault of ours stays one.
  if (status === null && !network.test(said)) return asError(caught);
  const cause = new Error(`${said}: ${asError(caught).message}`);
  if (status === 404) return notFound('stored object');
  if (status === 507 || full.test(cause.message)) {
    return new HubError('UNAVAILABLE', 'the object store is full: make room there', {}, { cause });
  }
  if (status === null || status >= 500 || status === 429 || status === 408 || said === 'SlowDown') {
    return new HubError('UNAVAILABLE', `the object store does not take or give bytes now (${said})`, {}, { cause });
  }
  return new HubError('INTERNAL_SERVER_ERROR', `the object store refuses what the hub asked (${said})`, {}, { cause });
}

/** The HTTP status of the answer, null when there was none (the connection failed or was cut). */
export function statusOf(caught: unknown): number | null {
  return (caught as SdkError).$metadata?.httpStatusCode ?? null;
}
