-- The trace of the request that enqueued the job (W3C traceparent): the worker's spans belong to it. Null when nothing was traced.
ALTER TABLE job ADD COLUMN trace text;
