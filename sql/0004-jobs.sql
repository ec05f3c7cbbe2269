-- The hot table is narrow: every change of state touches it. Texts, results and words lie apart.

CREATE TABLE IF NOT EXISTS job (
    id BINARY(12) NOT NULL PRIMARY KEY,
    account_id BINARY(12) NOT NULL,
    group_id BINARY(12) NULL,
    template_id BINARY(12) NOT NULL,
    number VARCHAR(100) NOT NULL,
    document_name VARCHAR(255) NOT NULL,
    -- NULL: told from the bytes.
    document_type TINYINT UNSIGNED NULL,
    status TINYINT UNSIGNED NOT NULL,
    priority TINYINT UNSIGNED NOT NULL,
    created_by VARCHAR(200) NULL,
    revision INT NOT NULL DEFAULT 1,
    created_at DATETIME(3) NOT NULL,
    updated_at DATETIME(3) NOT NULL,
    started_at DATETIME(3) NULL,
    completed_at DATETIME(3) NULL,
    -- Milliseconds, pages and cost of the last completed reading.
    processing_time INT NULL,
    pages INT NOT NULL DEFAULT 0,
    cost DECIMAL(14, 4) NULL,
    percentage TINYINT UNSIGNED NOT NULL DEFAULT 0,
    step TINYINT UNSIGNED NULL,
    error_code VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NULL,

    -- The queue. States: 0 none, 1 ready, 2 running, 3 waiting for run_at, 4 held back by its group's limit.
    -- Only ready jobs stand in the range that a claim reads.
    queue_state TINYINT UNSIGNED NOT NULL DEFAULT 0,
    -- Virtual deadline in microseconds: the time of queueing, later for lower priorities.
    sort_key BIGINT NOT NULL DEFAULT 0,
    run_at DATETIME(3) NULL,
    -- Raised by every claim and every rescue; finishing is allowed to the newest only.
    epoch INT NOT NULL DEFAULT 0,
    attempt SMALLINT UNSIGNED NOT NULL DEFAULT 0,
    retry_count SMALLINT UNSIGNED NOT NULL DEFAULT 0,
    -- My child died on it; my whole process vanished.
    crashes TINYINT UNSIGNED NOT NULL DEFAULT 0,
    rescues TINYINT UNSIGNED NOT NULL DEFAULT 0,
    worker_id BIGINT UNSIGNED NULL,
    deadline_at DATETIME(3) NULL,
    cancel_requested TINYINT NOT NULL DEFAULT 0,

    UNIQUE KEY number (account_id, number),
    KEY created (account_id, created_at, id),
    KEY status (account_id, status, created_at, id),
    KEY group_created (group_id, created_at, id),
    KEY template_created (template_id, created_at, id),
    KEY claim (queue_state, account_id, sort_key, id),
    KEY held (queue_state, group_id, sort_key, id),
    KEY due (queue_state, run_at, id),
    KEY own (worker_id, queue_state)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

CREATE TABLE IF NOT EXISTS job_detail (
    job_id BINARY(12) NOT NULL PRIMARY KEY,
    document_url VARCHAR(2048) NOT NULL,
    -- The document of a document: URL.
    document_id BINARY(12) NULL,
    metadata MEDIUMTEXT NULL,
    error_log VARCHAR(1000) NULL,
    KEY document (document_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

CREATE TABLE IF NOT EXISTS job_result (
    job_id BINARY(12) NOT NULL PRIMARY KEY,
    account_id BINARY(12) NOT NULL,
    epoch INT NOT NULL,
    document_pages INT NOT NULL,
    document_size BIGINT NOT NULL,
    document_format TINYINT UNSIGNED NOT NULL,
    document_resolution INT NULL,
    document_language VARCHAR(64) NULL,
    -- What lists filter by.
    invoice_number VARCHAR(100) NULL,
    invoice_date DATE NULL,
    due_date DATE NULL,
    supplier_name VARCHAR(255) NULL,
    supplier_tax_id VARCHAR(64) NULL,
    customer_name VARCHAR(255) NULL,
    total DECIMAL(24, 6) NULL,
    currency VARCHAR(8) NULL,
    is_valid TINYINT NOT NULL,
    confidence DOUBLE NOT NULL,
    -- JSON in the contract's shape, copied through to answers.
    extracted_data MEDIUMTEXT NOT NULL,
    confidence_json MEDIUMTEXT NOT NULL,
    validation MEDIUMTEXT NOT NULL,
    -- The fields and findings as they were read, before corrections.
    fields MEDIUMTEXT NOT NULL,
    findings MEDIUMTEXT NOT NULL,
    KEY number (account_id, invoice_number, job_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

-- What the job added to its template's accuracy, to be taken back; names separated by spaces.
CREATE TABLE IF NOT EXISTS job_accuracy (
    job_id BINARY(12) NOT NULL PRIMARY KEY,
    template_id BINARY(12) NOT NULL,
    filled TEXT NOT NULL,
    corrected TEXT NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

CREATE TABLE IF NOT EXISTS job_attempt (
    job_id BINARY(12) NOT NULL,
    epoch INT NOT NULL,
    number SMALLINT UNSIGNED NOT NULL,
    started_at DATETIME(3) NOT NULL,
    completed_at DATETIME(3) NULL,
    outcome VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    error_code VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NULL,
    detail VARCHAR(1000) NULL,
    PRIMARY KEY (job_id, epoch)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

-- One row a process that works, with its lease.
CREATE TABLE IF NOT EXISTS worker (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    host VARCHAR(64) NOT NULL,
    process_id INT NOT NULL,
    started_at DATETIME(3) NOT NULL,
    beat_at DATETIME(3) NOT NULL,
    lease_until DATETIME(3) NOT NULL,
    KEY lease (lease_until)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

-- One row that a claim locks when the number of running jobs in all is limited.
CREATE TABLE IF NOT EXISTS queue_gate (
    id TINYINT NOT NULL PRIMARY KEY
) ENGINE = InnoDB;

INSERT IGNORE INTO queue_gate (id) VALUES (1);
