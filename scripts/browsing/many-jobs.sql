-- 10,000 completed jobs, as years leave them, for the account named many, which has its default template by a GET of templates.
SET @account = (SELECT id FROM account WHERE name = 'many');
SET @template = (SELECT id FROM template WHERE account_id = @account LIMIT 1);
INSERT INTO job (id, account_id, template_id, number, document_name, status, priority, created_at, updated_at, started_at, completed_at,
    processing_time, pages, cost, percentage)
SELECT UNHEX(CONCAT('63', LPAD(HEX(seq), 22, '0'))), @account, @template, CONCAT('J-', seq), CONCAT('scan ', LPAD(seq, 5, '0'), '.pdf'),
    3, 1, '2025-01-01' + INTERVAL seq MINUTE, '2025-01-01' + INTERVAL seq MINUTE, '2025-01-01' + INTERVAL seq MINUTE,
    '2025-01-01' + INTERVAL seq MINUTE, 900, 1, 0.01, 100
FROM seq_1_to_10000;
INSERT INTO job_detail (job_id, document_url) SELECT id, 'https://example.com/a.pdf' FROM job WHERE account_id = @account;
INSERT INTO job_result (job_id, account_id, epoch, document_pages, document_size, document_format, invoice_number, supplier_name, total,
    currency, is_valid, confidence, extracted_data, confidence_json, validation, fields, findings)
SELECT id, @account, 1, 1, 50000, 0, number, 'Supplier Ltd', 119, 'EUR', 1, 0.99,
    CONCAT('{"invoice":{"kind":"invoice","number":"', number,
        '","date":"2025-04-05","supplier":{"name":"Supplier Ltd"},"amounts":{"total":119.00,"currency":"EUR"}},"lineItems":[]}'),
    '{"overall":0.99,"fields":{}}', '{"isValid":true,"errors":[]}', '[]', '[]'
FROM job WHERE account_id = @account;
UPDATE tally SET count = 10000 WHERE account_id = @account AND slot = 3;
