-- Work of steps that outlives the hub's processes (containers, jobs of clusters, remote calls), so that a later attempt takes it over
-- and what nobody wants any more is ended. The truth of core/ports/held-works.ts.

CREATE TABLE held_work (
  step_run_id uuid PRIMARY KEY REFERENCES workflow_step (id) ON DELETE CASCADE,
  uses text NOT NULL,
  key text NOT NULL,
  handle jsonb NOT NULL,
  noted_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
