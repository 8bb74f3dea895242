-- What counts as a try of a step, and what the event of a waiting start was.

-- Tries that failed, of those that the step's definition permits. An attempt that an outage or the death of a process cut short is none.
ALTER TABLE workflow_step ADD COLUMN failed_tries int NOT NULL DEFAULT 0;

-- As triggers name it (`on`); null where an earlier version did not note it.
ALTER TABLE workflow_waiting_start ADD COLUMN event text;
UPDATE workflow_waiting_start SET event = substr(started_by, 7) WHERE started_by LIKE 'event:%';
CREATE INDEX workflow_waiting_start_exam ON workflow_waiting_start (exam_id);
