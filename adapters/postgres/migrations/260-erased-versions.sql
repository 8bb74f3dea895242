-- What a re-run of de-identification makes unreadable (core/intake/erase-older.ts).

-- True: once it is approved, earlier versions of what it is of are erased.
ALTER TABLE received_file ADD COLUMN erases_older boolean NOT NULL DEFAULT false;

-- Since when nothing is left of what the version held; null: it is as it was made.
ALTER TABLE asset_version ADD COLUMN erased_at timestamptz(3);

-- Versions stay as they were made, but for those of assets that were withdrawn, which go, and those that are erased: that they were stays.
CREATE OR REPLACE FUNCTION asset_version_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND EXISTS (SELECT FROM tombstone WHERE tombstone.asset_id = OLD.asset_id) THEN
    RETURN OLD;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL AND NEW.sha256 IS NULL AND NEW.properties = '{}'
    AND (NEW.asset_id, NEW.number, NEW.kind, NEW.made_by, NEW.at, NEW.based_on) IS NOT DISTINCT FROM
      (OLD.asset_id, OLD.number, OLD.kind, OLD.made_by, OLD.at, OLD.based_on) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'versions of assets are never changed or removed';
END $$;

-- Bytes of erased versions. Deleted unless something else has the same; noted for whoever stores the same again.
CREATE TABLE erased_object (
  sha256 text PRIMARY KEY,
  state text NOT NULL CHECK (state IN ('PENDING', 'DELETED', 'KEPT'))
);
CREATE INDEX erased_object_pending ON erased_object (sha256) WHERE state = 'PENDING';

-- Which images a reviewer had redacted, when they come anew.
CREATE INDEX quarantine_redaction_files ON quarantine_redaction USING gin (file_ids);
