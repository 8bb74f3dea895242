-- Over how many assets of the project a run and the runs within it are done for each, all together.
CREATE TABLE workflow_run_tree (
  root_run_id uuid PRIMARY KEY,
  items int NOT NULL
);
