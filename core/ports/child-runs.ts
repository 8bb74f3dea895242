/** A run that does a step of another. */
export interface ChildRun {
  readonly runId: string;
  readonly parentRunId: string;
  readonly stepRunId: string;
}

/** Which runs do steps of others. Every call joins the ambient transaction. */
export interface ChildRuns {
  /** Both runs are there. The same again is no error. */
  link(child: ChildRun): Promise<void>;
  /** Absent: a run for itself. */
  parentsOf(runIds: readonly string[]): Promise<ReadonlyMap<string, ChildRun>>;
}
