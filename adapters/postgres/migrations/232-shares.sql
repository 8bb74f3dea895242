-- Fair shares: at most so many steps of a project are given out at a time, so that one project's flood leaves room for the others.

ALTER TABLE workflow_run ADD COLUMN priority text NOT NULL DEFAULT 'NORMAL' CHECK (priority IN ('LOW', 'NORMAL', 'HIGH'));

-- A project's own limit; without a row the hub's setting holds.
CREATE TABLE workflow_share (
  project_id uuid PRIMARY KEY,
  max_active_steps int NOT NULL CHECK (max_active_steps > 0),
  set_by text NOT NULL,
  set_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Steps that could begin and have no job yet, since their project has no room.
CREATE TABLE workflow_line (
  step_run_id uuid PRIMARY KEY REFERENCES workflow_step (id),
  run_id uuid NOT NULL REFERENCES workflow_run (id),
  project_id uuid NOT NULL,
  -- -1, 0, 1: that of its run.
  priority int NOT NULL,
  since timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX workflow_line_next ON workflow_line (project_id, priority DESC, since, step_run_id);
CREATE INDEX workflow_line_run ON workflow_line (run_id);
CREATE INDEX workflow_step_active ON workflow_step (run_id) WHERE queued AND state IN ('PENDING', 'RUNNING');
