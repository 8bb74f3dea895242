-- Workflows: definitions by version, runs, their steps, people's tasks, notifications. The truth of core/workflows.

CREATE TABLE workflow (
  id uuid PRIMARY KEY,
  project_id uuid NOT NULL,
  name text NOT NULL,
  version int NOT NULL,
  title text NOT NULL,
  document jsonb NOT NULL,
  document_sha256 text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by text NOT NULL,
  UNIQUE (project_id, name, version)
);

CREATE TABLE workflow_run (
  id uuid PRIMARY KEY,
  workflow_id uuid NOT NULL REFERENCES workflow (id),
  project_id uuid NOT NULL,
  exam_id uuid NOT NULL,
  state text NOT NULL DEFAULT 'RUNNING' CHECK (state IN ('RUNNING', 'WAITING', 'COMPLETED', 'FAILED')),
  reuse text NOT NULL CHECK (reuse IN ('ALWAYS', 'NEVER')),
  percent int NOT NULL DEFAULT 0 CHECK (percent BETWEEN 0 AND 100),
  started_by text NOT NULL,
  started_by_id uuid,
  -- Milliseconds, as JavaScript's Date holds them: keyset cursors must not lose digits on their way.
  started_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  ended_at timestamptz,
  error text
);
CREATE INDEX workflow_run_newest ON workflow_run (project_id, started_at DESC, id DESC);
CREATE INDEX workflow_run_exam ON workflow_run (exam_id, started_at DESC, id DESC);

CREATE TABLE workflow_step (
  id uuid PRIMARY KEY,
  run_id uuid NOT NULL REFERENCES workflow_run (id),
  position int NOT NULL,
  step text NOT NULL,
  uses text NOT NULL,
  item_id uuid,
  state text NOT NULL DEFAULT 'PENDING' CHECK (state IN ('PENDING', 'RUNNING', 'WAITING', 'COMPLETED', 'SKIPPED', 'FAILED')),
  queued boolean NOT NULL DEFAULT false,
  attempts int NOT NULL DEFAULT 0,
  fence int NOT NULL DEFAULT 0,
  reason text,
  log text,
  reused_activity_id uuid,
  reused_run_id uuid,
  reused_by text,
  reused_at timestamptz,
  outputs jsonb NOT NULL DEFAULT '[]',
  started_at timestamptz,
  ended_at timestamptz,
  UNIQUE NULLS NOT DISTINCT (run_id, step, item_id)
);
CREATE INDEX workflow_step_run ON workflow_step (run_id, position);

CREATE TABLE workflow_task (
  id uuid PRIMARY KEY,
  run_id uuid NOT NULL REFERENCES workflow_run (id),
  step_run_id uuid NOT NULL UNIQUE REFERENCES workflow_step (id),
  project_id uuid NOT NULL,
  title text NOT NULL,
  instructions text,
  roles text[] NOT NULL,
  state text NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'APPROVED', 'REJECTED')),
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  completed_by text,
  completed_at timestamptz,
  comment text
);
CREATE INDEX workflow_task_project ON workflow_task (project_id, state, created_at, id);
CREATE INDEX workflow_task_run ON workflow_task (run_id);

CREATE TABLE notification (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  text text NOT NULL,
  run_id uuid,
  read_at timestamptz
);
CREATE INDEX notification_user ON notification (user_id, at DESC, id DESC);
