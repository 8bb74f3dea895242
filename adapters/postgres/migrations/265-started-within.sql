-- The projects that the access token which started the run was narrowed to, as a list of ids: results of others don't serve it. Null: it
-- was no token, or one of all projects of its person.
ALTER TABLE workflow_run ADD COLUMN started_within jsonb CHECK (jsonb_typeof(started_within) = 'array');
