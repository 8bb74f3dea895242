-- Personal access tokens: for programs that act for a person. They end at their time, or when they are revoked.
CREATE TABLE access_token (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  name text NOT NULL,
  -- SHA-256 of the token, hex: it holds 256 random bits, so an unsalted hash can't be undone by trying
  hash text UNIQUE NOT NULL,
  -- null: each project of the person
  project_ids uuid[],
  read_only boolean NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  -- at most one write in ten minutes, so up to so much behind
  last_used_at timestamptz,
  revoked_at timestamptz
);
CREATE INDEX access_token_account ON access_token (account_id, id);
