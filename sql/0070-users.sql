-- People of an account who sign in with a name and a password.
CREATE TABLE IF NOT EXISTS user (
    id BINARY(12) NOT NULL PRIMARY KEY,
    account_id BINARY(12) NOT NULL,
    name VARCHAR(100) NOT NULL,
    role VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- scrypt's hash with its parameters and salt, in PHC's string format.
    password VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    revision INT NOT NULL DEFAULT 1,
    created_at DATETIME(3) NOT NULL,
    updated_at DATETIME(3) NOT NULL,
    last_sign_in_at DATETIME(3) NULL,
    UNIQUE KEY name (account_id, name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

-- Of a session only the hash of its token is kept.
CREATE TABLE IF NOT EXISTS session (
    token_hash BINARY(32) NOT NULL PRIMARY KEY,
    account_id BINARY(12) NOT NULL,
    user_id BINARY(12) NOT NULL,
    created_at DATETIME(3) NOT NULL,
    -- Written at most once a minute.
    last_used_at DATETIME(3) NOT NULL,
    KEY user (user_id),
    KEY account (account_id),
    KEY age (last_used_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
