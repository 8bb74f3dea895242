import { HubError } from '../../core/errors.ts';

/** What an archive's failures are to the hub; messages hold neither addresses nor credentials nor what the archive said. */
export function unavailable(message: string): HubError {
  return new HubError('UPSTREAM_UNAVAILABLE', message);
}

export function malformed(): HubError {
  return unavailable('the archive answered something that is not DICOMweb');
}

export function stopped(signal: AbortSignal): HubError {
  const late = signal.reason instanceof Error && signal.reason.name === 'TimeoutError';
  return new HubError(
    'DEADLINE_EXCEEDED',
    late ? 'the archive did not answer in time' : 'the question to the archive was stopped',
  );
}

/**
 * Of a search that was no success. What the archive takes for a fault of the question (but of who asks, or when) is its word on
 * that question: it lives, and asking again changes nothing.
 */
export function searchRefusal(status: number): HubError {
  const isOfQuestion = status >= 400 && status < 500 && ![401, 403, 404, 408, 410, 429].includes(status);
  if (!isOfQuestion) return refusal(status);
  return new HubError('UNSUPPORTED', `the archive refused the question with status ${String(status)}`);
}

/** Of a status that is no success. */
export function refusal(status: number): HubError {
  if (status === 404 || status === 410) return new HubError('NOT_FOUND', 'the archive has no such object');
  if (status === 401 || status === 403) return unavailable("the archive refused the hub's token");
  return unavailable(`the archive answered with status ${String(status)}`);
}
