-- For a broker (bull on Redis) that tells workers about jobs, of which this table stays the truth.
ALTER TABLE job
  -- How often the job was queued again: names one waiting of it.
  ADD COLUMN generation int NOT NULL DEFAULT 0,
  -- The broker (one life of a Redis) that is known to hold this waiting of the job.
  ADD COLUMN handed text;
