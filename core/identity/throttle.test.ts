import { describe, expect, it } from 'vitest';
import { fc } from '../../tests/support/fast-check.ts';
import type { ThrottleState } from '../ports/account-store.ts';
import { nextTry } from './throttle.ts';

const at = (ms: number) => new Date(1_700_000_000_000 + ms);

/** Tries at these times; how many went through, and the longest wait that was asked for. */
function run(times: readonly number[]): { tried: number; longestWaitMs: number } {
  let state: ThrottleState | null = null;
  let [tried, longestWaitMs] = [0, 0];
  for (const time of times) {
    try {
      state = nextTry(state, at(time));
      tried += 1;
      longestWaitMs = Math.max(longestWaitMs, state.blockedUntil.getTime() - at(time).getTime());
    } catch {
      continue;
    }
  }
  return { tried, longestWaitMs };
}

describe('nextTry', () => {
  it('doubles the wait from the fifth failure on, up to a minute', () => {
    let state: ThrottleState | null = null;
    let now = at(0);
    const waits: number[] = [];
    for (let n = 0; n < 14; n += 1) {
      state = nextTry(state, now);
      waits.push((state.blockedUntil.getTime() - now.getTime()) / 1000);
      now = state.blockedUntil;
    }
    expect(waits).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60]);
  });

  it('lets few tries through however they are timed, and never asks for more than a minute', () => {
    const times = fc
      .array(fc.integer({ min: 0, max: 600_000 }), { maxLength: 300 })
      .map((list) => list.toSorted((a, b) => a - b));
    fc.assert(
      fc.property(times, (list) => {
        const { tried, longestWaitMs } = run(list);
        // 4 free, then 1 + 2 + 4 + 8 + 16 + 32 s, then one a minute.
        expect(tried).toBeLessThanOrEqual(4 + 7 + 10);
        expect(longestWaitMs).toBeLessThanOrEqual(60_000);
      }),
    );
  });

  it('starts afresh after 15 quiet minutes', () => {
    let state: ThrottleState | null = null;
    for (let n = 0; n < 5; n += 1) state = nextTry(state, at(n));
    expect(nextTry(state, at(16 * 60_000))).toMatchObject({ failures: 1, blockedUntil: at(16 * 60_000) });
  });
});
