-- How often a process has begun to de-identify the file alone and ended before it was done (core/intake/one-by-one.ts).
ALTER TABLE received_file ADD COLUMN tries int NOT NULL DEFAULT 0;
