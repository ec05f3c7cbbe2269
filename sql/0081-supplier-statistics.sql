-- What happened to the documents of each supplier, by hour; added to in the transaction that makes it happen. The supplier
-- is the one that the job names, else the one that is proposed for it, else 0.
CREATE TABLE IF NOT EXISTS supplier_statistics (
    account_id BINARY(12) NOT NULL,
    supplier_id BINARY(12) NOT NULL,
    -- Hours since 1970 in UTC.
    hour INT NOT NULL,
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
    PRIMARY KEY (account_id, supplier_id, hour),
    KEY hour (account_id, hour)
) ENGINE = InnoDB;
