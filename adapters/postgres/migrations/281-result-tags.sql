-- The tags that a step's result came with: where the result serves again, they are set again.
CREATE TABLE workflow_result_tags (
  -- That generated the result.
  activity_id uuid PRIMARY KEY,
  -- What was tagged: when it is withdrawn, this goes with it.
  asset_id uuid NOT NULL,
  -- A list of name, value and reason.
  tags jsonb NOT NULL
);
CREATE INDEX workflow_result_tags_asset ON workflow_result_tags (asset_id);
