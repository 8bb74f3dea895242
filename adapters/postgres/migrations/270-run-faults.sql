-- Retries that wait, pauses that reach the runs within a run, and what asset events were caused by.

-- When the step is tried again; it has no job until then, and takes no place of its project's share. Null: it does not wait for that.
ALTER TABLE workflow_step ADD COLUMN retry_at timestamptz;

-- Paused because the run was that it is a step of, and to go on with it.
ALTER TABLE workflow_child_run ADD COLUMN paused_with_parent boolean NOT NULL DEFAULT false;

-- Runs that an asset event started, and the run that had changed the asset. No references: an import writes runs in the order of their ids.
CREATE TABLE workflow_run_cause (
  run_id uuid PRIMARY KEY,
  cause_run_id uuid NOT NULL
);

-- What a run's changes did not start, because it would have had no end: said once.
CREATE TABLE workflow_loop (
  cause_run_id uuid NOT NULL,
  workflow text NOT NULL,
  refused_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (cause_run_id, workflow)
);
