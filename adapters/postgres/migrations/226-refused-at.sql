-- What is refused is kept from the day of its refusal, which may be long after it came; null: as it came.
ALTER TABLE received_file ADD COLUMN refused_at timestamptz;
DROP INDEX received_file_refused_kept;
CREATE INDEX received_file_refused_kept ON received_file (coalesce(refused_at, received_at))
  WHERE state = 'REFUSED' AND original_object IS NOT NULL;
-- Each batch asks for what its ingestion has of these.
CREATE INDEX received_file_refused_original ON received_file (ingestion_id)
  WHERE state = 'REFUSED' AND original_object IS NOT NULL;
