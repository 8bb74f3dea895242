-- Protocols of projects (core/protocols) and what their check says of exams, for both ways to run.
CREATE TABLE protocol (
  project_id uuid NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  version integer NOT NULL CHECK (version > 0),
  -- as its author wrote it, YAML or JSON
  text text NOT NULL,
  document jsonb NOT NULL,
  -- of series, that the protocol asks for: a change of another one checks nothing anew
  tag_names text[] NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by text NOT NULL,
  PRIMARY KEY (project_id, version)
);

-- Exams that have come completely, by the last time that they did.
CREATE TABLE exam_completion (
  exam_id uuid PRIMARY KEY,
  project_id uuid NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  pool_id uuid NOT NULL REFERENCES pool (id) ON DELETE CASCADE,
  -- names the set of images that it was complete with
  image_set text NOT NULL,
  completed_at timestamptz NOT NULL DEFAULT now(),
  -- the state that the contacts at the centre were told last (or need not be told); null before the first
  told_state text
);

-- Reports are added, never changed, but for which is the newest of its exam.
CREATE TABLE protocol_report (
  id uuid PRIMARY KEY,
  sequence bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  project_id uuid NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  exam_id uuid NOT NULL,
  -- the door that the exam came by; null for one that was made otherwise
  pool_id uuid REFERENCES pool (id) ON DELETE SET NULL,
  protocol_version integer NOT NULL,
  state text NOT NULL,
  is_newest boolean NOT NULL,
  time_point text,
  day integer,
  rules jsonb NOT NULL,
  accepted jsonb NOT NULL,
  extra uuid[] NOT NULL,
  -- of the exam as it was looked at
  series_ids uuid[] NOT NULL,
  cause text NOT NULL,
  caused_by text NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX protocol_report_newest ON protocol_report (exam_id) WHERE is_newest;
CREATE INDEX protocol_report_history ON protocol_report (exam_id, sequence DESC);
CREATE INDEX protocol_report_order ON protocol_report (project_id, sequence DESC) WHERE is_newest;

CREATE TABLE protocol_acceptance (
  exam_id uuid NOT NULL,
  rule text NOT NULL,
  -- of the fault: another one of the same rule is not accepted with it
  digest text NOT NULL,
  accepted_by text NOT NULL,
  accepted_at timestamptz NOT NULL,
  reason text NOT NULL,
  PRIMARY KEY (exam_id, rule, digest)
);
