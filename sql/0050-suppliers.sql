-- Who sends invoices, and what proves it.
CREATE TABLE IF NOT EXISTS supplier (
    id BINARY(12) NOT NULL PRIMARY KEY,
    account_id BINARY(12) NOT NULL,
    name VARCHAR(255) NOT NULL,
    -- A JSON array of strings.
    trading_names TEXT NOT NULL,
    -- What the account's own books call it.
    external_id VARCHAR(100) NULL,
    currency CHAR(3) NULL,
    due_days SMALLINT UNSIGNED NULL,
    -- One JSON object.
    metadata MEDIUMTEXT NULL,
    -- A person has confirmed one of its documents or entered it; else reading proposed it.
    is_confirmed TINYINT NOT NULL,
    -- The supplier that it was merged into, and the last of that chain; itself if it was not merged.
    merged_into BINARY(12) NULL,
    root_id BINARY(12) NOT NULL,
    revision INT NOT NULL DEFAULT 1,
    created_at DATETIME(3) NOT NULL,
    updated_at DATETIME(3) NOT NULL,
    UNIQUE KEY external (account_id, external_id),
    KEY created (account_id, created_at, id),
    KEY updated (account_id, updated_at, id),
    KEY name (account_id, name, id),
    KEY root (root_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

-- Kinds are those of SupplierProof.Kind. Several suppliers may share an account or a domain: then it identifies none.
CREATE TABLE IF NOT EXISTS supplier_proof (
    account_id BINARY(12) NOT NULL,
    kind TINYINT UNSIGNED NOT NULL,
    value VARCHAR(255) NOT NULL,
    supplier_id BINARY(12) NOT NULL,
    is_confirmed TINYINT NOT NULL,
    created_at DATETIME(3) NOT NULL,
    PRIMARY KEY (account_id, kind, value, supplier_id),
    KEY supplier (supplier_id, kind)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin;

-- One row an account, locked by whoever makes a supplier or confirms a proof, so that no supplier is made twice.
CREATE TABLE IF NOT EXISTS supplier_gate (
    account_id BINARY(12) NOT NULL PRIMARY KEY
) ENGINE = InnoDB;

ALTER TABLE job_result
    ADD COLUMN IF NOT EXISTS supplier_id BINARY(12) NULL,
    ADD COLUMN IF NOT EXISTS proposed_supplier_id BINARY(12) NULL,
    -- A bit for each kind of proof.
    ADD COLUMN IF NOT EXISTS supplier_evidence TINYINT UNSIGNED NOT NULL DEFAULT 0;
ALTER TABLE job_result
    ADD KEY IF NOT EXISTS supplier (supplier_id, job_id),
    ADD KEY IF NOT EXISTS proposed_supplier (proposed_supplier_id, job_id);

-- The counted suppliers of accounts that are older than this table.
INSERT IGNORE INTO tally (account_id, slot) SELECT id, 40 FROM account;
