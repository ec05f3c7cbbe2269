-- The process that made the attempt: a job that many processes died under is told from processes that die anyway.
ALTER TABLE job_attempt ADD COLUMN IF NOT EXISTS worker_id BIGINT UNSIGNED NULL;
