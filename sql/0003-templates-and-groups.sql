CREATE TABLE IF NOT EXISTS template (
    id BINARY(12) NOT NULL PRIMARY KEY,
    account_id BINARY(12) NOT NULL,
    name VARCHAR(200) NOT NULL,
    description TEXT NULL,
    version VARCHAR(50) NULL,
    ocr_engine VARCHAR(32) NOT NULL,
    document_kind TINYINT UNSIGNED NOT NULL,
    is_active TINYINT NOT NULL,
    is_default TINYINT NOT NULL,
    created_by VARCHAR(200) NULL,
    last_modified_by VARCHAR(200) NULL,
    revision INT NOT NULL DEFAULT 1,
    created_at DATETIME(3) NOT NULL,
    updated_at DATETIME(3) NOT NULL,
    -- The rules and settings as JSON in the contract's names.
    rules MEDIUMTEXT NOT NULL,
    metadata MEDIUMTEXT NULL,
    KEY created (account_id, created_at, id),
    KEY name (account_id, name, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

-- How many values of a field were filled by the template's completed jobs, and how many people corrected.
CREATE TABLE IF NOT EXISTS template_accuracy (
    template_id BINARY(12) NOT NULL,
    field VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    filled BIGINT NOT NULL DEFAULT 0,
    corrected BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (template_id, field)
) ENGINE = InnoDB;

CREATE TABLE IF NOT EXISTS job_group (
    id BINARY(12) NOT NULL PRIMARY KEY,
    account_id BINARY(12) NOT NULL,
    template_id BINARY(12) NOT NULL,
    name VARCHAR(200) NOT NULL,
    batch_number VARCHAR(100) NULL,
    priority TINYINT UNSIGNED NOT NULL,
    parallel_jobs SMALLINT UNSIGNED NOT NULL,
    retry_count SMALLINT UNSIGNED NOT NULL,
    timeout_minutes SMALLINT UNSIGNED NOT NULL,
    created_by VARCHAR(200) NULL,
    assigned_to VARCHAR(200) NULL,
    revision INT NOT NULL DEFAULT 1,
    created_at DATETIME(3) NOT NULL,
    updated_at DATETIME(3) NOT NULL,
    -- Told from the counts below, in their transaction.
    status TINYINT UNSIGNED NOT NULL DEFAULT 0,
    run INT NOT NULL DEFAULT 0,
    -- Whether a job failed in the present run.
    run_failed TINYINT NOT NULL DEFAULT 0,
    started_at DATETIME(3) NULL,
    completed_at DATETIME(3) NULL,
    created INT NOT NULL DEFAULT 0,
    queued INT NOT NULL DEFAULT 0,
    processing INT NOT NULL DEFAULT 0,
    completed INT NOT NULL DEFAULT 0,
    failed INT NOT NULL DEFAULT 0,
    cancelled INT NOT NULL DEFAULT 0,
    -- Jobs that may be claimed or run: never more than parallel_jobs.
    active INT NOT NULL DEFAULT 0,
    -- Sums over the completed jobs.
    pages BIGINT NOT NULL DEFAULT 0,
    processing_time BIGINT NOT NULL DEFAULT 0,
    cost DECIMAL(20, 6) NOT NULL DEFAULT 0,
    KEY created (account_id, created_at, id),
    KEY status (account_id, status, created_at, id),
    KEY batch (account_id, batch_number, id),
    KEY template (template_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

CREATE TABLE IF NOT EXISTS group_detail (
    group_id BINARY(12) NOT NULL PRIMARY KEY,
    description TEXT NULL,
    notify_on_completion TINYINT NOT NULL DEFAULT 0,
    notify_on_failure TINYINT NOT NULL DEFAULT 1,
    -- JSON arrays of strings.
    recipients TEXT NOT NULL,
    tags TEXT NOT NULL,
    metadata MEDIUMTEXT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;
