-- What reviewers do with images that wait: black out regions, send them back through another profile.

-- The profile that a file is to be de-identified by; null: its pool's. Each time that it is sent back is a round of its own, so that what
-- an earlier round sealed is never what a later one needs.
ALTER TABLE received_file ADD COLUMN profile text, ADD COLUMN round integer NOT NULL DEFAULT 0;
ALTER TABLE quarantined_image ADD COLUMN round integer NOT NULL DEFAULT 0;
CREATE INDEX quarantined_image_sealed ON quarantined_image (sealed_object) WHERE sealed_object IS NOT NULL;

ALTER TABLE quarantined_exam DROP CONSTRAINT quarantined_exam_state_check;
ALTER TABLE quarantined_exam ADD CONSTRAINT quarantined_exam_state_check
  CHECK (state IN ('QUARANTINED', 'APPROVED', 'REJECTED', 'REQUEUED'));

CREATE TABLE quarantine_redaction (
  id uuid PRIMARY KEY,
  sequence bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  quarantined_exam_id uuid NOT NULL REFERENCES quarantined_exam (id) ON DELETE CASCADE,
  redacted_by text NOT NULL,
  redacted_by_id text NOT NULL,
  redacted_at timestamptz NOT NULL,
  -- [{ x, y, width, height }], pixels from 0
  regions jsonb NOT NULL,
  -- from 1; null: all
  frames jsonb,
  file_ids uuid[] NOT NULL
);
CREATE INDEX quarantine_redaction_exam ON quarantine_redaction (quarantined_exam_id, sequence);
