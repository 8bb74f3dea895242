-- Steps that are done again within their run, and runs that pause, are cancelled, or go on after their end.

-- `round`: how often the step was set back. `turn`: which of the step's jobs counts, since a job's key serves once.
-- `cut_short`: skipped because the run ended, not by what it needs or its condition.
ALTER TABLE workflow_step
  ADD COLUMN round int NOT NULL DEFAULT 0,
  ADD COLUMN turn int NOT NULL DEFAULT 0,
  ADD COLUMN cut_short boolean NOT NULL DEFAULT false;
UPDATE workflow_step SET cut_short = true WHERE state = 'SKIPPED' AND reason LIKE 'the run ended when %';

-- What a step had come to before it was set back.
CREATE TABLE workflow_step_round (
  step_run_id uuid NOT NULL REFERENCES workflow_step (id),
  round int NOT NULL,
  state text NOT NULL,
  attempts int NOT NULL,
  reason text,
  log text,
  outputs jsonb NOT NULL,
  started_at timestamptz,
  ended_at timestamptz,
  -- When and why it was set back.
  left_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  left_because text NOT NULL,
  PRIMARY KEY (step_run_id, round)
);

-- `reopened`: how often the run went on after an end.
ALTER TABLE workflow_run ADD COLUMN reopened int NOT NULL DEFAULT 0;
ALTER TABLE workflow_run DROP CONSTRAINT workflow_run_state_check;
ALTER TABLE workflow_run ADD CONSTRAINT workflow_run_state_check
  CHECK (state IN ('RUNNING', 'WAITING', 'PAUSED', 'COMPLETED', 'FAILED', 'CANCELLED'));

-- A step has a task in each round.
ALTER TABLE workflow_task ADD COLUMN round int NOT NULL DEFAULT 0;
ALTER TABLE workflow_task DROP CONSTRAINT workflow_task_step_run_id_key;
ALTER TABLE workflow_task ADD CONSTRAINT workflow_task_round UNIQUE (step_run_id, round);
