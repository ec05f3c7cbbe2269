-- What tells that two jobs have the same invoice. The rows outlive a purge of their job, so that an invoice that was paid
-- long ago is still recognised; they are hashes alone.
CREATE TABLE IF NOT EXISTS job_fingerprint (
    account_id BINARY(12) NOT NULL,
    -- The first bytes of the SHA-256 of the document, or of a text that two readings of one invoice share.
    hash BINARY(16) NOT NULL,
    job_id BINARY(12) NOT NULL,
    -- 0 the document's bytes, 1 supplier and number, 2 supplier, date and total, 3 the number of an invoice that a credit
    -- note or a corrected invoice is about.
    role TINYINT UNSIGNED NOT NULL,
    -- How a row of role 3 links its job to the invoice: a kind of JobLink.
    link TINYINT UNSIGNED NULL,
    -- The beginnings of the SHA-256 of the invoice's number and of the account for payment.
    number BINARY(8) NULL,
    iban BINARY(8) NULL,
    PRIMARY KEY (account_id, hash, job_id, role),
    KEY job (job_id)
) ENGINE = InnoDB;

-- Duplicates and related jobs, in both directions. Kinds are those of JobLink.Kind.
CREATE TABLE IF NOT EXISTS job_link (
    job_id BINARY(12) NOT NULL,
    other_id BINARY(12) NOT NULL,
    kind TINYINT UNSIGNED NOT NULL,
    account_id BINARY(12) NOT NULL,
    -- Whether this job's results came after the other's.
    is_later TINYINT NOT NULL,
    PRIMARY KEY (job_id, other_id),
    KEY other (other_id),
    KEY kind (account_id, kind, job_id)
) ENGINE = InnoDB;
