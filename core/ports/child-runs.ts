/** A run that does a step of another. */
export interface ChildRun {
  readonly runId: string;
  readonly parentRunId: string;
  readonly stepRunId: string;
}

/** As it stands. */
export interface LinkedChild extends ChildRun {
  /** Paused because its parent was. */
  readonly pausedWithParent: boolean;
}

/** Of a run and all within it. */
export interface TreeCount {
  /** Assets of the project that steps are done for each of. */
  readonly items: number;
  /** Each step once for each that it is done for. */
  readonly steps: number;
}

/** Which runs do steps of others. Every call joins the ambient transaction. */
export interface ChildRuns {
  /** Both runs are there. The same again is no error. */
  link(child: ChildRun): Promise<void>;
  /** Absent: a run for itself. */
  parentsOf(runIds: readonly string[]): Promise<ReadonlyMap<string, ChildRun>>;
  /** By parent, in order of id; every id has a list. */
  childrenOf(runIds: readonly string[]): Promise<ReadonlyMap<string, readonly LinkedChild[]>>;
  /**
   * Counts what a run is done for and has, for the outermost run that it is a part of, unless either would be more than `most` with those
   * `before`. Those of the outermost run itself are the first, however often it is begun. Until the ambient transaction ends, nobody else does for
   * the same one.
   */
  takeRoom(
    rootRunId: string,
    runId: string,
    count: TreeCount,
    most: TreeCount,
  ): Promise<{ readonly before: TreeCount; readonly taken: boolean }>;
  /** Whether these pause because their parents do. */
  notePaused(runIds: readonly string[], withParent: boolean): Promise<void>;
}
