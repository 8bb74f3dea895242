-- How many steps a run and the runs within it have, all together.
ALTER TABLE workflow_run_tree ADD COLUMN steps int NOT NULL DEFAULT 0;
