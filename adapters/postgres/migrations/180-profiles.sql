-- De-identification profiles of projects (core/deidentification/profile-input.ts), for both ways to run: versions are added, never changed.
CREATE TABLE deidentification_profile (
  id uuid PRIMARY KEY,
  sequence bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  project_id uuid NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  name text NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  definition jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by text NOT NULL,
  UNIQUE (project_id, name, version)
);
CREATE INDEX deidentification_profile_order ON deidentification_profile (project_id, sequence DESC);

-- What profiles look up, by their name: all versions of one share it. Holds patients' data, encrypted as the identity map is.
CREATE TABLE deidentification_lookup (
  project_id uuid NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  profile text NOT NULL,
  -- keyed digest of project, profile, type and key
  digest text NOT NULL,
  type text NOT NULL,
  -- AES-256-GCM under the hub's own key for this
  sealed bytea NOT NULL,
  PRIMARY KEY (project_id, profile, digest)
);
CREATE INDEX deidentification_lookup_type ON deidentification_lookup (project_id, profile, type);

-- The profile that an image was de-identified by; null for those of the time before, which had their pool's.
ALTER TABLE quarantined_image ADD COLUMN profile text;

-- A list of research identifiers may give a person another one than the project's key has given before: both lead back.
ALTER TABLE identity_map DROP CONSTRAINT identity_map_pkey, ADD PRIMARY KEY (project_id, digest, research_id);
