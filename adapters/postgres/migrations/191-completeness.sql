-- When an exam in quarantine is complete.

CREATE TABLE pool_completeness (
  pool_id uuid PRIMARY KEY REFERENCES pool (id) ON DELETE CASCADE,
  quiet_seconds integer NOT NULL,
  -- of each exam; null: what its images say, if they do
  expected_images integer
);

CREATE TABLE exam_arrival (
  quarantined_exam_id uuid PRIMARY KEY REFERENCES quarantined_exam (id) ON DELETE CASCADE,
  -- as its images say: the largest Number of Study Related Instances (0020,1208)
  expected_images integer,
  complete_at timestamptz
);
-- Whatever waits since before there was this table has come long ago.
INSERT INTO exam_arrival (quarantined_exam_id, complete_at) SELECT id, now() FROM quarantined_exam;
