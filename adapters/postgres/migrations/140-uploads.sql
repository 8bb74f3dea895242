-- Files on their way in (core/uploads/upload.ts).
CREATE TABLE upload (
  id uuid PRIMARY KEY,
  project_id uuid NOT NULL,
  created_by text NOT NULL,
  created_by_id text NOT NULL,
  file_name text NOT NULL,
  media_type text NOT NULL,
  size_bytes bigint NOT NULL,
  expected_sha256 text,
  received_bytes bigint NOT NULL DEFAULT 0 CHECK (received_bytes BETWEEN 0 AND size_bytes),
  state text NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'COMPLETE', 'REFUSED', 'USED', 'ENDED')),
  sha256 text,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL
);

-- Stored, sealed stretches of them; noted before they are stored, acknowledged afterwards.
CREATE TABLE upload_piece (
  id uuid PRIMARY KEY,
  upload_id uuid NOT NULL REFERENCES upload (id),
  object text NOT NULL,
  start_byte bigint NOT NULL,
  size_bytes bigint NOT NULL CHECK (size_bytes > 0),
  acknowledged boolean NOT NULL DEFAULT false
);
CREATE INDEX upload_piece_upload ON upload_piece (upload_id, start_byte);
CREATE UNIQUE INDEX upload_piece_acknowledged ON upload_piece (upload_id, start_byte) WHERE acknowledged;
