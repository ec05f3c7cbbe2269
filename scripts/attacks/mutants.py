"""The generator of mutated inputs: each a few requests, made from a seed and a number and from nothing else."""

import copy
import dataclasses
import random
import zlib

from . import bombs_pdf, einvoices, mutation

# Stand for ids of the running server, in targets and bodies: of a job that was read, of one that is read again and again, and
# of one that is never read, since its addresses are changed.
PLACES = ("@template@", "@draft@", "@document@", "@job@", "@page@", "@again@", "@againpage@", "@still@", "@stillpage@", "@group@", "@webhook@")
# What the first request of a mutant made.
MADE = "@made@"
# Of so many electronic invoices one is read by a job, and one of the read ones lies in a PDF.
JOB_EVERY, PDF_EVERY = 5, 8
CORRECTIONS_READ_AGAIN = 40


@dataclasses.dataclass
class Step:
    """One request."""
    method: str
    target: str
    body: bytes = b""
    kind: str = "application/json"
    # Sent only when the first one made or changed something.
    if_made: bool = False
    # The account whose webhooks no job ever tells.
    is_apart: bool = False
    # What is read then, if the first request succeeded: a document or a job.
    then: str = ""


@dataclasses.dataclass
class Mutant:
    number: int
    name: str
    steps: list

    def write(self, folder):
        """All that it sends, in a file by its name."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{self.name}.txt"
        path.write_bytes(b"".join(f"{s.method} {s.target}\n{s.kind}, {len(s.body)} bytes\n\n".encode() + s.body + b"\n\n" for s in self.steps))
        return path


def mutant(seed, number):
    """The same for the same two numbers."""
    chance = random.Random(f"{seed}/{number}")
    make = chance.choices((template, correction, body, query, einvoice), (30, 20, 20, 15, 15))[0]
    return Mutant(number, f"mutant-{seed}-{number:06d}-{make.__name__}", make(chance))


FIELDS = [
    {"name": "invoice.number", "type": "text", "required": True, "pattern": "INV-(\\d+)", "occurrence": "first"},
    {"name": "invoice.date", "type": "date", "pattern": "\\d{1,2}[./ ]\\w+[./ ]\\d{4}", "validation": {"format": "dd.MM.yyyy"}},
    {"name": "invoice.amounts.total", "type": "amount", "pattern": "(?i)total\\D*(?<value>[\\d.,]+)", "occurrence": "last"},
    {"name": "invoice.amounts.tax", "type": "amount", "pattern": "([\\d.,]+)", "occurrence": "sum"},
    {"name": "invoice.amounts.currency", "type": "currency", "value": "EUR"},
    {"name": "lineItems[0].description", "type": "text", "coordinates": {"x": 0.1, "y": 0.3, "width": 0.4, "height": 0.05}, "page": 1},
    {"name": "lineItems[2].quantity", "type": "number", "coordinates": {"x": 0, "y": 0, "width": 1, "height": 1}, "pattern": "(\\d+)", "page": -1},
    {"name": "taxLines[1].rate", "type": "number", "pattern": "(\\d+) ?%", "occurrence": "greatest"},
    {"name": "iban", "type": "text", "pattern": "[A-Z]{2}\\d{2}[\\w ]+", "validation": {"format": "iban", "minLength": 15, "maxLength": 34}},
    {"name": "note", "type": "text", "pattern": "(?s)Invoice.*", "validation": {"maxLength": 200, "format": "^[ -~]+$"}},
    {"name": "paid", "type": "boolean", "pattern": "paid"}, {"name": "purchaseOrder", "type": "text"},
]
TABLE = {"enabled": True, "tableStructure": {"headerRow": 1, "dataStartRow": 2, "columns": [
    {"name": "description", "index": 0, "type": "text"}, {"name": "quantity", "index": 1, "type": "number"}, {"name": "amount", "index": 3, "type": "amount"}]}}
ROWS = {"enabled": True, "patterns": {
    "start": "Description", "end": "Total", "row": "(?<description>\\w.*?)\\s+(?<quantity>\\d+)\\s+(?<amount>[\\d.,]+)", "firstRow": "^\\d+", "skip": "^-+$"}}
TEXT = {"arrangement": "rows", "removeSpaces": False, "removeAccents": True, "lowercase": False, "replace": [
    {"pattern": "O(\\d)", "with": "0\\1"}, {"pattern": "\\s+$", "with": ""}]}
SETTINGS = {"imageEnhancement": True, "deskew": True, "denoising": True, "binarization": False, "resolutionDPI": 300}
CHECKS = {"spellCheck": False, "confidenceThreshold": 0.8, "validationRules": [
    {"field": "invoice.number", "rule": "required", "message": "No number."}, {"field": "invoice.amounts.total", "rule": "sum:invoice.amounts.subtotal+invoice.amounts.tax"},
    {"field": "invoice.number", "rule": "regex:^\\d+$"}, {"field": "iban", "rule": "iban"}, {"field": "invoice.amounts.total", "rule": "positive"}]}


def _sound_template(chance):
    rules = {"fields": chance.sample(FIELDS, chance.randrange(1, len(FIELDS) + 1)), "lineItems": chance.choice((TABLE, ROWS, {"enabled": False})), "text": TEXT}
    found = {"name": "mutant", "ocrEngine": "tesseract", "documentType": "invoice", "extractionRules": rules, "postprocessingSettings": CHECKS}
    if chance.randrange(2):
        found |= {"description": "d", "version": "1", "preprocessingSettings": SETTINGS, "supportedFormats": ["pdf", "png"], "languages": ["en", "de"],
                  "isActive": True, "isDefault": False, "createdBy": "c", "lastModifiedBy": "c", "metadata": {"a": [1, {"b": 2.5}]}}
    return copy.deepcopy(found)


def template(chance):
    """A template, and what it finds on an invoice that was read."""
    data = mutation.mutated_json(_sound_template(chance), chance)
    trial = b'{"job":"@job@"}'
    if chance.randrange(4) == 0:
        return [Step("PUT", "/ocr-invoice-job-template/@draft@", data), Step("POST", "/ocr-invoice-job-template/@draft@/test", trial, if_made=True)]
    return [Step("POST", "/ocr-invoice-job-template", data), Step("POST", f"/ocr-invoice-job-template/{MADE}/test", trial, if_made=True),
            Step("DELETE", f"/ocr-invoice-job-template/{MADE}", if_made=True)]


ANNOTATIONS = [
    {"type": "correction", "field": "invoice.amounts.total", "text": "1471.60", "createdBy": "c"},
    {"type": "correction", "field": "invoice.date", "text": "2026-02-03", "coordinates": {"x": 0.1, "y": 0.1, "width": 0.2, "height": 0.05}},
    {"type": "correction", "field": "lineItems[1].amount", "text": "12,50"}, {"type": "correction", "field": "lineItems[0].description", "text": "Bolt"},
    {"type": "correction", "field": "taxLines[0].rate", "text": "19 %"}, {"type": "correction", "field": "iban", "text": "DE02120300000000202051"},
    {"type": "comment", "text": "?", "createdAt": "2026-02-03T08:00:00.000Z"}, {"type": "highlight", "coordinates": {"x": 0, "y": 0, "width": 1, "height": 1}},
    {"type": "redaction", "coordinates": {"x": 0.5, "y": 0.5, "width": 0.1, "height": 0.1}, "text": ""},
]
SHOWN = ("", "?format=json", "?format=csv", "?format=text", "?format=hocr", "?format=alto")


def correction(chance):
    """Corrections of a page, and what they make of the results."""
    given = mutation.mutated_json(copy.deepcopy(chance.sample(ANNOTATIONS, chance.randrange(1, 6))), chance)
    # Only these are mutated: the page's address stays the one that it has.
    page = b'{"job":"@job@","pageNumber":1,"pageUrl":"http://localhost/ocr-invoice-job-page/@page@/image","annotations":' + given + b"}"
    steps = [Step("PUT", "/ocr-invoice-job-page/@page@", page), Step("GET", "/ocr-invoice-job-page/@page@", if_made=True),
             Step("GET", "/ocr-invoice-job/@job@/results" + chance.choice(SHOWN), if_made=True)]
    if chance.randrange(CORRECTIONS_READ_AGAIN) == 0:
        steps.append(Step("POST", "/ocr-invoice-job/@again@/process", if_made=True, then="job"))
        steps[0] = Step("PUT", "/ocr-invoice-job-page/@againpage@", page.replace(b"@job@", b"@again@").replace(b"@page@", b"@againpage@"))
    return steps


JOB = {"jobNumber": "J-1", "documentName": "a.pdf", "documentUrl": "document:@document@", "documentType": "pdf", "template": "@template@", "priority": "low",
       "createdBy": "c", "metadata": {"cost": {"centre": 7, "tags": ["a", None, True]}}}
GROUP = {"name": "g", "description": "d", "batchNumber": "B-1", "template": "@template@", "priority": "high", "processingSettings": {
    "parallelJobs": 3, "retryCount": 2, "timeoutMinutes": 30}, "notifications": {"onCompletion": False, "onFailure": False, "recipients": ["a@office.example"]},
    "createdBy": "c", "assignedTo": "d", "tags": ["a", "b"], "metadata": {"a": 1}}
PAGE = {"job": "@still@", "pageNumber": 3, "pageUrl": "document:@document@", "pageType": "content", "imageProperties": {
    "width": 2480, "height": 3508, "dpi": 300, "colorSpace": "gray", "format": "png", "size": 99}, "annotations": ANNOTATIONS[:3], "metadata": {"a": 1}}
WEBHOOK = {"url": "https://attack.invalid/hook", "events": ["job.failed", "group.completed"], "secret": "c2VjcmV0LXNlY3JldC1zZWNyZXQ=", "isActive": False}
BOX = {"coordinates": {"x": 0.1, "y": 0.1, "width": 0.3, "height": 0.02}}
BODIES = [
    ("POST", "/ocr-invoice-job", JOB, False), ("PUT", "/ocr-invoice-job/@still@", JOB, False), ("POST", "/ocr-invoice-job-group", GROUP, False),
    ("PUT", "/ocr-invoice-job-group/@group@", GROUP, False), ("POST", "/ocr-invoice-job-page", PAGE, False), ("PUT", "/ocr-invoice-job-page/@stillpage@", PAGE, False),
    ("POST", "/ocr-invoice-webhook", WEBHOOK, True), ("PUT", "/ocr-invoice-webhook/@webhook@", WEBHOOK, True),
    ("POST", "/ocr-invoice-job-page/@page@/read", BOX, False), ("POST", "/ocr-invoice-job-template/@template@/test", {"job": "@job@"}, False),
]
MULTIPART = (b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n'
             b"Content-Type: application/pdf\r\n\r\n%PDF-1.7\r\n--x--\r\n")


def body(chance):
    """What any other POST or PUT takes."""
    if chance.randrange(12) == 0:
        data = MULTIPART
        for _ in range(chance.randrange(1, 4)):
            data = mutation.mutated_bytes(data, chance)
        return [Step("POST", "/ocr-invoice-document", data, f"multipart/form-data; boundary={chance.choice(('x', 'x', 'y', '', 'x' * 71))}")]
    method, target, sound, is_apart = chance.choice(BODIES)
    data = mutation.mutated_json(copy.deepcopy(sound), chance)
    # Jobs of one number would be refused for that alone.
    data = data.replace(b'"J-1"', b'"%d"' % chance.getrandbits(64))
    steps = [Step(method, target, data, is_apart=is_apart)]
    if method == "POST" and not target.endswith(("read", "test")):
        steps += [Step("GET", f"{target}/{MADE}", if_made=True, is_apart=is_apart), Step("DELETE", f"{target}/{MADE}", if_made=True, is_apart=is_apart)]
    return steps


LISTS = ("/ocr-invoice-job", "/ocr-invoice-job-group", "/ocr-invoice-job-template", "/ocr-invoice-job-page") * 3 + (
         "/ocr-invoice-webhook", "/ocr-invoice-job-group/@group@/jobs", "/ocr-invoice-job-group/@group@/results", "/ocr-invoice-job/@job@/results", "/ocr-invoice-job/@job@",
         "/ocr-invoice-job-page/@page@", "/ocr-invoice-webhook/@webhook@/deliveries", "/health/live")


def query(chance):
    """A list's parameters."""
    target = chance.choice(LISTS)
    return [Step("GET", f"{target}?{mutation.mutated_query(chance)}", is_apart="webhook" in target)]


def einvoice(chance):
    """An electronic invoice: uploaded, and now and then read."""
    draw = chance.choice(list(einvoices.SYNTAXES.values()))
    data = mutation.mutated_xml(draw(chance.choice((1, 1, 3, 40))), chance)
    is_read, kind = chance.randrange(JOB_EVERY) == 0, "application/xml"
    if is_read and chance.randrange(PDF_EVERY) == 0:
        data, kind = bombs_pdf.with_attachments(1, zlib.compress(data)), "application/pdf"
    if is_read:
        return [Step("POST", "/ocr-invoice-document", data, kind, then="document")]
    return [Step("POST", "/ocr-invoice-document", data, kind), Step("DELETE", f"/ocr-invoice-document/{MADE}", if_made=True)]
