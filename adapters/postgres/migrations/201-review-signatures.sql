-- Signatures of reviews (21 CFR 11.50, 11.70): never changed once written.
CREATE TABLE review_signature (
  id uuid PRIMARY KEY,
  sequence bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  quarantined_exam_id uuid NOT NULL REFERENCES quarantined_exam (id) ON DELETE CASCADE,
  signer_id text NOT NULL,
  decision text NOT NULL CHECK (decision IN ('APPROVE', 'REJECT', 'REDACT', 'REQUEUE')),
  -- of the images as they were signed
  images_digest text NOT NULL,
  document jsonb NOT NULL,
  -- the same document, signed by the hub (RFC 7515)
  jws text NOT NULL
);
CREATE INDEX review_signature_exam ON review_signature (quarantined_exam_id, sequence);

-- When a session last signed with a password, or soon after it.
CREATE TABLE signing_session (
  session_id uuid PRIMARY KEY,
  account_id text NOT NULL,
  last_signed_at timestamptz NOT NULL
);
