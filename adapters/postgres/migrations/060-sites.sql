-- Institutions with a DICOMweb archive. A pool points to one (pool.site_id, see 050).
CREATE TABLE site (
  id uuid PRIMARY KEY,
  name text NOT NULL UNIQUE,
  url text NOT NULL,
  -- AES-256-GCM under the hub's key `credentials`; null when the site asks for no token.
  sealed_token text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
