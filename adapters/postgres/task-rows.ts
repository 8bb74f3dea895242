import type { JsonObject } from '../../core/json.ts';
import type { Role } from '../../core/policy/policy.ts';
import type { Task, TaskDecision } from '../../core/workflows/run.ts';
import type { SignedTask } from '../../core/workflows/signed-task.ts';
import { taskSpecOf } from '../../core/workflows/task-spec.ts';

export interface TaskRow {
  id: string;
  run_id: string;
  step_run_id: string;
  round: number;
  project_id: string;
  title: string;
  instructions: string | null;
  roles: readonly Role[];
  state: Task['state'];
  created_at: Date;
  completed_by: string | null;
  completed_at: Date | null;
  comment: string | null;
  spec: JsonObject;
  due_at: Date | null;
  escalated_at: Date | null;
  held_by_id: string | null;
  held_by: string | null;
  held_until: Date | null;
  is_held: boolean;
  answers: JsonObject | null;
  note: string | null;
}

/** Of `workflow_task t`. Whether a lease has ended, the database's clock says: it is one for all processes. */
export const taskColumns = "t.*, (t.state = 'OPEN' AND t.held_until > clock_timestamp()) IS TRUE AS is_held";

export function taskOf(row: TaskRow): Task {
  const { held_by_id: personId, held_by: username, held_until: until } = row;
  return {
    id: row.id,
    runId: row.run_id,
    stepRunId: row.step_run_id,
    round: row.round,
    projectId: row.project_id,
    title: row.title,
    instructions: row.instructions,
    roles: row.roles,
    state: row.state,
    createdAt: row.created_at,
    completedBy: row.completed_by,
    completedAt: row.completed_at,
    comment: row.comment,
    spec: taskSpecOf(row.spec),
    dueAt: row.due_at,
    escalatedAt: row.escalated_at,
    hold:
      row.is_held && personId !== null && username !== null && until !== null ? { personId, username, until } : null,
    answers: row.answers,
    note: row.note,
  };
}

export interface DecisionRow {
  id: string;
  task_id: string;
  person_id: string;
  username: string;
  outcome: TaskDecision['outcome'];
  comment: string | null;
  answers: JsonObject | null;
  outputs: TaskDecision['outputs'];
  at: Date;
  document: SignedTask | null;
  jws: string | null;
}

export function decisionOf(row: DecisionRow): TaskDecision {
  return {
    id: row.id,
    taskId: row.task_id,
    personId: row.person_id,
    username: row.username,
    outcome: row.outcome,
    comment: row.comment,
    answers: row.answers,
    outputs: row.outputs,
    at: row.at,
    signature: row.document && row.jws !== null ? { document: row.document, jws: row.jws } : null,
  };
}
