-- What happened to an account's documents, by hour and template; added to in the transaction that makes it happen.
CREATE TABLE IF NOT EXISTS statistics (
    account_id BINARY(12) NOT NULL,
    -- Hours since 1970 in UTC.
    hour INT NOT NULL,
    template_id BINARY(12) NOT NULL,
    documents BIGINT NOT NULL DEFAULT 0,
    pages BIGINT NOT NULL DEFAULT 0,
    without_review BIGINT NOT NULL DEFAULT 0,
    reviewed BIGINT NOT NULL DEFAULT 0,
    corrected_fields BIGINT NOT NULL DEFAULT 0,
    found_wrong_later BIGINT NOT NULL DEFAULT 0,
    failures BIGINT NOT NULL DEFAULT 0,
    -- Milliseconds.
    processing_time BIGINT NOT NULL DEFAULT 0,
    cost DECIMAL(20, 6) NOT NULL DEFAULT 0,
    PRIMARY KEY (account_id, hour, template_id)
) ENGINE = InnoDB;

-- The totals of all accounts are those of their tallies' slots 48-54.
INSERT IGNORE INTO tally (account_id, slot)
    SELECT a.id, s.slot FROM account a JOIN (
        SELECT 48 AS slot UNION SELECT 49 UNION SELECT 50 UNION SELECT 51 UNION SELECT 52 UNION SELECT 53 UNION SELECT 54
    ) s;

-- The results needed no review and were found to be wrong, which is counted once.
ALTER TABLE job_result ADD COLUMN IF NOT EXISTS is_found_wrong TINYINT NOT NULL DEFAULT 0;
