-- Whether a person should look at a job's results, and what people said of them. An older program that runs beside this
-- one leaves the columns of results that it saves empty, and their shape behind: housekeeping decides them then.

-- The overall confidence from which on no review is needed; NULL: the standard one.
ALTER TABLE account ADD COLUMN IF NOT EXISTS review_threshold DOUBLE NULL;

-- The state is NULL before there are results. The priority is that of a job that needs a review: the days from a virtual
-- due date, which doubt puts earlier, to 2100; so that the order of jobs does not change as time passes.
ALTER TABLE job
    ADD COLUMN IF NOT EXISTS review_state TINYINT UNSIGNED NULL,
    ADD COLUMN IF NOT EXISTS review_priority INT NULL;
ALTER TABLE job
    ADD KEY IF NOT EXISTS review (account_id, review_state, review_priority, id),
    ADD KEY IF NOT EXISTS review_order (account_id, review_priority, id);

-- Who confirmed the results and when: the name of the key at that time.
ALTER TABLE job_detail
    ADD COLUMN IF NOT EXISTS reviewed_by VARCHAR(100) NULL,
    ADD COLUMN IF NOT EXISTS reviewed_at DATETIME(3) NULL;

ALTER TABLE job_result
    -- A JSON array in the contract's shape.
    ADD COLUMN IF NOT EXISTS review_reasons MEDIUMTEXT NULL,
    -- Of the bytes that were read: the document's, or those of the document and its added pages. NULL where unknown.
    ADD COLUMN IF NOT EXISTS document_sha256 BINARY(32) NULL;

-- What a review said of a document: it holds for results that were read from the same bytes, and for those of the same
-- reading, whose bytes may not be known.
CREATE TABLE IF NOT EXISTS job_review (
    job_id BINARY(12) NOT NULL PRIMARY KEY,
    account_id BINARY(12) NOT NULL,
    document_sha256 BINARY(32) NULL,
    epoch INT NOT NULL,
    -- JSON, or an empty text where it lies in chunks.
    reviewed MEDIUMTEXT NOT NULL,
    KEY account (account_id),
    CONSTRAINT job_review_job FOREIGN KEY (job_id) REFERENCES job (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

CREATE TABLE IF NOT EXISTS job_review_chunk (
    owner_id BINARY(12) NOT NULL,
    part TINYINT UNSIGNED NOT NULL,
    number INT UNSIGNED NOT NULL,
    bytes MEDIUMBLOB NOT NULL,
    PRIMARY KEY (owner_id, part, number),
    CONSTRAINT job_review_chunk_owner FOREIGN KEY (owner_id) REFERENCES job_review (job_id) ON DELETE CASCADE
) ENGINE = InnoDB;
