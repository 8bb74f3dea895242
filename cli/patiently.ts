import { HubError } from '../core/errors.ts';
import { HubUnreachable } from './exit.ts';

/**
 * Does the work; while the hub is away (it was killed and starts again), waits and does it again, for `forMs` at most (five
 * minutes if not said: on a slow machine, or one that is killed every few seconds, a hub needs them). `onFailed` hears each failure with
 * its number, and answers whether to give up.
 */
export async function patiently<T>(
  work: () => Promise<T>,
  forMs = 300_000,
  onFailed: (error: Error, times: number) => boolean = () => false,
): Promise<T> {
  const until = Date.now() + forMs;
  for (let times = 1; ; times++) {
    try {
      return await work();
    } catch (caught) {
      const passing = caught instanceof HubUnreachable || (caught instanceof HubError && caught.retryable);
      if (!passing || Date.now() > until || onFailed(caught, times)) throw caught;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}
