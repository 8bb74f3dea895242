-- Whom a pool's centre has to be told, and what became of each message.
CREATE TABLE pool_contact (
  pool_id uuid NOT NULL REFERENCES pool (id) ON DELETE CASCADE,
  position integer NOT NULL,
  name text NOT NULL,
  -- one of both
  email text,
  account_id uuid REFERENCES account (id) ON DELETE CASCADE,
  PRIMARY KEY (pool_id, position),
  CHECK ((email IS NULL) <> (account_id IS NULL))
);

-- Texts are not kept: they are made of the report when a message is sent.
CREATE TABLE protocol_message (
  id uuid PRIMARY KEY,
  sequence bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  project_id uuid NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  pool_id uuid NOT NULL REFERENCES pool (id) ON DELETE CASCADE,
  exam_id uuid NOT NULL,
  report_id uuid NOT NULL,
  -- of the exam, that it tells of
  exam_state text NOT NULL,
  contact_name text NOT NULL,
  email text,
  account_id uuid REFERENCES account (id) ON DELETE CASCADE,
  status text NOT NULL,
  -- what the mail server said, or why it was not sent; null when all is well
  reason text,
  made_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz
);
CREATE INDEX protocol_message_order ON protocol_message (project_id, sequence DESC);
