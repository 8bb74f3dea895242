import { asError, HubError } from '../errors.ts';

/** How a site's archive answered one question. */
export interface SiteStatus {
  readonly reachable: boolean;
  /** Null when it did not answer. */
  readonly latencyMs: number | null;
  /** Why not; no address, no credential. Null when reachable. */
  readonly error: string | null;
  readonly checkedAt: Date;
}

/** The code of an archive's own refusal of a question (see `core/ports/archive.ts`). */
export const refusedBySite = 'UNSUPPORTED';

export interface Answer<T> {
  readonly status: SiteStatus;
  /** Null when the site did not answer. */
  readonly value: T | null;
  /** True when the site did answer, that it takes no such question: it lives. */
  readonly isRefusal?: true;
}

/**
 * The site's answer within `deadlineMs`, or why there is none: a dead site is data, never a thrown error, and costs no
 * more than its deadline even when the adapter ignores the signal.
 */
export async function askSite<T>(
  ask: (signal: AbortSignal) => Promise<T>,
  deadlineMs: number,
  stop?: AbortSignal,
): Promise<Answer<T>> {
  const deadline = AbortSignal.timeout(deadlineMs);
  const signal = stop ? AbortSignal.any([deadline, stop]) : deadline;
  const checkedAt = new Date();
  const started = performance.now();
  try {
    const value = await beforeAbort(ask(signal), signal);
    return {
      status: { reachable: true, latencyMs: Math.round(performance.now() - started), error: null, checkedAt },
      value,
    };
  } catch (caught) {
    const error = asError(caught);
    const reason = signal.aborted
      ? 'the archive did not answer in time'
      : error instanceof HubError
        ? error.message
        : 'the archive failed';
    const refused = error instanceof HubError && error.code === refusedBySite && !signal.aborted;
    return {
      status: { reachable: false, latencyMs: null, error: reason, checkedAt },
      value: null,
      ...(refused ? { isRefusal: true } : {}),
    };
  }
}

function beforeAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      reject(asError(signal.reason));
    };
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', stop);
    });
  });
}
