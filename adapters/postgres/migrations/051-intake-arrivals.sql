-- Sealed originals on their way into the object store: noted before their bytes are, so that what a crash leaves there
-- without a received_file is found and deleted.
CREATE TABLE arriving_object (
  object text PRIMARY KEY,
  noted_at timestamptz NOT NULL DEFAULT now(),
  -- set by the sweep before it deletes the bytes: until the row is gone, the object can't arrive again
  deleting boolean NOT NULL DEFAULT false
);
CREATE INDEX received_file_original ON received_file (original_object) WHERE original_object IS NOT NULL;
