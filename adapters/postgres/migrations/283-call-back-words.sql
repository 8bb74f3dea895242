-- How much an application has told of its work, in characters: its words are kept until that ends.
ALTER TABLE call_back ADD COLUMN characters int NOT NULL DEFAULT 0;
-- Of those that ended before, they were left.
DELETE FROM change WHERE topic IN (SELECT 'call-back:' || id FROM call_back WHERE ended_at IS NOT NULL);
