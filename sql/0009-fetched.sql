-- What a run of a job has fetched: a later attempt, on whichever machine, reads these bytes and fetches nothing.

CREATE TABLE IF NOT EXISTS job_fetched (
    job_id BINARY(12) NOT NULL,
    url_sha256 BINARY(32) NOT NULL,
    content_id BINARY(12) NOT NULL,
    PRIMARY KEY (job_id, url_sha256)
) ENGINE = InnoDB;

-- Since when a webhook's messages have come to nothing; NULL while the last one was taken.
ALTER TABLE webhook ADD COLUMN IF NOT EXISTS failing_since DATETIME(3) NULL;
