/**
 * Whether a site is asked: CLOSED, always; OPEN, not at all, since it failed time after time; HALF_OPEN, one question is under way or
 * may go, to see whether it answers again.
 */
export type CircuitState = 'CLOSED' | 'OPEN' | 'HALF_OPEN';

export interface CircuitOptions {
  /** Failures in a row that open it. @default 5 */
  readonly failures?: number;
  /** How long it stays open. @default 30000 */
  readonly openMs?: number;
  /** Milliseconds on a clock that never goes back. */
  readonly now?: () => number;
}

interface Circuit {
  failures: number;
  /** Null when closed. */
  openedAt: number | null;
  /** True while the one question of a half-open circuit is under way. */
  trying: boolean;
}

export interface Circuits {
  stateOf(siteId: string): CircuitState;
  /** True when the site may be asked now; then one of the three that follow must be called. */
  enter(siteId: string): boolean;
  succeeded(siteId: string): void;
  failed(siteId: string): void;
  /** The question was given up by who asked: nothing is known of the site. */
  abandoned(siteId: string): void;
}

/** A circuit breaker for each site, as this process has seen them. */
export function createCircuits({
  failures: most = 5,
  openMs = 30_000,
  now = () => performance.now(),
}: CircuitOptions = {}): Circuits {
  const circuits = new Map<string, Circuit>();
  const stateOf = (siteId: string): CircuitState => {
    const openedAt = circuits.get(siteId)?.openedAt ?? null;
    if (openedAt === null) return 'CLOSED';
    return now() - openedAt < openMs ? 'OPEN' : 'HALF_OPEN';
  };
  return {
    stateOf,
    enter(siteId) {
      const state = stateOf(siteId);
      const circuit = circuits.get(siteId);
      if (state === 'CLOSED' || !circuit) return true;
      if (state === 'OPEN' || circuit.trying) return false;
      circuit.trying = true;
      return true;
    },
    succeeded(siteId) {
      circuits.delete(siteId);
    },
    failed(siteId) {
      const circuit = circuits.get(siteId) ?? { failures: 0, openedAt: null, trying: false };
      const failures = circuit.failures + 1;
      circuits.set(siteId, { failures, openedAt: failures >= most ? now() : null, trying: false });
    },
    abandoned(siteId) {
      const circuit = circuits.get(siteId);
      if (circuit) circuit.trying = false;
    },
  };
}
