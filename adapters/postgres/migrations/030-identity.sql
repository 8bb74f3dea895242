-- People, their sessions, projects, memberships, and the audit trail.

CREATE TABLE account (
  id uuid PRIMARY KEY,
  username text NOT NULL,
  display_name text NOT NULL,
  is_administrator boolean NOT NULL DEFAULT false,
  -- argon2id in PHC form
  password_hash text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  disabled_at timestamptz
);
-- 'Ann' and 'ann' would be taken for one person.
CREATE UNIQUE INDEX account_username ON account (lower(username));

-- One login on one device. It ends by logout, by the reuse of a refresh token, or at its time.
CREATE TABLE refresh_session (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  -- 'LOGIN', or 'OPERATOR:<holder>': the local command line's, which has no refresh tokens
  kind text NOT NULL DEFAULT 'LOGIN',
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE INDEX refresh_session_account ON refresh_session (account_id);

-- Every refresh token that a session had: the used ones stay, so that a reuse is seen.
CREATE TABLE refresh_token (
  -- SHA-256, hex: a token is 256 random bits, so an unsalted hash can't be undone by trying
  hash text PRIMARY KEY,
  session_id uuid NOT NULL REFERENCES refresh_session (id) ON DELETE CASCADE,
  issued_at timestamptz NOT NULL DEFAULT now(),
  used_at timestamptz
);
CREATE INDEX refresh_token_session ON refresh_token (session_id);

-- Failed logins per name. The name is a keyed hash: people type passwords into the wrong field.
CREATE TABLE login_throttle (
  name_hash text PRIMARY KEY,
  failures integer NOT NULL,
  last_try_at timestamptz NOT NULL,
  blocked_until timestamptz NOT NULL
);
CREATE INDEX login_throttle_last_try ON login_throttle (last_try_at);

CREATE TABLE project (
  id uuid PRIMARY KEY,
  name text UNIQUE NOT NULL,
  title text NOT NULL DEFAULT '',
  irb_number text,
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by text NOT NULL DEFAULT 'service:hub'
);

CREATE TABLE membership (
  project_id uuid NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  roles text[] NOT NULL CHECK (cardinality(roles) > 0),
  PRIMARY KEY (project_id, account_id)
);
CREATE INDEX membership_account ON membership (account_id);

-- 21 CFR 11.10(e). Each entry holds the hash of the one before; see adapters/postgres/audit-trail.ts.
-- project_id is text without a reference: an entry outlives what it is about.
CREATE TABLE audit (
  sequence bigint PRIMARY KEY,
  at timestamptz NOT NULL,
  actor text NOT NULL,
  action text NOT NULL,
  target text NOT NULL,
  project_id text,
  reason text,
  old_value jsonb,
  new_value jsonb,
  previous_hash text NOT NULL,
  hash text NOT NULL
);
CREATE INDEX audit_target ON audit (target, sequence);
CREATE INDEX audit_project ON audit (project_id, sequence);

-- The last link. Locking this one row puts appends in order; its number shows a chain that was cut at its end.
CREATE TABLE audit_head (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  sequence bigint NOT NULL,
  hash text NOT NULL
);
INSERT INTO audit_head (sequence, hash) VALUES (0, '');

CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit trail is append-only: % refused', TG_OP;
END $$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit
  FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit
  FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();

CREATE FUNCTION audit_head_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.sequence <> OLD.sequence + 1 THEN
    RAISE EXCEPTION 'the audit trail is append-only: its head goes one entry forward at a time';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER audit_head_forward BEFORE UPDATE ON audit_head
  FOR EACH ROW EXECUTE FUNCTION audit_head_forward();
CREATE TRIGGER audit_head_kept BEFORE DELETE ON audit_head
  FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_head_no_truncate BEFORE TRUNCATE ON audit_head
  FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
