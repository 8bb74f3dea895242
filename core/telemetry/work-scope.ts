import { AsyncLocalStorage } from 'node:async_hooks';
import type { Outcome } from '../ports/metrics.ts';

/** The piece of work that runs: what its log lines are marked with. Ids alone, nothing of a patient's. */
export interface WorkScope {
  /** Of the client's request. */
  readonly requestId?: string;
  readonly queue?: string;
  readonly key?: string;
  readonly attempt?: number;
}

/** A scope with what is noted in it while it lasts. */
interface Running {
  readonly scope: WorkScope;
  outcome: Outcome;
}

const storage = new AsyncLocalStorage<Running | undefined>();

/** What `work` answers; it and whatever it calls, however deep, are in that scope. Null: in none. */
export function inScope<T>(scope: WorkScope | null, work: () => T): T {
  return storage.run(scope === null ? undefined : { scope, outcome: 'ok' }, work);
}

/** The scope of the code that asks; empty outside of any. */
export function currentScope(): WorkScope {
  return storage.getStore()?.scope ?? nothing;
}

const nothing: WorkScope = {};

/** Notes that something in the scope went wrong; the first that says so counts. */
export function noteOutcome(outcome: Outcome): void {
  const running = storage.getStore();
  if (running?.outcome === 'ok') running.outcome = outcome;
}

/** What the scope has come to so far. */
export function scopeOutcome(): Outcome {
  return storage.getStore()?.outcome ?? 'ok';
}
