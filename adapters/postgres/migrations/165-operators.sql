-- Rules that go over what is there already (core/assets/rule-applications.ts), for both ways to run.
CREATE TABLE tag_rule_application (
  id uuid PRIMARY KEY,
  project_id uuid NOT NULL,
  -- null: all rules of the project
  rule_name text,
  -- true: only counts what would change
  dry_run boolean NOT NULL,
  requested_by text NOT NULL,
  requested_at timestamptz(3) NOT NULL,
  -- assets of the rules' levels when it was asked for
  total int NOT NULL,
  -- the last asset that was looked at; null before the first
  position uuid,
  looked_at int NOT NULL DEFAULT 0,
  changed_assets int NOT NULL DEFAULT 0,
  changes int NOT NULL DEFAULT 0,
  ended_at timestamptz(3)
);
CREATE INDEX tag_rule_application_project ON tag_rule_application (project_id, requested_at DESC, id DESC);

-- Since when a write waits for the graph, and since when it is set aside; null for one that was set aside before this was noted.
ALTER TABLE graph_outbox ADD COLUMN written_at timestamptz(3) NOT NULL DEFAULT now();
ALTER TABLE graph_outbox ADD COLUMN refused_at timestamptz(3);
CREATE INDEX graph_outbox_refused ON graph_outbox (seq) WHERE refused IS NOT NULL;
