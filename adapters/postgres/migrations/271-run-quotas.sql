-- How many runs a project may have, and what triggers would have started and waits for room.

-- Without a row, any number; null: any number of these.
CREATE TABLE workflow_quota (
  project_id uuid PRIMARY KEY,
  -- Under way: runs for themselves, not those that do a step of another one.
  max_runs int CHECK (max_runs > 0),
  -- Started from midnight to midnight, UTC.
  max_runs_a_day int CHECK (max_runs_a_day > 0),
  set_by text NOT NULL,
  set_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE workflow_waiting_start (
  -- Of the run that it will be.
  run_id uuid PRIMARY KEY,
  project_id uuid NOT NULL,
  exam_id uuid NOT NULL,
  -- The name: what starts is its newest version.
  workflow text NOT NULL,
  event_key text NOT NULL,
  started_by text NOT NULL,
  started_by_id uuid,
  cause_run_id uuid,
  since timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX workflow_waiting_start_next ON workflow_waiting_start (project_id, since, run_id);
CREATE INDEX workflow_run_under_way ON workflow_run (project_id) WHERE state IN ('RUNNING', 'WAITING', 'PAUSED');
