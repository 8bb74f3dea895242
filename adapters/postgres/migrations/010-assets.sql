-- The asset graph (see core/assets/asset.ts) and its provenance (core/provenance/activity.ts).
CREATE TABLE asset (
  id uuid PRIMARY KEY,
  project_id uuid NOT NULL,
  level text NOT NULL CHECK (level IN ('PROJECT', 'SUBJECT', 'EXAM', 'SERIES', 'IMAGE', 'DERIVED')),
  kind text CHECK ((kind IS NOT NULL) = (level = 'DERIVED')),
  label text NOT NULL,
  properties jsonb NOT NULL,
  sha256 text,
  size_bytes bigint,
  media_type text,
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by text NOT NULL
);
CREATE INDEX asset_project ON asset (project_id, level, id);
CREATE INDEX asset_level ON asset (level, id);
CREATE INDEX asset_kind ON asset (kind, id) WHERE kind IS NOT NULL;

-- child is part of (or belongs to) parent. The child's level is repeated so that asking a series of 300 images for
-- its derived assets does not visit the images.
CREATE TABLE part_of (
  child_id uuid NOT NULL REFERENCES asset (id),
  parent_id uuid NOT NULL REFERENCES asset (id),
  child_level text NOT NULL,
  PRIMARY KEY (child_id, parent_id)
);
CREATE INDEX part_of_parent ON part_of (parent_id, child_level, child_id);

CREATE TABLE tag (
  asset_id uuid NOT NULL REFERENCES asset (id),
  name text NOT NULL,
  value jsonb NOT NULL,
  set_by text NOT NULL,
  reason text,
  set_at timestamptz NOT NULL,
  PRIMARY KEY (asset_id, name)
);
-- By the value's hash, because a B-tree entry has a limit that a long text would break.
CREATE INDEX tag_value ON tag (name, hashtextextended(value::text, 0), asset_id);

CREATE TABLE prov_agent (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('PERSON', 'SOFTWARE', 'ORGANIZATION')),
  name text NOT NULL,
  version text
);

CREATE TABLE prov_activity (
  id uuid PRIMARY KEY,
  project_id uuid NOT NULL,
  method text NOT NULL,
  method_version text NOT NULL,
  parameters jsonb NOT NULL,
  reuse_key text,
  started_at timestamptz NOT NULL,
  ended_at timestamptz NOT NULL,
  run_id uuid
);
CREATE INDEX prov_activity_reuse ON prov_activity (reuse_key, started_at, id) WHERE reuse_key IS NOT NULL;

-- PROV-O edges, from the later to the earlier: activity USED asset, asset WAS_GENERATED_BY activity, activity
-- WAS_ASSOCIATED_WITH agent. Both indexes cover what a walk reads, so it never visits the table.
CREATE TABLE prov_edge (
  from_id uuid NOT NULL,
  relation text NOT NULL CHECK (relation IN ('USED', 'WAS_GENERATED_BY', 'WAS_ASSOCIATED_WITH')),
  to_id uuid NOT NULL,
  role text NOT NULL,
  -- Place in the activity's list, as recorded.
  position int NOT NULL,
  PRIMARY KEY (from_id, relation, to_id, role) INCLUDE (position)
);
CREATE INDEX prov_edge_to ON prov_edge (to_id, relation, from_id, role) INCLUDE (position);
