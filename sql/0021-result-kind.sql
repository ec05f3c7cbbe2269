-- What kind of document it is, which lists filter by: credit notes are few among many invoices.
ALTER TABLE job_result
    ADD COLUMN IF NOT EXISTS kind VARCHAR(32) NULL,
    -- Which members the JSON for answers has; 0 where an older program wrote it. Housekeeping writes those anew from the
    -- fields, and fills the columns that the older program did not know.
    ADD COLUMN IF NOT EXISTS shape TINYINT UNSIGNED NOT NULL DEFAULT 0;
ALTER TABLE job_result
    ADD KEY IF NOT EXISTS kind (account_id, kind, job_id),
    ADD KEY IF NOT EXISTS shape (shape);
