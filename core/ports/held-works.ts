import type { JsonObject } from '../json.ts';

/** Work of a step that outlives our processes: a container, a job of a cluster, a call to a remote application. */
export interface HeldWork {
  readonly stepRunId: string;
  /** A name of `stepKinds`: which executor can take it over or end it. */
  readonly uses: string;
  /** Of method, version, parameters and inputs: an attempt takes over only what does the same. Empty: no attempt takes it over. */
  readonly key: string;
  /** What the executor needs to find it again. Nothing that tells of a patient. */
  readonly handle: JsonObject;
}

/** Where the work of steps is that outlives our processes. At most one for each step of a run. */
export interface HeldWorks {
  /** Durable when this resolves, or with the ambient transaction; false, and nothing is noted, when that attempt no longer holds the step. */
  note(work: HeldWork, fence: number): Promise<boolean>;
  of(stepRunId: string): Promise<HeldWork | null>;
  /** Makes the step's work, if it has any, one that no attempt takes over: the next one ends it before it begins its own. */
  disown(stepRunId: string): Promise<void>;
  /** Those whose step has ended, of these kinds. */
  ofEndedSteps(uses: readonly string[]): Promise<readonly HeldWork[]>;
  /** Forgets it, if it is still the one noted. */
  forget(work: HeldWork): Promise<void>;
}
