-- Writes on their way into a graph database (core/ports/graph-outbox.ts). Unused where the graph itself is in this database.
CREATE TABLE graph_outbox (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- who wrote it: a transaction sees its own writes before they are committed
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  -- as written, not jsonb: it comes out as it went in
  payload text NOT NULL,
  -- why the graph database refuses it; null while it waits
  refused text
);
CREATE INDEX graph_outbox_waiting ON graph_outbox (seq) WHERE refused IS NULL;
CREATE INDEX graph_outbox_own ON graph_outbox (xid);

-- Every acknowledged asset, so that a parent can be checked, and a moment given once, without the graph database.
CREATE TABLE graph_asset (
  id uuid PRIMARY KEY,
  created_at timestamptz NOT NULL
);

-- Where the graph database stood after the last write that was settled. One row.
CREATE TABLE graph_position (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  bookmarks text[] NOT NULL
);
INSERT INTO graph_position (bookmarks) VALUES ('{}');
