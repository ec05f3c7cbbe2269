"""Attacks by input values: amounts, offsets, names, places outside the page, results that are too large."""

import decimal
import json
import urllib.parse

from . import einvoices, papers
from .siege import Siege

AMOUNTS = [
    "1e-100", "1e100", "1e127", "1e-127", "-1e127", "1e128", "1e400", "-1e-400", "1E+127", "9" * 38, "9" * 39, "-" + "9" * 38,
    "0." + "0" * 126 + "1", "0." + "9" * 38, "1e-12", "1e-13", "1e20", "1e21", "99999999999999999999.999999999999", "-0", "0e127",
    "Infinity", "-Infinity", "NaN", "0x7f", "1,000e99", "1" * 10_000, "9223372036854775808", "",
]
# Beyond these the contract takes no amount.
LARGEST, LONGEST = decimal.Decimal(10) ** 21, 30


def amounts(environment, options):
    """A-15: e-invoices with amounts that overflow arithmetic, in each place and in pairs."""
    with Siege(environment, options) as siege:
        for name, draw in einvoices.SYNTAXES.items():
            with siege.case(f"{name}: a quantity and its price"):
                _read_all(siege, (draw(quantity=amount, price=amount) for amount in AMOUNTS))
            with siege.case(f"{name}: a small quantity and a large price"):
                _read_all(siege, (draw(quantity=a, price=b) for a, b in (("1e-100", "1e100"), ("1e127", "1e-127"), ("1e127", "1e127"))))
            chosen = AMOUNTS if options.slow else AMOUNTS[:4]
            for place in einvoices.AMOUNTS:
                with siege.case(f"{name}: {place}"):
                    _read_all(siege, (draw(**{place: amount}) for amount in chosen))
            with siege.case(f"{name}: everywhere"):
                _read_all(siege, (draw(lines=3, **dict.fromkeys(einvoices.AMOUNTS, amount)) for amount in chosen))
            with siege.case(f"{name}: dates"):
                days = ("0000-00-00", "0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31", "2025-02-30", "99999999999-01-01", "-0001-01-01")
                _read_all(siege, (draw(date=day, due=day) for day in days))
        return siege.results()


def _read_all(siege, invoices):
    """A few at a time: which of them was being read must be known when the server ends."""
    for invoice in invoices:
        job = siege.web.submit(siege.web.upload(invoice.encode()))
        if siege.end_of(job)["status"] == "completed":
            _check_results(siege.web, job)


def _check_results(web, job):
    answer = web.ask("GET", f"/ocr-invoice-job/{job}/results")
    assert answer.status == 200, f"results: {answer}"
    found = json.loads(answer.body, parse_float=decimal.Decimal, parse_int=decimal.Decimal)
    wrong = [text for text in _numbers(found["data"]["extractedData"]) if abs(text) >= LARGEST or len(text.as_tuple().digits) > LONGEST]
    assert not wrong, f"results tell of {wrong[0]:.40}"
    table = web.ask("GET", f"/ocr-invoice-job/{job}/results?format=csv")
    assert table.status == 200, f"results as csv: {table}"


def _numbers(value):
    if isinstance(value, decimal.Decimal):
        yield value
    elif isinstance(value, (dict, list)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _numbers(inner)


REFUSED = [2 ** 63 - 1, 2 ** 63 - 2, 2 ** 63 - 101, 2 ** 63, 2 ** 64, 10 ** 9 + 1, -1, -2 ** 63, "9" * 400, "1e9", "0x10", "+1", "1.0"]


LISTS = ["/ocr-invoice-job", "/ocr-invoice-job-group", "/ocr-invoice-job-template", "/ocr-invoice-job-page",
         "/ocr-invoice-job-group/{group}/jobs", "/ocr-invoice-webhook", "/ocr-invoice-webhook/{hook}/deliveries"]


def offsets(environment, options):
    """A-16: lists with the greatest number as offset, and with other invalid offsets."""
    with Siege(environment, options) as siege:
        for path in LISTS:
            with siege.case(path):
                _offsets(siege, path.replace("{group}", _group(siege.web)).replace("{hook}", _hook(siege.web)))
        return siege.results()


def _group(web):
    return web.ask("POST", "/ocr-invoice-job-group", {"name": "empty", "template": _template(web)}).data["_id"]


def _hook(web):
    return web.ask("POST", "/ocr-invoice-webhook", {"url": "https://example.com/h", "events": ["job.failed"]}).data["_id"]


def _template(web):
    return web.ask("GET", "/ocr-invoice-job-template").data[0]["_id"]


def _offsets(siege, path):
    wanted = [((limit, offset), 400) for limit in (100, 50, 1) for offset in REFUSED]
    wanted += [((limit, offset), 200) for limit in (100, 1) for offset in (0, 10 ** 9)]
    wanted += [((limit, 1), 400) for limit in (2 ** 63 - 1, 0, -1, 101)]
    wrong = []
    for (limit, offset), status in wanted:
        if not siege.environment.server.is_running:
            break
        answer = siege.web.ask("GET", f"{path}?limit={limit}&offset={urllib.parse.quote(str(offset))}")
        siege.told[answer.status] += 1
        if answer.status != status:
            wrong.append(f"limit {limit} offset {offset}: {answer.status}")
    assert not wrong, ", ".join(wrong)


# No field has one of these names; the word is what the refusal must offer, if anything.
NAMES = [
    ("lineItems[-1].description", None), ("lineItems[10000].description", None), ("lineItems[9223372036854775807].amount", None),
    ("lineItems[-9223372036854775808].amount", None), ("lineItems[99999999999999999999].amount", None), ("lineItems[].amount", None),
    ("lineItems[1", None), ("lineItems[0].colour", None), ("lineItems[x].amount", None), ("taxLines[-1].rate", None),
    ("taxLines[10000].net", None), ("taxLines[9223372036854775807].tax", None), ("invoice.nummber", "invoice.number"),
    ("invoice.amounts.totl", "invoice.amounts.total"), ("invoice.supplier.nmae", "invoice.supplier.name"),
]


def names(environment, options):
    """A-17: corrections and templates of rows and fields that no invoice has."""
    with Siege(environment, options) as siege:
        job = siege.web.submit(siege.invoice_of(siege.web))
        assert siege.end_of(job)["status"] == "completed"
        wanted = urllib.parse.quote(json.dumps({"job": job}))
        page = siege.web.ask("GET", f"/ocr-invoice-job-page?filter={wanted}").data[0]
        with siege.case("corrections"):
            _refused(siege, ((name, nearest, "PUT", f"/ocr-invoice-job-page/{page['_id']}", _correction(page, name), "/annotations/0/field")
                             for name, nearest in NAMES))
        with siege.case("templates"):
            _refused(siege, ((name, nearest, "POST", "/ocr-invoice-job-template", _naming(name), "/extractionRules/fields/0/name")
                             for name, nearest in NAMES))
        for place, rule in (("field", lambda name: {"field": name, "rule": "required"}),
                            ("rule", lambda name: {"field": "invoice.amounts.total", "rule": f"sum:invoice.amounts.tax+{name}"})):
            with siege.case(f"validation rules, {place}"):
                _refused(siege, ((name, None, "POST", "/ocr-invoice-job-template", _checking(rule(name)),
                                  f"/postprocessingSettings/validationRules/0/{place}") for name, _ in NAMES))
        return siege.results()


def _correction(page, name):
    return page | {"annotations": [{"type": "correction", "field": name, "text": "12.00"}]}


def _naming(name):
    rules = {"fields": [{"name": name, "type": "text", "value": "x"}]}
    return {"name": "n", "ocrEngine": "tesseract", "documentType": "invoice", "extractionRules": rules}


def _checking(rule):
    return _naming("invoice.number") | {"postprocessingSettings": {"validationRules": [rule]}}


def _refused(siege, requests):
    wrong = []
    for name, nearest, method, target, body, pointer in requests:
        answer = siege.web.ask(method, target, body)
        siege.told[answer.status] += 1
        faults = answer.json.get("errors", []) if answer.status == 422 else []
        if not any(fault["pointer"] == pointer for fault in faults):
            wrong.append(f"{name}: {answer.status}")
            _try_out(siege, answer, name)
        elif nearest and not any(nearest in fault["detail"] for fault in faults):
            wrong.append(f"{name}: {nearest} is not offered")
    assert not wrong, ", ".join(wrong)


def _try_out(siege, answer, name):
    """What was taken must do no harm when it is used."""
    if answer.status == 201:
        used = siege.web.submit(siege.invoice_of(siege.web), template=answer.data["_id"])
        siege.end_of(used)
    elif answer.status == 200:
        shown = siege.web.ask("GET", f"/ocr-invoice-job/{answer.data['job']}/results")
        assert shown.fault is None, f"{name}: {shown}"


EDGE_RULES = {
    "fields": [{"name": "invoice.number", "type": "text", "pattern": "HB-(\\d+)"},
               {"name": "note", "type": "text", "pattern": "(?s)edge.*", "coordinates": {"x": 0, "y": 0, "width": 1, "height": 1}}]}


def edges(environment, options):
    """A-18: PDFs with letters outside the page, with templates that look for patterns."""
    with Siege(environment, options) as siege:
        for name, data in papers.edges():
            with siege.case(name):
                _read_edge(siege, data, name.startswith("page-"))
        return siege.results()


def _read_edge(siege, data, is_turned):
    """An invoice without fault: its number is found, unless its letters stand on their heads."""
    url = siege.web.upload(data)
    for arrangement in ("reading", "rows"):
        rules = EDGE_RULES | {"text": {"arrangement": arrangement, "removeSpaces": arrangement == "rows"}}
        body = {"name": arrangement, "ocrEngine": "tesseract", "documentType": "invoice", "extractionRules": rules}
        template = siege.web.ask("POST", "/ocr-invoice-job-template", body).data["_id"]
        job = siege.web.submit(url, template=template)
        found = siege.end_of(job)
        assert found["status"] == "completed", f"{found['errorCode']}: {found['errorLog']}"
        number = found["extractedData"]["invoice"]["number"] or ""
        assert "40917" in number or is_turned, f"the number is {number}"
        tested = siege.web.ask("POST", f"/ocr-invoice-job-template/{template}/test", {"job": job})
        assert tested.status == 200, f"test: {tested}"
        for form in ("hocr", "alto"):
            shown = siege.web.ask("GET", f"/ocr-invoice-job/{job}/results?format={form}")
            assert shown.status == 200, f"{form}: {shown}"


WHOLE = {"fields": [{"name": f"note{number}", "type": "text", "pattern": "(?s).+"} for number in range(200)],
         "text": {"arrangement": "rows"}}


def results(environment, options):
    """A-19: documents whose results are too large to save, alone and several at once."""
    lines = 9_990
    with Siege(environment, options) as siege:
        for name, draw in einvoices.SYNTAXES.items():
            with siege.case(f"{name}: {lines} lines of letters that JSON writes in six"):
                _end_all(siege, [draw(lines, name=60 * "\x7f")])
            with siege.case(f"{name}: 15,000 lines"):
                found = _end_all(siege, [draw(15_000)])
                assert found[0]["errorCode"] == "document_too_large", found[0]["errorCode"] or found[0]["status"]
                assert found[0]["errorLog"].endswith("."), found[0]["errorLog"]
        with siege.case("200 fields that are each the whole text of 1,400 lines"):
            body = {"name": "whole", "ocrEngine": "tesseract", "documentType": "invoice", "extractionRules": WHOLE}
            template = siege.web.ask("POST", "/ocr-invoice-job-template", body).data["_id"]
            _end_all(siege, [papers.table(28, 50)], template=template)
        with siege.case("three at once, and the readers read on"):
            _end_all(siege, [einvoices.ubl(lines, name=60 * "\x7f")] * 3)
            ready = siege.web.ask("GET", "/health/ready")
            assert ready.status == 200, f"/health/ready: {ready}"
        if options.slow:
            with siege.case("15,000 printed lines"):
                found = _end_all(siege, [papers.table(150, 100)])
                assert found[0]["errorCode"] == "document_too_large", found[0]["errorCode"] or found[0]["status"]
        return siege.results()


def _end_all(siege, documents, **fields):
    jobs = []
    for document in documents:
        data = document if isinstance(document, bytes) else document.encode()
        jobs.append(siege.web.submit(siege.web.upload(data), **fields))
    return [siege.end_of(job) for job in jobs]
