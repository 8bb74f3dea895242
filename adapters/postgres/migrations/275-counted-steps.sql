-- Only steps that count for their project's share are counted: messages, of which any number may wait, are not in the way.
DROP INDEX workflow_step_active;
CREATE INDEX workflow_step_counted ON workflow_step (run_id)
  WHERE queued AND state IN ('PENDING', 'RUNNING') AND uses <> 'notify';
