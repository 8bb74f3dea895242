-- The durable truth of jobs. A row is never deleted: its key keeps the effect from happening twice, also long after.
CREATE TABLE job (
  id bigint GENERATED ALWAYS AS IDENTITY,
  queue text NOT NULL,
  key text NOT NULL,
  payload jsonb NOT NULL,
  state text NOT NULL DEFAULT 'QUEUED' CHECK (state IN ('QUEUED', 'ACTIVE', 'DONE', 'DEAD')),
  -- Tries begun, less those that were interrupted (the process died or stopped).
  attempt int NOT NULL DEFAULT 0,
  attempts int NOT NULL CHECK (attempts > 0),
  interruptions int NOT NULL DEFAULT 0,
  -- QUEUED: not before this time; ACTIVE: the claim ends at this time unless it is renewed.
  due_at timestamptz NOT NULL DEFAULT now(),
  -- Who holds the claim: only the holder may end the job.
  claim uuid,
  error text,
  created_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz,
  PRIMARY KEY (queue, key)
);
CREATE INDEX job_due ON job (queue, due_at, id) WHERE state IN ('QUEUED', 'ACTIVE');
CREATE INDEX job_dead ON job (queue, ended_at) WHERE state = 'DEAD';
