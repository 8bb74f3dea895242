-- Other content of an image that the project has: refused, or taken as its next version (core/intake/image-updates.ts).

ALTER TABLE pool ADD COLUMN existing text NOT NULL DEFAULT 'REFUSE' CHECK (existing IN ('REFUSE', 'UPDATE'));

-- True: when it came, the project had other content under its SOP Instance UID, which it is to replace.
ALTER TABLE received_file ADD COLUMN is_update boolean NOT NULL DEFAULT false;

-- REPLACED: other content has taken its place, before or after it was approved.
ALTER TABLE received_file DROP CONSTRAINT received_file_state_check;
ALTER TABLE received_file ADD CONSTRAINT received_file_state_check
  CHECK (state IN ('RECEIVED', 'DUPLICATE', 'REFUSED', 'QUARANTINED', 'APPROVED', 'REJECTED', 'REPLACED'));

-- One first file per SOP Instance UID of a pool, also when two come at the same moment. Of updates several may be on their way: which of
-- them waits for the reviewer is settled where they come into quarantine.
DROP INDEX received_file_living;
CREATE UNIQUE INDEX received_file_living ON received_file (pool_id, sop_instance_uid)
  WHERE state IN ('RECEIVED', 'QUARANTINED', 'APPROVED') AND NOT is_update;

-- True: it has taken the place of an image that waited, and that somebody may have looked at.
ALTER TABLE quarantined_image ADD COLUMN took_place boolean NOT NULL DEFAULT false;
