"""Jobs by the million, made by the database itself: INSERT … SELECT from its sequence engine."""

import hashlib
import struct

GROUPS = 100

# Of ten jobs seven are completed; the rest is one of each other state, failed and cancelled in turn.
_STATUS = "CASE seq % 10 WHEN 0 THEN 0 WHEN 1 THEN 1 WHEN 2 THEN IF(seq % 20 = 2, 4, 5) ELSE 3 END"
# The first four bytes are the second of its making, as in ids that the program makes.
_ID = "UNHEX(CONCAT(LPAD(HEX(1600000000 + seq * 30), 8, '0'), SUBSTR(MD5(seq), 1, 16)))"
_GROUP = "UNHEX(CONCAT('5F000000', SUBSTR(MD5(CONCAT('g', {number})), 1, 16)))"
_OWN_GROUP, _JOBS_GROUP = _GROUP.format(number="seq - 1"), _GROUP.format(number="(seq DIV 10) % 100")
_TIME = "FROM_UNIXTIME(1600000000 + seq * 30 + (seq % 1000) / 1000)"

_METADATA = """CONCAT('{"costCentre":"C-', seq % 1000, '","batch":', seq % 50, ',"buyer":{"name":"B', seq % 7, '"}}')"""


def _number(value):
    """A number in bytes that compare as numbers do."""
    bits = struct.unpack(">Q", struct.pack(">d", value))[0]
    return "X'02%016X'" % (bits | 1 << 63)


# The same values as the program keeps them for filters.
_VALUES = {"costCentre": "CONCAT(CHAR(3), 'C-', seq % 1000)", "buyer\0name": "CONCAT(CHAR(3), 'B', seq % 7)",
           "batch": f"ELT(seq % 50 + 1, {', '.join(_number(value) for value in range(50))})"}


def _bodies():
    invoice = """CONCAT('{"invoice":{"number":"RE-', LPAD(seq, 8, '0'), '","date":"2023-04-05","dueDate":"2023-05-05",
        "supplier":{"name":"Supplier ', seq % 5000, ' Ltd","address":"High Street 12, 10115 Berlin","taxId":"DE136695976"},
        "customer":{"name":"Customer GmbH","address":"Markt 1, 20095 Hamburg"},
        "amounts":{"subtotal":100.00,"tax":19.00,"total":119.00,"currency":"EUR"}},
        "lineItems":[{"description":"Printer paper A4","quantity":10,"unitPrice":4.50,"amount":45.00},
        {"description":"Toner cartridge, black","quantity":1,"unitPrice":55.00,"amount":55.00}]}')"""
    confidence = """'{"overall":0.93,"fields":{"number":0.97,"date":0.95,"supplierName":0.9,"total":0.98}}'"""
    return invoice, confidence


def groups(account, template):
    """SQL that makes the groups that the jobs are in."""
    yield f"""INSERT INTO job_group (id, account_id, template_id, name, priority, parallel_jobs, retry_count,
        timeout_minutes, created_at, updated_at)
        SELECT {_OWN_GROUP}, {account}, {template}, CONCAT('Group ', seq), 1, 4, 3, 60, {_TIME}, {_TIME}
        FROM seq_1_to_{GROUPS}"""
    yield f"""INSERT INTO group_detail (group_id, recipients, tags) SELECT {_OWN_GROUP}, '[]', '[]'
        FROM seq_1_to_{GROUPS}"""


def statements(account, template, first, last):
    """SQL that adds the jobs numbered `first` to `last` to an account that has none beyond, in any order."""
    source = f"FROM seq_{first}_to_{last}"
    invoice, confidence = _bodies()
    yield f"""INSERT INTO job (id, account_id, group_id, template_id, number, document_name, status, priority,
        created_at, updated_at, started_at, completed_at, processing_time, pages, cost, percentage, attempt,
        queue_state, sort_key) SELECT {_ID}, {account}, IF(seq % 10 = 1, NULL, {_JOBS_GROUP}), {template},
        CONCAT('JOB-', LPAD(seq, 8, '0')), CONCAT(SUBSTR(MD5(seq), 20, 6), IF(seq % 10 = 3, ' rechnung', ' scan'), '.pdf'),
        {_STATUS}, 1, {_TIME}, {_TIME}, {_TIME}, {_TIME}, 900, 1, 0.01, 100, IF(seq % 10 < 2, 0, 1),
        IF(seq % 10 = 1, 1, 0), seq {source}"""
    yield f"""INSERT INTO job_detail (job_id, document_url, metadata, values_crc) SELECT {_ID},
        CONCAT('https://example.com/invoices/', seq, '.pdf'), {_METADATA}, CRC32({_METADATA}) {source}"""
    for path, value in _VALUES.items():
        yield f"""INSERT INTO job_value (account_id, path, value, job_id)
            SELECT {account}, X'{hashlib.sha256(path.encode()).hexdigest()[:16]}', {value}, {_ID} {source}"""
    yield f"""INSERT INTO job_result (job_id, account_id, epoch, document_pages, document_size, document_format,
        invoice_number, invoice_date, supplier_name, total, currency, is_valid, confidence, extracted_data,
        confidence_json, validation, fields, findings) SELECT {_ID}, {account}, 1, 1, 50000, 0,
        CONCAT('RE-', LPAD(seq, 8, '0')), '2023-04-05', CONCAT('Supplier ', seq % 5000, ' Ltd'), 119, 'EUR', 1, 0.93,
        {invoice}, {confidence}, '{{"isValid":true,"errors":[]}}', '[]', '[]' {source} WHERE {_STATUS} = 3"""
    yield f"""INSERT INTO job_attempt (job_id, epoch, number, started_at, completed_at, outcome)
        SELECT {_ID}, 1, 1, {_TIME}, {_TIME}, 'completed' {source} WHERE seq % 10 > 1"""


def texts(code, first, last):
    """What a search looks through: each word with its account's code before it."""
    return f"""INSERT INTO search_text (id, job_id, kind, body) SELECT {_ID}, {_ID}, 0, CONCAT_WS(' ',
        CONCAT('{code}', SUBSTR(MD5(seq), 20, 6)), CONCAT('{code}', IF(seq % 10 = 3, 'rechnung', 'scan')),
        '{code}pdf') FROM seq_{first}_to_{last}"""


def counts(account):
    """Recomputes the stored counts."""
    names = ["created", "queued", "processing", "completed", "failed", "cancelled"]
    yield f"""UPDATE tally LEFT JOIN (SELECT status, COUNT(*) AS n FROM job WHERE account_id = {account}
        GROUP BY status) AS found ON found.status = slot SET count = COALESCE(n, 0)
        WHERE account_id = {account} AND slot <= 5"""
    yield f"""UPDATE tally SET count = (SELECT COUNT(*) FROM job_group WHERE account_id = {account})
        WHERE account_id = {account} AND slot = 8"""
    sums = ", ".join(f"SUM(status = {number}) AS n{number}" for number in range(6))
    sets = ", ".join(f"{name} = n{number}" for number, name in enumerate(names))
    yield f"""UPDATE job_group JOIN (SELECT group_id, {sums} FROM job WHERE account_id = {account} GROUP BY group_id)
        AS found ON found.group_id = id SET {sets}"""
    yield f"""UPDATE account SET ready = (SELECT COUNT(*) FROM job WHERE account_id = {account} AND queue_state = 1)
        WHERE id = {account}"""


def search_code(account_hex):
    """The ten letters that stand before each word of an account in the text index."""
    return "".join(chr(ord("g") + int(digit, 16)) for digit in account_hex[-10:].lower())
