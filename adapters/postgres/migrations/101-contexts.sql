-- What tagged assets permit (core/assets/context.ts). What a context was before is in the audit trail.
CREATE TABLE context_rule (
  project_id uuid NOT NULL,
  name text NOT NULL,
  level text NOT NULL CHECK (level IN ('PROJECT', 'SUBJECT', 'EXAM', 'SERIES', 'IMAGE', 'DERIVED')),
  -- of derived assets, those of this kind alone; null: all of the level
  kind text CHECK (kind IS NULL OR level = 'DERIVED'),
  revision int NOT NULL,
  condition jsonb NOT NULL,
  permits jsonb NOT NULL,
  removed boolean NOT NULL,
  changed_at timestamptz(3) NOT NULL,
  changed_by text NOT NULL,
  PRIMARY KEY (project_id, name)
);
