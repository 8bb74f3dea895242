-- Versions of workflows whose triggers start nothing by themselves now, as the audit trail was told when they were paused (core/workflows/paused-triggers.ts).
CREATE TABLE workflow_triggers_paused (
  workflow_id uuid PRIMARY KEY,
  project_id uuid NOT NULL
);
CREATE INDEX workflow_triggers_paused_project ON workflow_triggers_paused (project_id);
