-- The jobs that a supplier's memory was learnt from: one that is confirmed again replaces what it taught.
CREATE TABLE IF NOT EXISTS supplier_taught (
    job_id BINARY(12) NOT NULL PRIMARY KEY,
    account_id BINARY(12) NOT NULL,
    supplier_id BINARY(12) NOT NULL,
    -- Of the first time; the order in which they are learnt anew.
    taught_at DATETIME(6) NOT NULL,
    -- Of what was learnt; NULL where the supplier's memory must be learnt anew.
    sha256 BINARY(32) NULL,
    KEY supplier (supplier_id, taught_at),
    CONSTRAINT supplier_taught_job FOREIGN KEY (job_id) REFERENCES job (id) ON DELETE CASCADE,
    CONSTRAINT supplier_taught_supplier FOREIGN KEY (supplier_id) REFERENCES supplier (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

-- Raised with each change, so that whoever has learnt from an older state learns again.
ALTER TABLE supplier_memory ADD COLUMN IF NOT EXISTS revision INT UNSIGNED NOT NULL DEFAULT 0;

-- Who learns from it at present, until `due_at`; a confirmation takes it away.
ALTER TABLE supplier_lesson ADD COLUMN IF NOT EXISTS claim BIGINT NULL;
