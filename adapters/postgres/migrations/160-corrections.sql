-- Corrections of whose data it is (core/corrections/correction.ts), for both ways to run.
CREATE TABLE correction (
  id uuid PRIMARY KEY,
  project_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('MERGE', 'SPLIT', 'MOVE')),
  from_id uuid NOT NULL,
  to_id uuid NOT NULL,
  reason text NOT NULL,
  made_by text NOT NULL,
  made_at timestamptz NOT NULL,
  activity_id uuid NOT NULL,
  reversed_by text,
  reversed_at timestamptz,
  reversal_reason text,
  reversal_activity_id uuid
);
CREATE INDEX correction_project ON correction (project_id, id);
CREATE INDEX correction_from ON correction (from_id, id);
CREATE INDEX correction_to ON correction (to_id, id);
-- A subject is merged into one other at a time.
CREATE UNIQUE INDEX correction_merged ON correction (from_id) WHERE kind = 'MERGE' AND reversed_at IS NULL;

-- What changed its parents by it: also what arrived later, and went where the correction sends it.
CREATE TABLE correction_move (
  correction_id uuid NOT NULL REFERENCES correction (id),
  asset_id uuid NOT NULL,
  from_parents uuid[] NOT NULL,
  to_parents uuid[] NOT NULL,
  seq bigint GENERATED ALWAYS AS IDENTITY,
  PRIMARY KEY (correction_id, asset_id)
);
CREATE INDEX correction_move_asset ON correction_move (asset_id, seq);

-- Derived assets that somebody should look at again, because what they were made of has become somebody else's.
CREATE TABLE review_flag (
  asset_id uuid NOT NULL,
  correction_id uuid NOT NULL REFERENCES correction (id),
  project_id uuid NOT NULL,
  since timestamptz NOT NULL,
  PRIMARY KEY (asset_id, correction_id)
);
CREATE INDEX review_flag_project ON review_flag (project_id, asset_id);
