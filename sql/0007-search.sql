-- What a text belongs to: 0 a job's name, 1 a page, 2 a group, 3 a template. The words now bear their account's code,
-- so the body needs no word of its account and kind.
ALTER TABLE search_text ADD COLUMN IF NOT EXISTS kind TINYINT UNSIGNED NOT NULL DEFAULT 0;
