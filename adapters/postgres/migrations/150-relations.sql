-- What a project lets assets be to each other (core/relations/relation.ts), for both ways to run.
CREATE TABLE relation_definition (
  id uuid PRIMARY KEY,
  project_id uuid NOT NULL,
  name text NOT NULL,
  inverse_name text,
  description text NOT NULL,
  -- none named: any
  from_levels text[] NOT NULL,
  to_levels text[] NOT NULL,
  acyclic boolean NOT NULL,
  retired_at timestamptz,
  UNIQUE (project_id, name)
);

-- Relations of an asset graph in this database; unused where the graph is in another one.
CREATE TABLE relation (
  id uuid PRIMARY KEY,
  type_id uuid NOT NULL,
  type text NOT NULL,
  from_id uuid NOT NULL REFERENCES asset (id),
  to_id uuid NOT NULL REFERENCES asset (id),
  set_by text NOT NULL,
  reason text,
  set_at timestamptz NOT NULL
);
CREATE INDEX relation_from ON relation (from_id, id);
CREATE INDEX relation_to ON relation (to_id, id);
-- What a search for cycles walks.
CREATE INDEX relation_walk ON relation (type_id, from_id, to_id);
