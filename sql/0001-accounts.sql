-- Who calls, and what each account adds up to.
-- Ids are BINARY(12): 4 bytes of database time, 8 random. Texts compare byte by byte (nopad_bin), as filters promise.

CREATE TABLE IF NOT EXISTS account (
    id BINARY(12) NOT NULL PRIMARY KEY,
    name VARCHAR(100) NOT NULL,
    created_at DATETIME(3) NOT NULL,
    -- The queue's side: jobs that may be claimed now, jobs that run, and the share of work had so far.
    ready INT NOT NULL DEFAULT 0,
    running INT NOT NULL DEFAULT 0,
    work_done BIGINT NOT NULL DEFAULT 0,
    -- 0: no limit.
    maximum_running INT NOT NULL DEFAULT 0,
    UNIQUE KEY name (name),
    KEY turn (work_done, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

CREATE TABLE IF NOT EXISTS api_key (
    id CHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    account_id BINARY(12) NOT NULL,
    name VARCHAR(100) NOT NULL,
    secret_hash BINARY(32) NOT NULL,
    -- Names separated by spaces; NULL: all of them.
    scopes VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NULL,
    created_at DATETIME(3) NOT NULL,
    expires_at DATETIME(3) NULL,
    revoked_at DATETIME(3) NULL,
    last_used_at DATETIME(3) NULL,
    KEY account (account_id, created_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

-- Kept counts, changed in the transaction that changes what they count: a list's total costs the same at any size.
-- Slots: 0-5 jobs by status, 8-12 groups by status, 16 templates, 24-27 pages by status, 32 documents.
CREATE TABLE IF NOT EXISTS tally (
    account_id BINARY(12) NOT NULL,
    slot TINYINT UNSIGNED NOT NULL,
    count BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (account_id, slot)
) ENGINE = InnoDB;

CREATE TABLE IF NOT EXISTS idempotency (
    account_id BINARY(12) NOT NULL,
    key_hash BINARY(32) NOT NULL,
    request_hash BINARY(32) NOT NULL,
    created_at DATETIME(3) NOT NULL,
    -- NULL while the first request runs.
    status SMALLINT UNSIGNED NULL,
    resource VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NULL,
    PRIMARY KEY (account_id, key_hash),
    KEY age (created_at)
) ENGINE = InnoDB;
