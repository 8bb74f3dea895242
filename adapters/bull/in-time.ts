import { setTimeout } from 'node:timers/promises';

/**
 * Resolves when the work does, and after `ms` all the same: a Redis that looks connected may have gone, and its commands then wait for it
 * to come back. The work must not reject.
 */
export async function inTime(work: Promise<unknown> | null, ms: number): Promise<void> {
  const ending = new AbortController();
  const late = setTimeout(ms, undefined, { signal: ending.signal }).catch(() => undefined);
  await Promise.race([work, late]);
  ending.abort();
}
