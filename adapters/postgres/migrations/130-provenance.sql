-- What an activity says beyond its method and edges (core/provenance/activity.ts). Null derivations: each generated asset
-- from each used one. Null recorded_at: an activity of an earlier version, recorded when it ended.
ALTER TABLE prov_activity
  ADD COLUMN environment jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN derivations jsonb,
  ADD COLUMN recorded_by text NOT NULL DEFAULT 'service:hub',
  ADD COLUMN recorded_at timestamptz;

-- Who holds some content: new assets may only point to bytes that their maker may read.
CREATE INDEX asset_sha256 ON asset (sha256, id) WHERE sha256 IS NOT NULL;

-- Activities that clients recorded, by id, with the hash of what they said: the same key with other words is a conflict.
CREATE TABLE recorded_activity (
  id uuid PRIMARY KEY,
  input_sha256 text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now()
);

-- ASK: a person decides whether an existing result serves.
ALTER TABLE workflow_run DROP CONSTRAINT workflow_run_reuse_check;
ALTER TABLE workflow_run ADD CONSTRAINT workflow_run_reuse_check CHECK (reuse IN ('ALWAYS', 'NEVER', 'ASK'));

-- The project that a reused result came from; null for one of an earlier version, which came from the run's own.
ALTER TABLE workflow_step ADD COLUMN reused_project_id uuid;
