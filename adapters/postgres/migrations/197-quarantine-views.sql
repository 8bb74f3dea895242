-- Which images of an exam in quarantine somebody has looked at: so that a reviewer sees what is left, and the audit trail who saw what.
CREATE TABLE quarantine_view (
  quarantined_exam_id uuid NOT NULL REFERENCES quarantined_exam (id) ON DELETE CASCADE,
  account_id text NOT NULL,
  file_id uuid NOT NULL REFERENCES quarantined_image (file_id) ON DELETE CASCADE,
  first_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (quarantined_exam_id, account_id, file_id)
);
