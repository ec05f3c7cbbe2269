-- Bytes lie once by SHA-256, in chunks of at most 1 MiB: packets are limited, and no row grows large.

CREATE TABLE IF NOT EXISTS content (
    id BINARY(12) NOT NULL PRIMARY KEY,
    -- NULL while the bytes still come in.
    sha256 BINARY(32) NULL,
    size BIGINT NOT NULL DEFAULT 0,
    -- How many documents and page images are these bytes; at 0 they are removed.
    uses INT NOT NULL DEFAULT 0,
    created_at DATETIME(3) NOT NULL,
    UNIQUE KEY sha256 (sha256),
    KEY age (uses, created_at)
) ENGINE = InnoDB;

CREATE TABLE IF NOT EXISTS content_chunk (
    content_id BINARY(12) NOT NULL,
    number INT UNSIGNED NOT NULL,
    bytes MEDIUMBLOB NOT NULL,
    PRIMARY KEY (content_id, number)
) ENGINE = InnoDB;

CREATE TABLE IF NOT EXISTS document (
    id BINARY(12) NOT NULL PRIMARY KEY,
    account_id BINARY(12) NOT NULL,
    content_id BINARY(12) NOT NULL,
    sha256 BINARY(32) NOT NULL,
    size BIGINT NOT NULL,
    type TINYINT UNSIGNED NOT NULL,
    created_at DATETIME(3) NOT NULL,
    KEY account (account_id, created_at, id)
) ENGINE = InnoDB;
