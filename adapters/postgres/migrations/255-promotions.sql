-- Development and clinical-trial configurations (core/workflows/promotion.ts).

-- Each change of a project's configuration; the one with the highest number holds. A project without any is in DEVELOPMENT.
CREATE TABLE project_configuration (
  project_id uuid NOT NULL,
  number int NOT NULL,
  configuration text NOT NULL CHECK (configuration IN ('DEVELOPMENT', 'TRIAL')),
  reason text NOT NULL,
  set_by text NOT NULL,
  set_at timestamptz(3) NOT NULL,
  -- What the person signed, and that as a JWS in compact form (RFC 7515); null where no signature was asked for.
  document jsonb,
  jws text,
  PRIMARY KEY (project_id, number)
);

-- Versions of workflows that were promoted into a project.
CREATE TABLE workflow_promotion (
  id uuid PRIMARY KEY,
  project_id uuid NOT NULL,
  -- As it runs in the project.
  workflow_id uuid NOT NULL REFERENCES workflow (id),
  -- It and the workflows that are its steps, as they run in the project, in the order of the bundle.
  part_ids uuid[] NOT NULL,
  -- The bundle, and that as a JWS in compact form (RFC 7515).
  document jsonb NOT NULL,
  jws text NOT NULL,
  promoted_by text NOT NULL,
  promoted_at timestamptz(3) NOT NULL,
  comment text NOT NULL,
  withdrawn_at timestamptz(3),
  withdrawn_by text,
  withdrawn_reason text
);
CREATE INDEX workflow_promotion_project ON workflow_promotion (project_id, id);
CREATE INDEX workflow_promotion_part ON workflow_promotion USING gin (part_ids);
