-- The uploaded document that a client's page comes from: it must not be deleted while an unfinished job needs it.
ALTER TABLE page_detail ADD COLUMN IF NOT EXISTS document_id BINARY(12) NULL;
ALTER TABLE page_detail ADD KEY IF NOT EXISTS document (document_id);
UPDATE page_detail SET document_id = UNHEX(SUBSTRING(url, 10)) WHERE url LIKE 'document:________________________';
