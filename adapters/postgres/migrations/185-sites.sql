-- How the hub reaches a site: beside the token a client certificate of its own, and a deadline of its own.
ALTER TABLE site
  -- JSON of certificate, key and authority, AES-256-GCM under the hub's key `credentials`; null without mutual TLS.
  ADD COLUMN sealed_tls text,
  -- Milliseconds that a question may take; null for the hub's default.
  ADD COLUMN deadline_ms integer CHECK (deadline_ms BETWEEN 100 AND 60000),
  -- When some process last took it on itself to look whether the site answers.
  ADD COLUMN looked_at timestamptz;

-- Projects that may use a site by an administrator's word; those with a pool that points to it may as well.
CREATE TABLE site_grant (
  site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
  project_id uuid NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  granted_by text NOT NULL,
  granted_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (site_id, project_id)
);
CREATE INDEX site_grant_by_project ON site_grant (project_id);

-- What the last looks at each site found.
CREATE TABLE site_look (
  site_id uuid NOT NULL REFERENCES site (id) ON DELETE CASCADE,
  looked_at timestamptz NOT NULL,
  -- Null when it did not answer.
  latency_ms integer,
  -- Why not; without addresses or credentials. Null when it answered.
  error text,
  PRIMARY KEY (site_id, looked_at)
);
