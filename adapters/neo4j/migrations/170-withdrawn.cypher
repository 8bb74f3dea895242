// Tombstones (apply-tombstones.ts), of which pages are asked for by themselves alone.
CREATE INDEX withdrawn_id IF NOT EXISTS FOR (a:Withdrawn) ON (a.id);
