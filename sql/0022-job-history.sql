-- Who did what to a job and when. Rows are only added. They outlive their job without what they say of its contents, and
-- go with the retention's time or with the account.
CREATE TABLE IF NOT EXISTS job_history (
    number BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    account_id BINARY(12) NOT NULL,
    job_id BINARY(12) NOT NULL,
    at DATETIME(3) NOT NULL,
    action VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- The key and its name at that time; NULL: the server itself.
    key_id CHAR(12) CHARACTER SET ascii COLLATE ascii_bin NULL,
    key_name VARCHAR(100) NULL,
    -- One JSON object.
    details MEDIUMTEXT NOT NULL,
    KEY job (account_id, job_id, at, number),
    KEY age (at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
