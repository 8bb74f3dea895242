import { HubError } from '../errors.ts';
import type { ThrottleState } from '../ports/account-store.ts';

/** So many failures are free: people mistype. */
const freeFailures = 5;
const firstWaitMs = 1000;
/** Nobody can keep another from the door for longer: a wait ends by itself, and tries during it don't lengthen it. */
const longestWaitMs = 60_000;
export const forgetAfterMs = 15 * 60_000;

/**
 * The state of a name after one more try. The try counts as failed before it is made, so that many at the same time
 * can't slip by together; a success clears the name. From the fifth failure on the name waits 1 s, then 2 s, 4 s, ...
 * 60 s at most. 15 quiet minutes are a fresh start. Sessions that are open go on, whatever happens to their name here.
 * @throws UNAUTHENTICATED during a wait, the same for names that exist and names that don't
 */
export function nextTry(state: ThrottleState | null, now: Date, what = 'failed logins with this name'): ThrottleState {
  if (state && now < state.blockedUntil) {
    const retryAfterMs = state.blockedUntil.getTime() - now.getTime();
    const seconds = String(Math.ceil(retryAfterMs / 1000));
    throw new HubError('UNAUTHENTICATED', `too many ${what}: try again in ${seconds} s`, {
      retryAfterMs,
    });
  }
  const isFresh = !state || now.getTime() - state.lastTryAt.getTime() > forgetAfterMs;
  const failures = isFresh ? 1 : state.failures + 1;
  const waitMs = failures < freeFailures ? 0 : Math.min(firstWaitMs * 2 ** (failures - freeFailures), longestWaitMs);
  return { failures, lastTryAt: now, blockedUntil: new Date(now.getTime() + waitMs) };
}
