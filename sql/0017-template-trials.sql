-- Templates that a server which does not read asks others to try; the rows of both kinds live for seconds.
ALTER TABLE region_request
    ADD COLUMN IF NOT EXISTS account_id BINARY(12) NULL,
    ADD COLUMN IF NOT EXISTS job_id BINARY(12) NULL,
    -- NULL: a region is to be read.
    ADD COLUMN IF NOT EXISTS template MEDIUMBLOB NULL;
