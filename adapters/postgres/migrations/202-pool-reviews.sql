-- Who reviews what comes into a pool, how many of them, with what signature, and how long it may wait.
CREATE TABLE pool_review (
  pool_id uuid PRIMARY KEY REFERENCES pool (id) ON DELETE CASCADE,
  require_signature boolean NOT NULL DEFAULT false,
  reviews_needed integer NOT NULL DEFAULT 1 CHECK (reviews_needed IN (1, 2)),
  -- null: for ever
  purge_after_days integer,
  -- counts the settings, so that the daily job of an earlier one ends
  version integer NOT NULL DEFAULT 0
);

-- None of a pool: everybody who may review in its project.
CREATE TABLE pool_reviewer (
  pool_id uuid NOT NULL REFERENCES pool (id) ON DELETE CASCADE,
  account_id text NOT NULL,
  PRIMARY KEY (pool_id, account_id)
);

-- That people were told that an exam will be purged.
CREATE TABLE purge_notice (
  quarantined_exam_id uuid PRIMARY KEY REFERENCES quarantined_exam (id) ON DELETE CASCADE,
  noted_at timestamptz NOT NULL
);
