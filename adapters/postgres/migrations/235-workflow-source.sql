-- The text that a workflow was written as, YAML or JSON; null for one that came as a document.
ALTER TABLE workflow ADD COLUMN source text;
