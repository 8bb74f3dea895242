import type { ThrottleState } from '../ports/account-store.ts';
import { nextTry } from './throttle.ts';

const kept = 10_000;

/**
 * Tokens that were refused lately, in this process: a program that goes on with a token that ended is slowed down as a login is. Right
 * tokens are never held back by wrong ones, and 256 random bits need no protection against guessing.
 */
export class WrongTokens {
  readonly #states = new Map<string, ThrottleState>();

  /** @throws UNAUTHENTICATED while the token has to wait */
  check(hash: string, now: Date): void {
    const state = this.#states.get(hash);
    if (state && now < state.blockedUntil) nextTry(state, now, 'tries with an access token that is not valid');
  }

  /** True for the first failure in a while. */
  note(hash: string, now: Date): boolean {
    const state = this.#states.get(hash) ?? null;
    // Another try at the same moment has just been counted.
    if (state && now < state.blockedUntil) return false;
    this.#states.delete(hash);
    const next = nextTry(state, now);
    this.#states.set(hash, next);
    const [oldest] = this.#states.keys();
    if (this.#states.size > kept && oldest !== undefined) this.#states.delete(oldest);
    return next.failures === 1;
  }
}
