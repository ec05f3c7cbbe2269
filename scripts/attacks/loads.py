"""Attacks by work: templates that swell, requests and documents that compute for long, limits and guards under strain."""

import concurrent.futures
import itertools
import time

from breaking.cluster import Patience, wait_until

from . import papers
from .siege import Siege, stamp
from .environment import Nginx
from .watch import FINAL
from .web import Web, free_port

# nginx gives up after thirty seconds; the server must have answered before.
REQUEST_SECONDS = 29
CANCEL_SECONDS = 10
WHOLE_PAGE = {"x": 0, "y": 0, "width": 1, "height": 1}


def _rules(fields=None, replace=(), rows=None, arrangement="rows"):
    rules = {"fields": fields or [{"name": "note", "type": "text", "pattern": "zzzz"}],
             "text": {"arrangement": arrangement, "replace": [{"pattern": a, "with": b} for a, b in replace]}}
    return rules | ({"lineItems": {"enabled": True, "patterns": rows}} if rows else {})


def _fields(count, pattern, kind="text", occurrence="last", **more):
    return [{"name": f"note{n}", "type": kind, "pattern": pattern, "occurrence": occurrence} | more for n in range(count)]


def _greedy():
    """Names and extraction rules that cost much, each in another step; the first ones are the short form."""
    whole, suffixes = "\\0" * 250, "(?s)(?=(.+))"
    yield "one replacement by the text 250 times", _rules(replace=[("(?s).+", whole)])
    yield "replacements of replacements", _rules(replace=[("(?s).+", whole)] * 3)
    yield "500 letters at each empty match", _rules(replace=[("(?=)", "y" * 500)] * 50)
    yield "the rest of the text at each letter, last", _rules(_fields(1, suffixes))
    yield "the rest of the text at each letter, 200 fields", _rules(_fields(200, suffixes))
    yield "each digit, added", _rules(_fields(200, "(\\d)", "amount", "sum"))
    yield "each letter a row", _rules(rows={"start": "(?=)", "end": "(?!)", "row": "(?<description>.)"})
    yield "doubled fifty times", _rules(replace=[("(?s).+", "\\0\\0")] * 50)
    yield "swollen and shrunk", _rules(replace=[("(?s).+", "\\0" * 40), ("x+", ""), ("(?s)^.{99}", "\\0")] * 16)
    yield "letter by letter", _rules(replace=[(".", "\\0\\0")] * 50)
    yield "empty matches at each line's end", _rules(replace=[("(?m)$", "y" * 500)] * 50)
    for kind, occurrence in itertools.product(("amount", "date"), ("least", "greatest", "last")):
        yield f"each figure, {occurrence} {kind}", _rules(_fields(200, "([\\d./]+)", kind, occurrence))
    yield "whole pages as regions", _rules(_fields(200, suffixes, coordinates=WHOLE_PAGE, page=-1))
    yield "whole rows for each row", _rules(rows={"start": "(?=)", "end": "(?!)", "row": "(?s)(?=(?<description>.+))", "skip": "(?!)"})
    yield "rows that never end", _rules(rows={"start": "(?=)", "end": "(?!)", "row": "(?<description>.*)", "firstRow": "(?=)", "lastRow": "(?!)"})
    yield "a format that counts", _rules(_fields(200, "(?s).+", occurrence="first", validation={"format": "(?s)^(.*?.?)+\\z~"}))
    yield "accents and spaces of the whole", _rules(_fields(200, "(?s).+", occurrence="first"), arrangement="reading")


def templates(environment, options):
    """A-20: templates that use up memory and processor time, in jobs and in trials."""
    greedy = list(_greedy())[:None if options.slow else 7]
    with Siege(environment, options) as siege:
        for name, rules in greedy:
            with siege.case(name):
                _eat(siege, rules)
        return siege.results()


def _eat(siege, rules):
    url = siege.web.upload(papers.table(28, 50))
    plain = siege.web.submit(url)
    template = _made(siege.web, rules)
    job = siege.web.submit(url, template=template)
    assert siege.end_of(plain)["status"] == "completed", "the plain job of the same document is not completed"
    begun = time.monotonic()
    tested = siege.web.ask("POST", f"/ocr-invoice-job-template/{template}/test", {"job": plain})
    _check_trial(tested, time.monotonic() - begun)
    siege.end_of(job)


def _made(web, rules, **more):
    body = {"name": stamp(), "ocrEngine": "tesseract", "documentType": "invoice", "extractionRules": rules} | more
    answer = web.ask("POST", "/ocr-invoice-job-template", body)
    assert answer.status == 201, f"template: {answer}"
    return answer.data["_id"]


def _check_trial(answer, seconds):
    assert answer.fault is None and answer.status in (200, 409, 422, 503), f"test: {answer}"
    assert seconds < REQUEST_SECONDS * Patience.factor, f"test: answered after {seconds:.0f} s"


CLIENTS = 8


def trials(environment, options):
    """A-21: eight trials of a template at once on a job of 12,000 lines, while other clients send requests."""
    pages = 120
    with Siege(environment, options) as siege:
        with siege.case(f"{CLIENTS} trials at once"):
            # Its lines are read but no items are made of them; the trial makes them.
            reading = _made(siege.web, {"fields": [], "lineItems": {"enabled": False}})
            job = siege.web.submit(siege.web.upload(papers.table(pages, 100)), template=reading)
            found = siege.end_of(job)
            assert found["status"] == "completed", f"{found['errorCode']}: {found['errorLog']}"
            trying = _made(siege.web, {"fields": [], "lineItems": {"enabled": True}})
            for _ in range(3 if options.slow else 1):
                _try_at_once(siege, trying, job)
        return siege.results()


def _try_at_once(siege, template, job):
    def ask(_):
        web, begun = siege.client(), time.monotonic()
        answer = web.ask("POST", f"/ocr-invoice-job-template/{template}/test", {"job": job})
        web.close()
        return answer, time.monotonic() - begun
    with concurrent.futures.ThreadPoolExecutor(CLIENTS) as threads:
        answers = list(threads.map(ask, range(CLIENTS)))
    for answer, seconds in answers:
        siege.told[answer.status] += 1
        _check_trial(answer, seconds)


# Kept long in one step: each field adds all figures of all pages.
SLOW = _rules(_fields(200, "(\\d)", "amount", "sum"))


def cancel(environment, options):
    """A-22: PDFs of 20,000 lines are cancelled at each step; they end within ten seconds."""
    steps = [("extracting", None), ("extracting", SLOW)]
    if options.slow:
        steps += [("reading", None), ("validating", None), ("saving", None), ("extracting", None), ("extracting", SLOW)]
    with Siege(environment, options) as siege:
        for step, rules in steps:
            with siege.case(f"{step}{' by a slow template' if rules else ''}"):
                _cancel_at(siege, step, rules)
        with siege.case("the readers read on"):
            job = siege.web.submit(siege.invoice_of(siege.web))
            assert siege.end_of(job, 30)["status"] == "completed"
        return siege.results()


def _cancel_at(siege, step, rules):
    more = {"template": _made(siege.web, rules)} if rules else {}
    job = siege.web.submit(siege.web.upload(papers.table(200, 100)), **more)

    def arrived():
        found = siege.web.job(job)
        return found if found["status"] in FINAL or found["progress"]["currentStep"] == step else None
    found = wait_until(f"the job is {step}", arrived, 180, 0.02)
    if found["status"] in FINAL:
        # Sooner than anybody could cancel it; then with a code of its own.
        siege.end_of(job)
        return
    begun, answer = time.monotonic(), siege.web.ask("POST", f"/ocr-invoice-job/{job}/cancel")
    assert answer.status in (200, 409), f"cancel: {answer}"
    ended = siege.wait_end(job, 30)
    took = time.monotonic() - begun
    assert took < CANCEL_SECONDS * Patience.factor, f"{ended['status']} {took:.1f} s after it was cancelled"
    siege.told[ended["status"]] += 1
    # Cancelled is what it must be, unless it had ended before the request came.
    assert ended["status"] == "cancelled" or answer.status == 409, ended["status"]


LIMIT, MEMBERS = 5, 30


def backlog(environment, options):
    """A-23: a group of more jobs than an account may have queued is not processed."""
    with Siege(environment, options) as siege:
        with siege.case(f"{MEMBERS} jobs, {LIMIT} allowed"):
            port, strict = free_port(), environment.start("serve", "--no-reading", backlog_limit=LIMIT).wait_ready(path="/health/live")
            try:
                with Nginx(environment, port, strict):
                    _overfill(siege, Web(port, siege.web.key))
            finally:
                strict.kill()
        return siege.results()


def _overfill(siege, strict):
    wait_until("nginx answers", strict.is_answered, 15)
    template = strict.ask("GET", "/ocr-invoice-job-template").data[0]["_id"]
    url = strict.upload(papers.table(1, 3))
    for count, expected in ((MEMBERS, 429), (LIMIT + 1, 429), (LIMIT, 202)):
        group = strict.ask("POST", "/ocr-invoice-job-group", {"name": f"of {count}", "template": template}).data["_id"]
        for number in range(count):
            body = {"jobNumber": f"{group}-{number}", "documentName": "x", "documentUrl": url, "group": group}
            assert strict.ask("POST", "/ocr-invoice-job", body).status == 201
        answer = strict.ask("POST", f"/ocr-invoice-job-group/{group}/process")
        siege.told[answer.status] += 1
        assert answer.status == expected, f"a group of {count}: {answer}"
        if expected == 429:
            assert answer.code == "backlog_full" and answer.headers.get("retry-after"), f"a group of {count}: {answer}"
            counts = strict.ask("GET", f"/ocr-invoice-job-group/{group}/jobs").data
            queued = [job["jobId"] for job in counts if job["status"] != "created"]
            assert len(queued) <= LIMIT, f"a group of {count}: refused, and {len(queued)} of its jobs were queued"


WRITERS = 4
RACED = {"webhook": {"url": "https://example.com/hook", "events": ["job.failed"]}, "job-group": {"name": "g"},
         "job-template": {"name": "t", "ocrEngine": "tesseract", "documentType": "invoice", "extractionRules": {"fields": []}}}


def revisions(environment, options):
    """A-24: four writers with one ETag: one of them succeeds, for every resource."""
    rounds = max(options.rounds // 10, 10)
    with Siege(environment, options) as siege:
        for kind, body in RACED.items():
            with siege.case(kind):
                template = siege.web.ask("GET", "/ocr-invoice-job-template").data[0]["_id"]
                _race(siege, f"/ocr-invoice-{kind}", body | ({"template": template} if kind == "job-group" else {}), rounds)
        return siege.results()


def _race(siege, path, body, rounds):
    name = "url" if "url" in body else "name"
    webs = [siege.client() for _ in range(WRITERS)]
    with concurrent.futures.ThreadPoolExecutor(WRITERS) as threads:
        for number in range(rounds):
            made = siege.web.ask("POST", path, body)
            assert made.status == 201, f"{path}: {made}"
            target = f"{path}/{made.data['_id']}"
            tag = siege.web.ask("GET", target).headers["etag"]

            def write(writer):
                return webs[writer].ask("PUT", target, body | {name: f"{body[name]}{writer}"}, {"if-match": tag})  # noqa: B023
            statuses = sorted(answer.status for answer in threads.map(write, range(WRITERS)))
            siege.told.update(statuses)
            assert statuses == [200] + [412] * (WRITERS - 1), f"round {number + 1} of {rounds}: {statuses}"
