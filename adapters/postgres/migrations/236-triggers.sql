-- What starts workflows by itself.

-- A project some workflow of which has a trigger on changes of assets, and how far its changes were looked at.
CREATE TABLE asset_trigger (
  project_id uuid PRIMARY KEY,
  -- The last one of `change` that was.
  seen bigint NOT NULL
);

-- Whether a job waits that looks at them. A table of its own: who publishes a change locks its row until the commit.
CREATE TABLE asset_trigger_wake (
  project_id uuid PRIMARY KEY,
  queued boolean NOT NULL DEFAULT false
);

-- Doors by which other systems start a workflow. The secret is derived from the hub's key and the id, and stands nowhere.
CREATE TABLE workflow_webhook (
  id uuid PRIMARY KEY,
  project_id uuid NOT NULL,
  workflow text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  created_by text NOT NULL,
  revoked_at timestamptz,
  revoked_by text
);
CREATE INDEX workflow_webhook_project ON workflow_webhook (project_id, id);
