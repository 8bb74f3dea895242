-- Which master key this hub's data were sealed with: a fingerprint, from which nothing of the key can be learnt.
CREATE TABLE hub_key (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  fingerprint text NOT NULL,
  noted_at timestamptz NOT NULL DEFAULT now()
);
