import type { JsonObject } from '../../core/json.ts';
import type { ProjectScope } from '../../core/ports/workflow-store.ts';
import type { Notification, Run, StepRound, StepRun, StepOutputRef, Workflow } from '../../core/workflows/run.ts';

/** Rows of the workflow tables, and what they say in core's words. */

export interface WorkflowRow {
  id: string;
  project_id: string;
  name: string;
  version: number;
  title: string;
  document: JsonObject;
  source: string | null;
  created_at: Date;
  created_by: string;
}

export function workflowOf(row: WorkflowRow): Workflow {
  return {
    id: row.id,
    projectId: row.project_id,
    name: row.name,
    version: row.version,
    title: row.title,
    document: row.document,
    source: row.source,
    createdAt: row.created_at,
    createdBy: row.created_by,
  };
}

export interface RunRow {
  id: string;
  workflow_id: string;
  project_id: string;
  exam_id: string;
  state: Run['state'];
  reuse: Run['reuse'];
  priority: Run['priority'];
  percent: number;
  started_by: string;
  started_by_id: string | null;
  started_within: readonly string[] | null;
  started_at: Date;
  ended_at: Date | null;
  error: string | null;
  reopened: number;
  rerun_of: string | null;
  parameters: Run['parameters'];
}

export function runOf(row: RunRow): Run {
  return {
    id: row.id,
    workflowId: row.workflow_id,
    projectId: row.project_id,
    examId: row.exam_id,
    state: row.state,
    reuse: row.reuse,
    priority: row.priority,
    percent: row.percent,
    startedBy: row.started_by,
    startedById: row.started_by_id,
    startedWithin: row.started_within,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    error: row.error,
    reopened: row.reopened,
    rerunOf: row.rerun_of,
    parameters: row.parameters,
  };
}

export interface StepRow {
  id: string;
  run_id: string;
  step: string;
  uses: string;
  item_id: string | null;
  state: StepRun['state'];
  queued: boolean;
  attempts: number;
  failed_tries: number;
  fence: number;
  round: number;
  turn: number;
  cut_short: boolean;
  progress: number | null;
  progress_text: string | null;
  reason: string | null;
  log: string | null;
  reused_activity_id: string | null;
  reused_project_id: string | null;
  reused_run_id: string | null;
  reused_by: string | null;
  reused_at: Date | null;
  outputs: readonly StepOutputRef[];
  started_at: Date | null;
  ended_at: Date | null;
  retry_at: Date | null;
}

export function stepOf(row: StepRow): StepRun {
  return {
    id: row.id,
    runId: row.run_id,
    step: row.step,
    uses: row.uses,
    itemId: row.item_id,
    state: row.state,
    queued: row.queued,
    attempts: row.attempts,
    failedTries: row.failed_tries,
    fence: row.fence,
    round: row.round,
    turn: row.turn,
    cutShort: row.cut_short,
    progress: row.progress,
    progressText: row.progress_text,
    reason: row.reason,
    log: row.log,
    reused:
      row.reused_activity_id !== null && row.reused_by !== null && row.reused_at !== null
        ? {
            activityId: row.reused_activity_id,
            projectId: row.reused_project_id,
            runId: row.reused_run_id,
            by: row.reused_by,
            at: row.reused_at,
          }
        : null,
    outputs: row.outputs,
    startedAt: row.started_at,
    retryAt: row.retry_at,
    endedAt: row.ended_at,
  };
}

export interface StepRoundRow {
  step_run_id: string;
  round: number;
  state: StepRun['state'];
  attempts: number;
  reason: string | null;
  log: string | null;
  outputs: readonly StepOutputRef[];
  started_at: Date | null;
  ended_at: Date | null;
  left_at: Date;
  left_because: string;
}

export function stepRoundOf(row: StepRoundRow): StepRound {
  return {
    round: row.round,
    state: row.state,
    attempts: row.attempts,
    reason: row.reason,
    log: row.log,
    outputs: row.outputs,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    leftAt: row.left_at,
    leftBecause: row.left_because,
  };
}

export interface NotificationRow {
  id: string;
  user_id: string;
  at: Date;
  text: string;
  run_id: string | null;
  read_at: Date | null;
}

export function notificationOf(row: NotificationRow): Notification {
  return { id: row.id, userId: row.user_id, at: row.at, text: row.text, runId: row.run_id, readAt: row.read_at };
}

/** The parameter for `($n::uuid[] IS NULL OR project_id = ANY($n::uuid[]))`. */
export function scopeParameter(scope: ProjectScope): readonly string[] | null {
  return scope === 'ALL' ? null : scope;
}
