-- What subscribers hear. Within a topic the order of seq is the order of commits: see change-feed.ts.
CREATE TABLE change (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  topic text NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  payload jsonb NOT NULL
);
CREATE INDEX change_topic ON change (topic, seq);
