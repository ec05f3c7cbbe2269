CREATE TABLE IF NOT EXISTS page (
    id BINARY(12) NOT NULL PRIMARY KEY,
    account_id BINARY(12) NOT NULL,
    job_id BINARY(12) NOT NULL,
    number INT NOT NULL,
    status TINYINT UNSIGNED NOT NULL,
    type TINYINT UNSIGNED NULL,
    revision INT NOT NULL DEFAULT 1,
    created_at DATETIME(3) NOT NULL,
    updated_at DATETIME(3) NOT NULL,
    started_at DATETIME(3) NULL,
    completed_at DATETIME(3) NULL,
    processing_time INT NULL,
    retry_count SMALLINT UNSIGNED NOT NULL DEFAULT 0,
    -- Points.
    width DOUBLE NOT NULL DEFAULT 0,
    height DOUBLE NOT NULL DEFAULT 0,
    -- 0 text layer, 1 OCR; NULL before it was read.
    source TINYINT UNSIGNED NULL,
    language VARCHAR(64) NULL,
    image_width INT NOT NULL DEFAULT 0,
    image_height INT NOT NULL DEFAULT 0,
    image_dpi INT NOT NULL DEFAULT 0,
    image_color_space VARCHAR(8) NOT NULL DEFAULT 'gray',
    image_format VARCHAR(16) NOT NULL DEFAULT '',
    image_size BIGINT NOT NULL DEFAULT 0,
    enhanced TINYINT NOT NULL DEFAULT 0,
    deskewed TINYINT NOT NULL DEFAULT 0,
    denoised TINYINT NOT NULL DEFAULT 0,
    binarized TINYINT NOT NULL DEFAULT 0,
    rotation_angle DOUBLE NOT NULL DEFAULT 0,
    confidence DOUBLE NOT NULL DEFAULT 0,
    quality_score DOUBLE NULL,
    -- The picture to draw boxes on.
    content_id BINARY(12) NULL,
    UNIQUE KEY job_number (job_id, number),
    KEY created (account_id, created_at, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

CREATE TABLE IF NOT EXISTS page_detail (
    page_id BINARY(12) NOT NULL PRIMARY KEY,
    -- Where a page that a client added comes from.
    url VARCHAR(2048) NULL,
    text MEDIUMTEXT NOT NULL,
    -- JSON in the contract's shape, as the client gave it.
    image_properties TEXT NULL,
    annotations MEDIUMTEXT NULL,
    metadata MEDIUMTEXT NULL,
    error_log VARCHAR(1000) NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

-- Lines and words with their boxes, packed.
CREATE TABLE IF NOT EXISTS page_words (
    page_id BINARY(12) NOT NULL PRIMARY KEY,
    words LONGBLOB NOT NULL
) ENGINE = InnoDB;

-- What a search looks through. The body begins with a word of the account and kind that every query requires: the
-- index is shared by all accounts, and without it one would wait for another's hits.
CREATE TABLE IF NOT EXISTS search_text (
    id BINARY(12) NOT NULL PRIMARY KEY,
    -- The job that a name or a page belongs to.
    job_id BINARY(12) NULL,
    body MEDIUMTEXT NOT NULL,
    KEY job (job_id),
    FULLTEXT KEY body (body)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci;
