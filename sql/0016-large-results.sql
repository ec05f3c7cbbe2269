-- Texts and words that are too large for their row lie in chunks of at most 1 MiB: a packet takes no more than the server
-- allows. The column then holds an empty text, which no JSON and no packed words are. An older program that runs beside
-- this one cannot show such a result, but it can replace and delete it: the chunks go with the row.
CREATE TABLE IF NOT EXISTS job_result_chunk (
    owner_id BINARY(12) NOT NULL,
    -- Which of the row's columns.
    part TINYINT UNSIGNED NOT NULL,
    number INT UNSIGNED NOT NULL,
    bytes MEDIUMBLOB NOT NULL,
    PRIMARY KEY (owner_id, part, number),
    CONSTRAINT job_result_chunk_owner FOREIGN KEY (owner_id) REFERENCES job_result (job_id) ON DELETE CASCADE
) ENGINE = InnoDB;

CREATE TABLE IF NOT EXISTS page_words_chunk (
    owner_id BINARY(12) NOT NULL,
    part TINYINT UNSIGNED NOT NULL,
    number INT UNSIGNED NOT NULL,
    bytes MEDIUMBLOB NOT NULL,
    PRIMARY KEY (owner_id, part, number),
    CONSTRAINT page_words_chunk_owner FOREIGN KEY (owner_id) REFERENCES page_words (page_id) ON DELETE CASCADE
) ENGINE = InnoDB;

-- Whose metadata it is, so that a filter looks through its own account's alone. NULL where an older program wrote it:
-- such rows are looked at by everybody until housekeeping has taken their values.
ALTER TABLE job_detail ADD COLUMN IF NOT EXISTS account_id BINARY(12) NULL;
ALTER TABLE job_detail ADD KEY IF NOT EXISTS unindexed_of (account_id, is_unindexed, job_id);

-- One row that is written to learn whether the database can be written to.
CREATE TABLE IF NOT EXISTS heartbeat (
    id TINYINT NOT NULL PRIMARY KEY,
    beat_at DATETIME(3) NULL
) ENGINE = InnoDB;

INSERT IGNORE INTO heartbeat (id) VALUES (1);
