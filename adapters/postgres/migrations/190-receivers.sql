-- Receiving by DIMSE: what senders call, and who may.

CREATE TABLE pool_receiver (
  pool_id uuid PRIMARY KEY REFERENCES pool (id) ON DELETE CASCADE,
  ae_title text NOT NULL UNIQUE,
  -- none: any
  calling_ae_titles text[] NOT NULL DEFAULT '{}',
  -- addresses and networks; none: any
  calling_addresses text[] NOT NULL DEFAULT '{}'
);
