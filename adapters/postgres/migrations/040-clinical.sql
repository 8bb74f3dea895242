-- Facts that do not come from images, by research identifier; no patient identifier is ever stored here.

CREATE TABLE clinical_record (
  -- assetIds.subject(project, research id): the record may come before the first image, or without one
  subject_id uuid PRIMARY KEY,
  project_id uuid NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  survival_days integer,
  vital_status text NOT NULL CHECK (vital_status IN ('ALIVE', 'DEAD', 'UNKNOWN')),
  imported_at timestamptz NOT NULL DEFAULT now(),
  imported_by text NOT NULL
);
CREATE INDEX clinical_record_project ON clinical_record (project_id, subject_id);

CREATE TABLE clinical_diagnosis (
  subject_id uuid NOT NULL REFERENCES clinical_record (subject_id) ON DELETE CASCADE,
  -- place in the subject's list
  ordinal integer NOT NULL,
  name text NOT NULL,
  code text,
  grade integer,
  age_years integer,
  PRIMARY KEY (subject_id, ordinal)
);
CREATE INDEX clinical_diagnosis_name ON clinical_diagnosis (lower(name));
CREATE INDEX clinical_diagnosis_code ON clinical_diagnosis (lower(code));

CREATE TABLE clinical_variant (
  subject_id uuid NOT NULL REFERENCES clinical_record (subject_id) ON DELETE CASCADE,
  ordinal integer NOT NULL,
  gene text NOT NULL,
  change text NOT NULL,
  status text NOT NULL,
  PRIMARY KEY (subject_id, ordinal)
);
CREATE INDEX clinical_variant_gene ON clinical_variant (lower(gene), status);
