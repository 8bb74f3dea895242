-- Files that were refused are kept aside with their reason: listed by project, and purged by age.
DROP INDEX received_file_refused_original;
CREATE INDEX received_file_refused ON received_file (project_id, sequence) WHERE state = 'REFUSED';
CREATE INDEX received_file_refused_kept ON received_file (received_at) WHERE state = 'REFUSED' AND original_object IS NOT NULL;
