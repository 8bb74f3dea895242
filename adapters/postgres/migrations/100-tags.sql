-- Tags by definition (core/assets/tag-definition.ts). A tag may have several values: its slot tells them apart, '' is the one value
-- of a name that has one. definition_id is the revision that it was set under; null for tags from before there were definitions.
ALTER TABLE tag ADD COLUMN slot text NOT NULL DEFAULT '';
ALTER TABLE tag ADD COLUMN definition_id uuid;
ALTER TABLE tag DROP CONSTRAINT tag_pkey;
ALTER TABLE tag ADD PRIMARY KEY (asset_id, name, slot);

-- Every revision is kept: what was set under it stays readable.
CREATE TABLE tag_definition (
  id uuid PRIMARY KEY,
  project_id uuid NOT NULL,
  level text NOT NULL CHECK (level IN ('PROJECT', 'SUBJECT', 'EXAM', 'SERIES', 'IMAGE', 'DERIVED')),
  name text NOT NULL,
  revision int NOT NULL,
  -- type, description, unit, min, max, choices, codeSystem, codes, required, many
  document jsonb NOT NULL,
  retired boolean NOT NULL,
  created_at timestamptz(3) NOT NULL,
  created_by text NOT NULL,
  UNIQUE (project_id, level, name, revision)
);

-- What happened to each tag of an asset, in both ways to run. The asset may be in another database, so nothing refers to it.
CREATE TABLE tag_change (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  asset_id uuid NOT NULL,
  name text NOT NULL,
  slot text NOT NULL,
  -- null: there was none; null: it was removed
  old_value jsonb,
  new_value jsonb,
  definition_id uuid,
  changed_by text NOT NULL,
  reason text,
  changed_at timestamptz(3) NOT NULL
);
CREATE INDEX tag_change_asset ON tag_change (asset_id, seq);

-- Tags that set themselves (core/assets/tag-rule.ts). What a rule was before is in the audit trail.
CREATE TABLE tag_rule (
  project_id uuid NOT NULL,
  name text NOT NULL,
  level text NOT NULL CHECK (level IN ('PROJECT', 'SUBJECT', 'EXAM', 'SERIES', 'IMAGE', 'DERIVED')),
  revision int NOT NULL,
  condition jsonb NOT NULL,
  tag_name text NOT NULL,
  tag_value jsonb NOT NULL,
  removed boolean NOT NULL,
  changed_at timestamptz(3) NOT NULL,
  changed_by text NOT NULL,
  PRIMARY KEY (project_id, name)
);
