-- People's tasks: where a person belongs to, who has a task, what a task asks for, and what people decided.

-- The site that a member of a project works at; null: none.
ALTER TABLE membership ADD COLUMN site_id uuid REFERENCES site (id) ON DELETE SET NULL;

ALTER TABLE workflow_task
  -- -1 LOW, 0 NORMAL, 1 HIGH
  ADD COLUMN priority int NOT NULL DEFAULT 0,
  ADD COLUMN due_at timestamptz(3),
  -- What the definition's step says (core/workflows/task-spec.ts); {} for a question for reuse.
  ADD COLUMN spec jsonb NOT NULL DEFAULT '{}',
  -- Why the work is done again: the reason of who sent it back.
  ADD COLUMN note text,
  ADD COLUMN escalated_at timestamptz,
  -- A lease: over when held_until is past, whatever stands here.
  ADD COLUMN held_by_id uuid,
  ADD COLUMN held_by text,
  ADD COLUMN held_until timestamptz(3),
  -- Of the form, as they were when the task ended.
  ADD COLUMN answers jsonb,
  -- Milliseconds, as JavaScript's Date holds them: keyset cursors must not lose digits on their way.
  ALTER COLUMN created_at TYPE timestamptz(3);

ALTER TABLE workflow_task DROP CONSTRAINT workflow_task_state_check;
ALTER TABLE workflow_task ADD CONSTRAINT workflow_task_state_check
  CHECK (state IN ('OPEN', 'APPROVED', 'REJECTED', 'SENT_BACK'));
CREATE INDEX workflow_task_queue
  ON workflow_task (state, (-priority), (coalesce(due_at, 'infinity'::timestamptz)), created_at, id);

-- What each person decided of a task: never changed once written.
CREATE TABLE task_decision (
  id uuid PRIMARY KEY,
  task_id uuid NOT NULL REFERENCES workflow_task (id),
  sequence bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  person_id uuid NOT NULL,
  username text NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('APPROVED', 'REJECTED', 'SENT_BACK')),
  comment text,
  answers jsonb,
  outputs jsonb NOT NULL DEFAULT '[]',
  at timestamptz(3) NOT NULL,
  -- Where the task asks for a signature: what was signed, and the same signed by the hub (RFC 7515).
  document jsonb,
  jws text,
  -- A person decides a task once.
  UNIQUE (task_id, person_id)
);
