-- What people said of series that the classifier took for something else. Attributes are numbers and codes alone: no words.
CREATE TABLE series_type_case (
  -- of the series: the latest correction of each counts
  series_id uuid PRIMARY KEY,
  project_id uuid NOT NULL,
  attributes jsonb NOT NULL,
  predicted text NOT NULL,
  confidence double precision NOT NULL,
  classifier_version text NOT NULL,
  corrected text NOT NULL,
  reason text,
  corrected_by text NOT NULL,
  corrected_at timestamptz(3) NOT NULL
);
CREATE INDEX series_type_case_project ON series_type_case (project_id, series_id);
