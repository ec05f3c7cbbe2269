-- What was learnt from each supplier's reviewed documents; one row, so that whoever learns locks it.
CREATE TABLE IF NOT EXISTS supplier_memory (
    supplier_id BINARY(12) NOT NULL PRIMARY KEY,
    account_id BINARY(12) NOT NULL,
    documents INT UNSIGNED NOT NULL,
    -- JSON; NULL while nothing was learnt.
    memory MEDIUMTEXT NULL,
    updated_at DATETIME(3) NOT NULL,
    KEY account (account_id),
    CONSTRAINT supplier_memory_supplier FOREIGN KEY (supplier_id) REFERENCES supplier (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

-- Confirmed jobs that nothing was learnt from yet. A job that is confirmed again while it waits is learnt once.
CREATE TABLE IF NOT EXISTS supplier_lesson (
    job_id BINARY(12) NOT NULL PRIMARY KEY,
    account_id BINARY(12) NOT NULL,
    attempts TINYINT UNSIGNED NOT NULL DEFAULT 0,
    due_at DATETIME(3) NOT NULL,
    KEY due (due_at),
    CONSTRAINT supplier_lesson_job FOREIGN KEY (job_id) REFERENCES job (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
