-- Regions of pages that a server which does not read asks others to read; each row lives for seconds.

CREATE TABLE IF NOT EXISTS region_request (
    id BINARY(12) NOT NULL PRIMARY KEY,
    created_at DATETIME(3) NOT NULL,
    -- 0 waits, 1 is being read, 2 answered, 3 cannot be read.
    state TINYINT UNSIGNED NOT NULL DEFAULT 0,
    image MEDIUMBLOB NOT NULL,
    x DOUBLE NOT NULL,
    y DOUBLE NOT NULL,
    width DOUBLE NOT NULL,
    height DOUBLE NOT NULL,
    languages VARCHAR(255) NOT NULL,
    text MEDIUMTEXT NULL,
    confidence DOUBLE NULL,
    KEY turn (state, created_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
