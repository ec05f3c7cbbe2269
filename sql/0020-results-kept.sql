-- A job keeps its results until there are new ones. What an older program writes beside this one stays right: it leaves
-- the columns of a result empty, which says that nobody knows what the result was read from, and every error is older
-- than the results of a later epoch.

-- How a later run ended that brought no results. Shown while no later epoch has brought any.
ALTER TABLE job_detail
    ADD COLUMN IF NOT EXISTS last_error_code VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD COLUMN IF NOT EXISTS last_error VARCHAR(1000) NULL,
    ADD COLUMN IF NOT EXISTS last_error_at DATETIME(3) NULL,
    ADD COLUMN IF NOT EXISTS last_error_epoch INT NULL,
    -- Raised when the document or its added pages are changed.
    ADD COLUMN IF NOT EXISTS document_revision INT NOT NULL DEFAULT 1,
    -- Raised when the results are corrected; with the epoch of the results it is their ETag.
    ADD COLUMN IF NOT EXISTS results_revision INT NOT NULL DEFAULT 0;

-- Raised when the rules are changed, not when a template gets another name.
ALTER TABLE template ADD COLUMN IF NOT EXISTS rules_revision INT NOT NULL DEFAULT 1;

ALTER TABLE job_result
    -- When the run began and ended that brought the results; known once the job is queued again.
    ADD COLUMN IF NOT EXISTS started_at DATETIME(3) NULL,
    ADD COLUMN IF NOT EXISTS completed_at DATETIME(3) NULL,
    -- What the results were read from.
    ADD COLUMN IF NOT EXISTS document_revision INT NULL,
    ADD COLUMN IF NOT EXISTS template_id BINARY(12) NULL,
    ADD COLUMN IF NOT EXISTS rules_revision INT NULL;

-- The job of which a failed or cancelled run is told has results all the same.
ALTER TABLE delivery ADD COLUMN IF NOT EXISTS results_kept TINYINT NOT NULL DEFAULT 0;
