-- What notify steps send out of the hub, and what became of each message.
CREATE TABLE run_message (
  id uuid PRIMARY KEY,
  sequence bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  step_run_id uuid NOT NULL REFERENCES workflow_step (id) ON DELETE CASCADE,
  channel text NOT NULL CHECK (channel IN ('MAIL', 'WEBHOOK')),
  -- an address of mail, or of a web server
  target text NOT NULL,
  text text NOT NULL,
  status text NOT NULL,
  -- what the server said, or why it was not sent; null when all is well
  reason text,
  made_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz
);
CREATE INDEX run_message_step ON run_message (step_run_id, sequence);
