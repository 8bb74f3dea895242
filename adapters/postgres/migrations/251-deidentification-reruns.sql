-- De-identifying approved exams anew (core/intake/rerun-exam.ts).

-- The file that came in, whose kept original this one is made of; null: the file came in itself. Never a re-run itself, nor of another project.
ALTER TABLE received_file ADD COLUMN rerun_of uuid;
CREATE INDEX received_file_rerun ON received_file (rerun_of) WHERE rerun_of IS NOT NULL;
