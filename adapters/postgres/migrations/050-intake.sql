-- Receiving, de-identification and quarantine. received_file and identity_map are the only tables that hold (or lead to)
-- patients' data: file names, original UIDs and the encrypted identities.

CREATE TABLE pool (
  id uuid PRIMARY KEY,
  project_id uuid NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  name text NOT NULL,
  profile text NOT NULL,
  -- the site whose archive gets what is approved; table site comes in a later migration
  site_id uuid,
  keeps_originals boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by text NOT NULL,
  UNIQUE (project_id, name)
);

CREATE TABLE ingestion (
  id uuid PRIMARY KEY,
  pool_id uuid NOT NULL REFERENCES pool (id) ON DELETE CASCADE,
  project_id uuid NOT NULL,
  -- number of the batch that arriving files go into; the job that de-identifies a batch closes it first
  batch integer NOT NULL DEFAULT 0,
  started_at timestamptz NOT NULL DEFAULT now(),
  started_by text NOT NULL
);

CREATE TABLE received_file (
  id uuid PRIMARY KEY,
  sequence bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  ingestion_id uuid NOT NULL REFERENCES ingestion (id) ON DELETE CASCADE,
  pool_id uuid NOT NULL,
  project_id uuid NOT NULL,
  -- as the sender named it: may hold a patient's name
  file_name text NOT NULL,
  size_bytes bigint NOT NULL,
  content_sha256 text,
  sop_instance_uid text,
  state text NOT NULL CHECK (state IN ('RECEIVED', 'DUPLICATE', 'REFUSED', 'QUARANTINED', 'APPROVED', 'REJECTED')),
  reason text,
  batch integer,
  -- the sealed original in the object store; null when it isn't (or no longer) kept
  original_object text,
  received_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX received_file_order ON received_file (ingestion_id, sequence);
CREATE INDEX received_file_waiting ON received_file (ingestion_id, batch, sequence) WHERE state = 'RECEIVED';
CREATE INDEX received_file_content ON received_file (pool_id, content_sha256);
CREATE INDEX received_file_instance ON received_file (project_id, sop_instance_uid);
-- One living file per SOP Instance UID of a pool, also when two come at the same moment.
CREATE UNIQUE INDEX received_file_living ON received_file (pool_id, sop_instance_uid)
  WHERE state IN ('RECEIVED', 'QUARANTINED', 'APPROVED');
CREATE INDEX received_file_refused_original ON received_file (ingestion_id)
  WHERE state = 'REFUSED' AND original_object IS NOT NULL;

CREATE TABLE quarantined_exam (
  id uuid PRIMARY KEY,
  sequence bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  project_id uuid NOT NULL,
  pool_id uuid NOT NULL REFERENCES pool (id) ON DELETE CASCADE,
  -- de-identified
  study_instance_uid text NOT NULL,
  research_id text NOT NULL,
  -- files of an exam that come after its review wait as its next generation
  generation integer NOT NULL,
  state text NOT NULL DEFAULT 'QUARANTINED' CHECK (state IN ('QUARANTINED', 'APPROVED', 'REJECTED')),
  study_date text,
  study_description text,
  -- derived from its images, in the same transaction
  modalities text[] NOT NULL DEFAULT '{}',
  series_count integer NOT NULL DEFAULT 0,
  image_count integer NOT NULL DEFAULT 0,
  findings jsonb NOT NULL DEFAULT '[]',
  reviewed_by text,
  reviewed_by_id text,
  reviewed_at timestamptz,
  review_comment text,
  -- asset id, set when the approval has been carried out
  exam_id uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (pool_id, study_instance_uid, research_id, generation)
);
CREATE INDEX quarantined_exam_order ON quarantined_exam (project_id, state, sequence);
CREATE INDEX quarantined_exam_study ON quarantined_exam (project_id, study_instance_uid);

CREATE TABLE quarantined_image (
  file_id uuid PRIMARY KEY REFERENCES received_file (id) ON DELETE CASCADE,
  quarantined_exam_id uuid NOT NULL REFERENCES quarantined_exam (id) ON DELETE CASCADE,
  -- de-identified, as everything in this table
  sop_instance_uid text NOT NULL,
  series_instance_uid text NOT NULL,
  image jsonb NOT NULL,
  series jsonb NOT NULL,
  findings jsonb NOT NULL,
  -- the de-identified file
  sha256 text NOT NULL,
  size_bytes bigint NOT NULL,
  original_digest text NOT NULL,
  deidentified_at timestamptz NOT NULL,
  -- the sealed de-identified file in the object store; null once it was released or deleted
  sealed_object text,
  archived_at timestamptz
);
CREATE INDEX quarantined_image_exam ON quarantined_image (quarantined_exam_id, series_instance_uid, sop_instance_uid);

CREATE TABLE identity_map (
  project_id uuid NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  -- keyed digest of Patient ID and issuer
  digest text NOT NULL,
  research_id text NOT NULL,
  -- AES-256-GCM under the hub's identity key
  sealed bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (project_id, digest)
);
CREATE INDEX identity_map_research_id ON identity_map (project_id, research_id);
