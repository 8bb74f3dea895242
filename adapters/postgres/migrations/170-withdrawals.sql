-- Withdrawal of consent (core/withdrawals/withdrawal.ts).

-- The asset graph in this database: what is left of an asset is a tombstone.
ALTER TABLE asset
  ADD COLUMN withdrawn_at timestamptz(3),
  ADD COLUMN withdrawn_reason text,
  ADD COLUMN withdrawal_id uuid;
CREATE INDEX asset_withdrawn ON asset (id) WHERE withdrawn_at IS NOT NULL;
-- A graph in another database: what is acknowledged as withdrawn.
ALTER TABLE graph_asset ADD COLUMN withdrawn boolean NOT NULL DEFAULT false;

CREATE TABLE withdrawal (
  id uuid PRIMARY KEY,
  project_id uuid NOT NULL,
  asset_id uuid NOT NULL,
  level text NOT NULL,
  reason text NOT NULL,
  -- Assets that are to go although something else is in them.
  purge_also uuid[] NOT NULL,
  state text NOT NULL CHECK (state IN ('LISTED', 'CANCELLED', 'CARRIED_OUT', 'COMPLETED')),
  -- SHA-256 over what is listed.
  list_digest text NOT NULL,
  -- What is touched beside assets: see WithdrawalExtras.
  extras jsonb NOT NULL,
  prepared_by text NOT NULL,
  prepared_at timestamptz(3) NOT NULL,
  carried_out_by text,
  carried_out_at timestamptz(3),
  password_confirmed boolean,
  completed_at timestamptz(3),
  certificate jsonb,
  -- The certificate, signed: JWS in compact form (RFC 7515).
  jws text
);
CREATE INDEX withdrawal_project ON withdrawal (project_id, id);
-- One list of an asset at a time.
CREATE UNIQUE INDEX withdrawal_listed ON withdrawal (asset_id) WHERE state = 'LISTED';

CREATE TABLE withdrawal_item (
  withdrawal_id uuid NOT NULL REFERENCES withdrawal (id),
  asset_id uuid NOT NULL,
  project_id uuid NOT NULL,
  level text NOT NULL,
  kind text,
  fate text NOT NULL CHECK (fate IN ('PURGE', 'REVIEW')),
  PRIMARY KEY (withdrawal_id, asset_id)
);
CREATE INDEX withdrawal_item_page ON withdrawal_item (withdrawal_id, fate, asset_id);

-- Objects that hold bytes of what was withdrawn. What is deleted, or shall be, is noted before, for ever.
CREATE TABLE withdrawal_object (
  withdrawal_id uuid NOT NULL REFERENCES withdrawal (id),
  sha256 text NOT NULL,
  -- The asset that had them, or the file that came in.
  owner_id uuid NOT NULL,
  what text NOT NULL CHECK (what IN ('CONTENT', 'VERSION', 'SEALED')),
  size_bytes bigint,
  state text NOT NULL CHECK (state IN ('PENDING', 'DELETED', 'KEPT')),
  PRIMARY KEY (withdrawal_id, sha256, owner_id)
);
CREATE INDEX withdrawal_object_state ON withdrawal_object (withdrawal_id, state, sha256);
CREATE INDEX withdrawal_object_sha256 ON withdrawal_object (sha256);

-- Every asset that was withdrawn, wherever the graph is.
CREATE TABLE tombstone (
  asset_id uuid PRIMARY KEY,
  withdrawal_id uuid NOT NULL REFERENCES withdrawal (id),
  at timestamptz(3) NOT NULL
);
CREATE INDEX tombstone_withdrawal ON tombstone (withdrawal_id);

-- Versions stay as they were made, but for those of assets that were withdrawn, which go.
CREATE OR REPLACE FUNCTION asset_version_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND EXISTS (SELECT FROM tombstone WHERE tombstone.asset_id = OLD.asset_id) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'versions of assets are never changed or removed';
END $$;

-- What was made of withdrawn assets and something else is to be looked at again, as after a correction.
ALTER TABLE review_flag
  DROP CONSTRAINT review_flag_pkey,
  ALTER COLUMN correction_id DROP NOT NULL,
  ADD COLUMN withdrawal_id uuid REFERENCES withdrawal (id),
  ADD COLUMN cause_id uuid GENERATED ALWAYS AS (coalesce(correction_id, withdrawal_id)) STORED,
  ADD PRIMARY KEY (asset_id, cause_id);
