import type { Trigger } from '../workflows/trigger.ts';

/** How many runs a project may have; null: any number. */
export interface RunQuota {
  /** Under way, runs within runs not counted. */
  readonly maxRuns: number | null;
  /** Started from midnight to midnight, UTC, runs within runs not counted. */
  readonly maxRunsADay: number | null;
}

/** What of it is used. */
export interface QuotaUse extends RunQuota {
  readonly runs: number;
  readonly runsToday: number;
  /** What triggers would have started, and waits for room. */
  readonly waiting: number;
  /** By the database's clock. */
  readonly now: Date;
}

/** What a trigger starts when there is room. */
export interface WaitingStart {
  /** Of the run that it will be. */
  readonly runId: string;
  readonly projectId: string;
  readonly examId: string;
  /** By name. */
  readonly workflow: string;
  readonly key: string;
  /** What happened, as triggers name it; null where an earlier version did not note that. */
  readonly on: Trigger['on'] | null;
  readonly startedBy: string;
  readonly startedById: string | null;
  readonly causeRunId: string | null;
}

/** Quotas of projects. Every call joins the ambient transaction. */
export interface RunQuotas {
  /** In place of the one before. */
  set(projectId: string, quota: RunQuota, by: string): Promise<void>;
  /** Null: the project has none. Until the ambient transaction ends, nobody else holds it: what is counted stays so. */
  hold(projectId: string): Promise<QuotaUse | null>;
  use(projectId: string): Promise<QuotaUse>;
  /** One that waits already keeps its place. */
  wait(start: WaitingStart): Promise<void>;
  anyWaits(projectId: string): Promise<boolean>;
  /** Those that wait the longest. */
  nextWaiting(projectId: string, first: number): Promise<readonly WaitingStart[]>;
  /** Those of the exams on which a start of the workflow waits. */
  waitingExams(projectId: string, workflow: string, examIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** They wait no more. */
  forget(runIds: readonly string[]): Promise<void>;
}
