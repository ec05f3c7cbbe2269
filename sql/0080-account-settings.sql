-- How an account's invoices become bookings of DATEV: a JSON object in the contract's shape; NULL where it exports none.
ALTER TABLE account
    ADD COLUMN IF NOT EXISTS datev MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NULL,
    ADD COLUMN IF NOT EXISTS settings_revision INT NOT NULL DEFAULT 1;
