-- Runs that do a step of another run: of a workflow within a workflow.
CREATE TABLE workflow_child_run (
  run_id uuid PRIMARY KEY REFERENCES workflow_run (id),
  parent_run_id uuid NOT NULL REFERENCES workflow_run (id),
  step_run_id uuid NOT NULL REFERENCES workflow_step (id)
);
CREATE INDEX workflow_child_run_parent ON workflow_child_run (parent_run_id);
