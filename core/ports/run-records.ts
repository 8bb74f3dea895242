import type { JsonObject } from '../json.ts';

/** A run that has not ended, and every asset that it works on or has made so far, in all projects. */
export interface RunInFlight {
  readonly runId: string;
  readonly projectId: string;
  readonly examId: string;
  readonly assetIds: readonly string[];
}

/** One execution of a workflow, as provenance tells of it. */
export interface RunRecord {
  readonly runId: string;
  readonly projectId: string;
  readonly workflowName: string;
  readonly workflowVersion: number;
  readonly workflowTitle: string;
  /** The definition as it was written, with the run's own settings over those of its steps. */
  readonly document: JsonObject;
  readonly examId: string;
  readonly startedBy: string;
  readonly startedAt: Date;
  /** Null while it goes on. */
  readonly endedAt: Date | null;
}

/** What provenance asks of workflow runs. */
export interface RunRecords {
  inFlight(): Promise<readonly RunInFlight[]>;
  recordsOf(runIds: readonly string[]): Promise<ReadonlyMap<string, RunRecord>>;
}
