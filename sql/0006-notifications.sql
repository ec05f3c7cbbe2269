CREATE TABLE IF NOT EXISTS webhook (
    id BINARY(12) NOT NULL PRIMARY KEY,
    account_id BINARY(12) NOT NULL,
    url VARCHAR(2048) NOT NULL,
    -- One bit an event.
    events INT UNSIGNED NOT NULL,
    -- Encrypted under the operator's key.
    secret VARBINARY(512) NOT NULL,
    is_active TINYINT NOT NULL DEFAULT 1,
    revision INT NOT NULL DEFAULT 1,
    created_at DATETIME(3) NOT NULL,
    updated_at DATETIME(3) NOT NULL,
    KEY created (account_id, created_at, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

-- One row an event and receiver, written in the transaction that makes the event true: none is lost, none told twice.
CREATE TABLE IF NOT EXISTS delivery (
    id BINARY(12) NOT NULL PRIMARY KEY,
    account_id BINARY(12) NOT NULL,
    -- The same for all receivers and all tries, so that a receiver can drop a second copy.
    event_id VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    event TINYINT UNSIGNED NOT NULL,
    job_id BINARY(12) NULL,
    group_id BINARY(12) NULL,
    -- A mail has a recipient, a webhook's message a webhook.
    webhook_id BINARY(12) NULL,
    recipient VARCHAR(254) NULL,
    target VARCHAR(254) NOT NULL,
    -- 0 to be sent at due_at, 1 delivered, 2 given up.
    state TINYINT UNSIGNED NOT NULL DEFAULT 0,
    tries SMALLINT UNSIGNED NOT NULL DEFAULT 0,
    due_at DATETIME(3) NOT NULL,
    created_at DATETIME(3) NOT NULL,
    updated_at DATETIME(3) NOT NULL,
    -- What the last try came to.
    detail VARCHAR(200) NULL,
    UNIQUE KEY once (event_id, target),
    KEY due (state, due_at),
    KEY webhook (webhook_id, created_at, id),
    KEY mails (account_id, webhook_id, created_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
