import { asError, HubError } from '../errors.ts';

/**
 * What the work answers, which is stopped by its signal after `limitS` seconds (null: no limit), or with the outer signal.
 * @throws STEP_FAILED after the limit: its author has said how long is too long
 */
export async function withinTime<T>(
  limitS: number | null,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (limitS === null) return work(signal);
  const limit = new AbortController();
  const timer = setTimeout(() => {
    limit.abort();
  }, limitS * 1000);
  try {
    return await work(AbortSignal.any([signal, limit.signal]));
  } catch (caught) {
    if (!limit.signal.aborted || signal.aborted) throw caught;
    const cause = asError(caught);
    throw new HubError('STEP_FAILED', `it took longer than ${String(limitS)} s`, {}, { cause });
  } finally {
    clearTimeout(timer);
  }
}
