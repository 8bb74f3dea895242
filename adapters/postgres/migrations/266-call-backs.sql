-- What lets applications tell of their work for steps (core/call-backs/call-back.ts).

CREATE TABLE call_back (
  id uuid PRIMARY KEY,
  step_run_id uuid NOT NULL REFERENCES workflow_step (id) ON DELETE CASCADE,
  project_id uuid NOT NULL,
  -- SHA-256 of each secret that was given out.
  secret_hashes text[] NOT NULL,
  inputs jsonb NOT NULL,
  expires_at timestamptz NOT NULL,
  messages int NOT NULL DEFAULT 0,
  -- JSON, as text: an application's words may hold what jsonb does not.
  outcome text,
  outcome_hash text,
  ended_at timestamptz
);
CREATE INDEX call_back_step ON call_back (step_run_id);

-- Files that an application gave: each is an upload of its own, which ends with its time whatever becomes of this.
CREATE TABLE call_back_file (
  call_back_id uuid NOT NULL REFERENCES call_back (id) ON DELETE CASCADE,
  name text NOT NULL,
  upload_id uuid NOT NULL,
  size_bytes bigint NOT NULL,
  PRIMARY KEY (call_back_id, name)
);
