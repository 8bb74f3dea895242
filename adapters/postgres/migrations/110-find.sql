-- Finding assets (core/assets/asset-filter.ts).

-- Words by which an asset or tag is found, as core/assets/search-words.ts makes them; null until what was there before has been filled in
-- (adapters/postgres/fill-words.ts).
ALTER TABLE asset ADD COLUMN words tsvector;
ALTER TABLE tag ADD COLUMN words tsvector;
CREATE INDEX asset_words ON asset USING gin (words);
CREATE INDEX tag_words ON tag USING gin (words);
CREATE INDEX asset_without_words ON asset (id) WHERE words IS NULL;
CREATE INDEX tag_without_words ON tag (asset_id, name) WHERE words IS NULL;

-- To the millisecond, as a Date and every export have it: a cursor holds it exactly.
ALTER TABLE asset ALTER COLUMN created_at TYPE timestamptz(3);

CREATE INDEX asset_properties ON asset USING gin (properties jsonb_path_ops);
CREATE INDEX asset_created ON asset (project_id, level, created_at, id);
CREATE INDEX asset_label ON asset (project_id, level, (left(label, 200)) COLLATE "C", id);

-- What properties there are (core/ports/property-names.ts), wherever the assets themselves are.
CREATE TABLE property_name (
  name text NOT NULL,
  project_id uuid NOT NULL,
  level text NOT NULL,
  type text NOT NULL CHECK (type IN ('TEXT', 'NUMBER', 'BOOLEAN', 'OTHER')),
  -- first the hash: a name may be longer than an entry of an index
  name_hash bigint GENERATED ALWAYS AS (hashtextextended(name, 0)) STORED,
  PRIMARY KEY (name_hash, project_id, level, type)
);
CREATE INDEX property_name_project ON property_name (project_id, level);
INSERT INTO property_name (name, project_id, level, type)
SELECT DISTINCT p.key, a.project_id, a.level,
  CASE jsonb_typeof(p.value) WHEN 'string' THEN 'TEXT' WHEN 'number' THEN 'NUMBER' WHEN 'boolean' THEN 'BOOLEAN' ELSE 'OTHER' END
FROM asset a CROSS JOIN LATERAL jsonb_each(a.properties) AS p WHERE jsonb_typeof(p.value) <> 'null'
ON CONFLICT DO NOTHING;

CREATE TABLE saved_query (
  id uuid PRIMARY KEY,
  owner_id text NOT NULL,
  owner text NOT NULL,
  -- null: the owner's alone
  project_id uuid,
  name text NOT NULL,
  description text,
  filter jsonb NOT NULL,
  -- null: by id
  ordering jsonb,
  saved_at timestamptz NOT NULL
);
CREATE INDEX saved_query_owner ON saved_query (owner_id, id) WHERE project_id IS NULL;
CREATE INDEX saved_query_project ON saved_query (project_id, id) WHERE project_id IS NOT NULL;
