-- Runs that do an earlier one again with changes, and what a step tells while it works.

-- `parameters`: {"step": {"name": value}}, put over the settings of the workflow's document for this run alone.
ALTER TABLE workflow_run
  -- No reference: an import writes runs in the order of their ids.
  ADD COLUMN rerun_of uuid,
  ADD COLUMN parameters jsonb;
CREATE INDEX workflow_run_rerun ON workflow_run (rerun_of) WHERE rerun_of IS NOT NULL;

-- 0 to 1, and what it says of itself; null before it says anything.
ALTER TABLE workflow_step
  ADD COLUMN progress double precision CHECK (progress BETWEEN 0 AND 1),
  ADD COLUMN progress_text text;
