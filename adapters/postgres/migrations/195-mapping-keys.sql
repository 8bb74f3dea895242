-- Keys of the identity map (core/mapping). The first is derived from the master key and has no row before it is retired; each later
-- one is random, and sealed under a key of the hub's. A key that nothing is sealed under any more is destroyed by a rotation: its
-- bytes go, the row stays.
CREATE TABLE mapping_key (
  version int PRIMARY KEY CHECK (version > 0),
  -- null for the first one, and for one that was destroyed
  sealed bytea,
  made_by text,
  made_at timestamptz,
  retired_at timestamptz,
  CHECK (sealed IS NOT NULL OR retired_at IS NOT NULL)
);

ALTER TABLE identity_map ADD COLUMN key_version int NOT NULL DEFAULT 1;
ALTER TABLE identity_map ALTER COLUMN key_version DROP DEFAULT;
CREATE INDEX identity_map_key_version ON identity_map (key_version);
