-- The scalars of jobs' metadata, so that a filter on one of them is looked up and not searched for.
CREATE TABLE IF NOT EXISTS job_value (
    account_id BINARY(12) NOT NULL,
    -- The first bytes of the SHA-256 of the names on the way to the value.
    path BINARY(8) NOT NULL,
    -- In bytes that compare as the values do: 1 and a flag, 2 and a number, 3 and the beginning of a text.
    value VARBINARY(64) NOT NULL,
    job_id BINARY(12) NOT NULL,
    PRIMARY KEY (account_id, path, value, job_id),
    -- Whoever deletes a job deletes these, an older program too.
    CONSTRAINT job_value_job FOREIGN KEY (job_id) REFERENCES job (id) ON DELETE CASCADE
) ENGINE = InnoDB;

-- Of which text the values were taken. Where it is another one, because an older program wrote it, or none, filters
-- look into the metadata itself until housekeeping has taken its values.
ALTER TABLE job_detail
    ADD COLUMN IF NOT EXISTS values_crc INT UNSIGNED NULL,
    ADD COLUMN IF NOT EXISTS is_unindexed TINYINT AS
        (metadata IS NOT NULL AND (values_crc IS NULL OR values_crc <> CRC32(metadata))) VIRTUAL;
ALTER TABLE job_detail ADD KEY IF NOT EXISTS unindexed (is_unindexed, job_id);
