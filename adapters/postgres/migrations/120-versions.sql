-- States of assets, check-in by check-in (core/versions). The asset itself is as its newest version says; one that was never changed
-- has no row here: it is its own version 1, and that is written down by its first change. No reference to `asset`, which may be in a
-- graph database.
ALTER TABLE asset ADD COLUMN version int NOT NULL DEFAULT 1;

CREATE TABLE asset_version (
  asset_id uuid NOT NULL,
  number int NOT NULL CHECK (number > 0),
  kind text NOT NULL,
  label text NOT NULL,
  properties jsonb NOT NULL,
  sha256 text,
  size_bytes bigint,
  media_type text,
  comment text,
  made_by text NOT NULL,
  at timestamptz NOT NULL,
  based_on int,
  -- The tags that the asset had when this version was made: the last ones of the version before it.
  tags_before jsonb NOT NULL,
  PRIMARY KEY (asset_id, number)
);

-- Versions stay as they were made.
CREATE FUNCTION asset_version_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'versions of assets are never changed or removed';
END $$;
CREATE TRIGGER asset_version_stays BEFORE UPDATE OR DELETE ON asset_version
  FOR EACH ROW EXECUTE FUNCTION asset_version_stays();

-- Who has an asset in hand; a row whose end has passed counts as none.
CREATE TABLE check_out (
  asset_id uuid PRIMARY KEY,
  owner_id text NOT NULL,
  owner text NOT NULL,
  reason text NOT NULL,
  base_version int NOT NULL,
  since timestamptz NOT NULL,
  ends_at timestamptz NOT NULL
);
