// By a relation's own id: to take it away, or to find that it is there.
CREATE INDEX relates_to_id IF NOT EXISTS FOR ()-[r:RELATES_TO]-() ON (r.id);
