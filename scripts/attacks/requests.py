"""Attacks by requests: accounts, injection, assignment, logs, secrets, keys, headers, idempotency."""

import http.client
import json
import random
import statistics
import string
import subprocess
import threading
import time
import urllib.parse
import zlib

import yaml

from breaking import fastcgi

from .places import ROOT, SAMPLES
from .environment import Nginx

NOWHERE = "0" * 24


def _objects(environment):
    """One of each kind, of the first account."""
    made = {"document": environment.ask("POST", "/ocr-invoice-document", (SAMPLES / "consultancy-en.pdf").read_bytes(), kind="application/pdf").data}
    job = environment.submit_url(f"bola-{time.monotonic_ns()}", made["document"]["url"]).data
    environment.end_of(job["_id"])
    template = environment.ask("GET", "/ocr-invoice-job-template").data[0]
    group = environment.ask("POST", "/ocr-invoice-job-group", {"name": "g", "template": template["_id"]}).data
    page = environment.ask("GET", f"/ocr-invoice-job-page?filter={urllib.parse.quote(json.dumps({'job': job['_id']}))}").data[0]
    made |= {"job": job, "job-template": template, "job-group": group, "job-page": page}
    hook = environment.ask("POST", "/ocr-invoice-webhook", {"url": "https://example.com/h", "events": ["job.completed"]})
    if hook.status == 201:
        made["webhook"] = hook.data
    made["key"] = environment.ask("POST", "/ocr-invoice-key", {"name": "bola", "scopes": ["jobs:read"]}).data
    user = {"name": f"bola-{time.monotonic_ns()}", "role": "reader", "password": "correct horse battery"}
    made["user"] = environment.ask("POST", "/ocr-invoice-user", user).data
    return made


def _operations():
    for path, methods in yaml.safe_load((ROOT / "openapi.yaml").read_text())["paths"].items():
        for method, operation in methods.items():
            if method in ("get", "post", "put", "delete") and operation.get("security") != [] and path != "/metrics":
                yield method.upper(), path


def _scope(method, path):
    if path.startswith(("/ocr-invoice-key", "/ocr-invoice-user")):
        return "admin"
    if path.startswith("/ocr-invoice-webhook"):
        return "webhooks:read" if method == "GET" else "webhooks:write"
    if method == "GET":
        return "jobs:read"
    return "templates:write" if path.startswith("/ocr-invoice-job-template") else "jobs:write"


def accounts(environment, options):
    """A-1: every operation with own, foreign, no, revoked, wrong-scope key."""
    made = _objects(environment)
    scopes = ["jobs:read", "jobs:write", "templates:write", "suppliers:read", "suppliers:write", "webhooks:read", "webhooks:write", "admin"]
    keys = {s: environment.run("key", "create", "chaos", "--scopes", ",".join(x for x in scopes if x != s)).strip() for s in scopes}
    revoked = environment.run("key", "create", "chaos").strip()
    environment.run("key", "revoke", _identifier(revoked))
    wrong, count = [], 0
    for method, path in _operations():
        kind = path.split("/")[1].removeprefix("ocr-invoice-")
        thing = made.get(kind)
        if thing is None:
            continue
        target = path.replace("{id}", thing["_id"])
        body = thing if method == "PUT" else {"job": made["job"]["_id"]} if path == "/ocr-invoice-job-template/{id}/test" else {
            "coordinates": {"x": 0, "y": 0, "width": 1, "height": 1}} if path.endswith("/read") else b""
        cases = [("none", "", 401), ("revoked", revoked, 401), ("scope", keys[_scope(method, path)], 403)]
        if "{id}" in path:
            cases.append(("foreign", environment.other_key, 404))
        for name, key, expected in cases:
            answer = environment.ask(method, target, body, key)
            count += 1
            if answer.status != expected:
                wrong.append(f"{method} {path} {name}: {answer.status}, not {expected}")
        if method == "GET":
            own = environment.ask(method, target)
            count += 1
            if own.status != 200:
                wrong.append(f"GET {path} own: {own.status}")
            if "{id}" not in path:
                seen = environment.ask(method, target, key=environment.other_key).body
                if any(t["_id"].encode() in seen for t in made.values()):
                    wrong.append(f"GET {path} shows another account's things")
    assert not wrong, "; ".join(wrong[:20])
    return f"{count} requests as specified; {_timing(environment, made, options)}"


def _timing(environment, made, options):
    """Whether another's id takes longer than one that does not exist."""
    times = {"missing": [], "foreign": []}
    for _ in range(options.timings):
        for name, identifier in random.sample((("missing", NOWHERE), ("foreign", made["job"]["_id"])), 2):
            begun = time.perf_counter()
            environment.ask("GET", f"/ocr-invoice-job/{identifier}", key=environment.other_key)
            times[name].append(time.perf_counter() - begun)
    gap = abs(statistics.median(times["missing"]) - statistics.median(times["foreign"])) * 1000
    assert gap < 5, f"another's id differs by {gap:.2f} ms"
    return f"median gap {gap:.2f} ms over {options.timings}"


PAYLOADS = [
    "'", "''", "\"", "\\", "\\'", "`", "--", "#", "/*", "*/", ";", "' OR '1'='1", "' OR 1=1 -- ", "\" OR 1=1 -- ", "1 OR 1=1",
    "' UNION SELECT * FROM account -- ", "' AND SLEEP(3) -- ", "1; DROP TABLE job", "(SELECT SLEEP(3))", "1,(SELECT 1)", "%", "_", "%%%",
    "\\%", "+a -b", "\"", "\"\"", "+", "-", "*", "a*", "**", "~a", "<a", ">a", "(a", "a)", "()", "@1", "\"a\"@3", "+(+(+(", "-*", "\x00", "\x1a",
    "\ud7ff", "é", "\u202e", "𝕒", "\ufeff=1", "a" * 199, "a" * 201, "' PROCEDURE ANALYSE() -- ", "0x27", "%27", "%2527", "{{7*7}}", "${7*7}",
    "$where", "{\"$gt\":\"\"}", "../../etc/passwd", "\r\nX-Evil: 1", "createdAt; DROP TABLE job", "createdAt,id", "account_id", "r.id", "`id`",
    "createdAt DESC, SLEEP(3)", "IF(1=1,id,name)", "1e999", "-1", "9" * 40, "NaN", "0x1", "1 ", " 1", "null", "true", "[]", "{}", "created_at",
]


def injection(environment, options):
    """A-8: payloads in filter, sort, order, search, limit, offset and ids: only normal responses."""
    environment.submit_url("secret-of-chaos", "https://example.com/x.pdf")
    resources = ["job", "job-group", "job-template", "job-page"]
    chance, payloads = random.Random(3), list(PAYLOADS)
    while len(payloads) < options.payloads:
        payloads.append("".join(chance.choice(PAYLOADS) for _ in range(chance.randrange(2, 5)))[:400])
    wrong, statuses, slow = [], {}, 0.0
    for number, payload in enumerate(payloads):
        quoted = urllib.parse.quote(payload, safe="")
        resource = resources[number % 4]
        fields = {"job": "jobNumber", "job-group": "name", "job-template": "name", "job-page": "pageType"}
        filters = [
            {fields[resource]: payload}, {payload: 1}, {fields[resource]: {"$in": [payload]}}, {"createdAt": {"$gt": payload}},
            {f"metadata.{payload}": payload}, {fields[resource]: {payload: 1}}, {"$or": [{fields[resource]: {"$gte": payload}}]},
        ]
        targets = [f"/ocr-invoice-{resource}?{name}={quoted}" for name in ("search", "sort", "order", "limit", "offset", "filter", payload[:3] or "x")
                   if name.isalnum()]
        targets += [f"/ocr-invoice-{resource}?filter={urllib.parse.quote(json.dumps(f))}" for f in filters]
        targets.append(f"/ocr-invoice-{resource}/{quoted}")
        for target in targets:
            begun = time.monotonic()
            answer = environment.ask("GET", target, key=environment.other_key)
            slow = max(slow, time.monotonic() - begun)
            statuses[answer.status] = statuses.get(answer.status, 0) + 1
            if answer.status not in (200, 400, 404) or b"secret-of-chaos" in answer.body:
                wrong.append(f"{answer.status} {target[:200]} {answer.body[:120]}")
    assert not wrong, f"{len(wrong)}: " + " | ".join(wrong[:8])
    assert slow < 2.5, f"one took {slow:.1f} s: a payload slept"
    assert "You have an error in your SQL" not in environment.log_text()
    return f"{sum(statuses.values())} requests, {statuses}, slowest {slow * 1000:.0f} ms"


def assignment(environment, options):
    """A-9: every writable resource sent with every column's name: 422, and nothing changes."""
    made = _objects(environment)
    columns = [row[0] for row in environment.sql(
        "SELECT DISTINCT COLUMN_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = 'ocr_invoice'")]
    wrong, count = [], 0
    for kind in ("job", "job-group", "job-template", "job-page"):
        target = f"/ocr-invoice-{kind}/{made[kind]['_id']}"
        before = environment.ask("GET", target).data
        writable = {k: v for k, v in before.items()}
        for column in columns + ["account", "tenant_id", "isAdmin", "scopes", "__proto__", "constructor"]:
            if column in before:
                continue
            answer = environment.ask("PUT", target, writable | {column: 1})
            count += 1
            if answer.status not in (409, 422) and column not in ("description", "version", "metadata", "name", "priority"):
                wrong.append(f"{kind}.{column}: {answer.status}")
        for name, value in {"status": "completed", "_id": NOWHERE, "cost": 0, "createdAt": "2000-01-01T00:00:00.000Z"}.items():
            environment.ask("PUT", target, writable | {name: value})
        after = environment.ask("GET", target).data
        for name in ("_id", "status", "createdAt", "cost", "job"):
            if before.get(name) != after.get(name):
                wrong.append(f"{kind}.{name} became {after.get(name)}")
    assert not wrong, "; ".join(wrong[:20])
    return f"{count} names refused, response fields unchanged"


def sinks(environment, options):
    """A-10: formulas and line breaks in clients' data: one log line for each event, no injected header, no active cell."""
    before = environment.log_text().count("\n")
    evil = ["=cmd|'/c calc'!A0", "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", "\ufeff=1", "a\r\nX-Evil: 1", "a\n{\"level\":\"fake\"}"]
    wrong, calls = [], 0
    for number, text in enumerate(evil):
        for field in ("jobNumber", "documentName", "createdBy"):
            body = {"jobNumber": f"s{number}{field}", "documentName": "x", "documentUrl": "https://example.com/", "template": "default", field: text}
            answer = environment.ask("POST", "/ocr-invoice-job", body)
            calls += 1
            if answer.status >= 500 or "x-evil" in answer.headers:
                wrong.append(f"{field} {text!r}: {answer.status}")
        for header in ("x-request-id", "idempotency-key", "if-match", "accept", "x-forwarded-for", "host"):
            answer = environment.ask("GET", "/ocr-invoice-job?limit=1", headers={header: text})
            calls += 1
            if answer.status >= 500 or "x-evil" in answer.headers:
                wrong.append(f"header {header} {text!r}: {answer.status}")
        answer = environment.ask("GET", f"/{urllib.parse.quote(text)}\r\nfake")
        calls += 1
    lines = environment.log_text().splitlines()[before:]
    for line in lines:
        if json.loads(line).get("level") == "fake":
            wrong.append("a log line was forged")
    if len(lines) > calls * 1.2 + 20:
        wrong.append(f"{len(lines)} log lines for {calls} requests")
    table = environment.ask("GET", f"/ocr-invoice-job/{_objects(environment)['job']['_id']}/results?format=csv")
    cells = [c.strip('"') for line in table.body.decode("utf-8", "replace").splitlines() for c in line.split(",")] if table.status == 200 else []
    wrong += [f"active cell {c!r}" for c in cells if c[:1] in "=+@\t" and c]
    assert not wrong, "; ".join(wrong[:10])
    return f"{calls} requests, {len(lines)} log lines, csv {'checked' if cells else table.status}"


def secrets(environment, options):
    """A-11: secrets are planted, then searched for in logs, responses and process titles."""
    planted = ["".join(random.Random(n).choices(string.ascii_letters, k=24)) for n in range(20)]
    bodies = []
    for number, secret in enumerate(planted[:10]):
        bodies.append(environment.submit_url(f"sec-{number}", f"https://93.184.216.34/a?signature={secret}"))
        bodies.append(environment.ask("GET", f"/ocr-invoice-job?{secret}=1", key=f"ocr_live_{secret}"))
        environment.submit_url(f"sec-u-{number}", f"http://user:{secret}@127.0.0.1/")
    for secret in planted[10:]:
        environment.ask("GET", "/ocr-invoice-job", headers={"authorization": f"Bearer {secret}", "cookie": secret})
        environment.ask("POST", "/ocr-invoice-job", {"jobNumber": secret, "metadata": {"password": secret}})
    time.sleep(3)
    log, found = environment.log_text(), []
    found += [f"{s[:4]}… in the log" for s in planted if s in log]
    found += ["a key in the log"] if environment.key in log or environment.key[21:53] in log else []
    titles = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True).stdout
    found += [f"{s[:4]}… in a process title" for s in planted + [environment.key] if s in titles]
    for path in ("/health/ready", "/openapi.json", "/metrics"):
        text = environment.ask("GET", path, key="").body.decode()
        found += [f"{s[:4]}… at {path}" for s in planted + [environment.key] if s in text]
    for answer in (environment.ask("GET", "/nothing"), environment.ask("POST", "/ocr-invoice-job", b"{"), environment.ask("GET", "/ocr-invoice-job/x")):
        text = answer.body.decode()
        found += [f"{w} in an error" for w in ("SELECT", "/tmp", ".swift", str(environment.folder)) if w in text]
    assert not found, "; ".join(found[:10])
    return f"{len(planted)} planted, none found in log, titles, health, metrics, errors"


def keys(environment, options):
    """A-12: guessing keys is slowed down and its timing reveals nothing; a revoked key ends on every process."""
    guesses = _guesses(environment, options.guesses)
    known = fastcgi.call(environment.server.socket, "GET", "/ocr-invoice-job", headers={"api-key": environment.key}, address="192.0.2.8")
    assert known.status == 200
    own = _identifier(environment.key)

    def ask(identifier):
        return _sealed(f"ocr_live_{identifier}" + "".join(random.choices(string.ascii_letters, k=32)))

    scores = {"known and unknown key": compared(
        options.timings, {"known": own, "unknown": own[::-1]},
        lambda identifier: environment.ask("GET", "/ocr-invoice-job?limit=1", key=ask(identifier), address="127.0.0.1"), 401)}
    job = environment.submit_url(f"foreign-{time.monotonic_ns()}", "https://example.com/x").data["_id"]
    scores["missing and another's job"] = compared(
        options.timings, {"missing": job[:8] + job[8:][::-1], "foreign": job},
        lambda identifier: environment.ask("GET", f"/ocr-invoice-job/{identifier}", key=environment.other_key), 404)
    told = ", ".join(f"{name}: Welch t {score:.1f}" for name, score in scores.items())
    assert all(abs(score) < 4.5 for score in scores.values()), f"the timing reveals it: {told}"
    return f"{guesses}; {told} over {options.timings}; revoked {_revoked(environment):.1f} s later on two processes"


def _guesses(environment, count):
    """Wrong keys from one address; then from all addresses of one IPv6 network."""
    for addresses in (lambda n: "192.0.2.7", lambda n: f"2001:db8:1:1::{n % 65_536:x}"):
        statuses = [environment.ask("GET", "/ocr-invoice-job", key=f"wrong{n}", address=addresses(n)).status for n in range(count)]
        # A minute later ten more are let through.
        assert statuses[:10] == [401] * 10 and set(statuses[10:40]) == {429} and set(statuses) == {401, 429}, f"{statuses[:50]}"
        assert statuses.count(401) <= 10 * (2 + count // 1000), f"{statuses.count(401)} of {count} were looked up"
    return f"{2 * count} guesses, 429 from the 11th"


def compared(count, identifiers, ask, expected):
    """Whether the timing of two classes of requests differs."""
    times = {name: [] for name in identifiers}
    for _ in range(count):
        # In any order: the second of two is served by a warmer machine.
        for name, identifier in random.sample(list(identifiers.items()), 2):
            begun = time.perf_counter()
            answer = ask(identifier)
            times[name].append(time.perf_counter() - begun)
            assert answer.status == expected, answer.body
    return _welch(*times.values())


def _revoked(environment):
    """Seconds until a second process, too, knows no more of a revoked key."""
    second, fresh = environment.start_another(), environment.run("key", "create", "chaos").strip()
    sockets = [environment.server.socket, second.socket]

    def statuses():
        return {fastcgi.call(s, "GET", "/ocr-invoice-job?limit=1", headers={"api-key": fresh}, address="127.0.0.1").status for s in sockets}
    assert statuses() == {200}
    environment.run("key", "revoke", _identifier(fresh))
    begun = time.monotonic()
    while statuses() != {401}:
        assert time.monotonic() - begun < 5, "a revoked key works on"
    took = time.monotonic() - begun
    second.process.terminate()
    second.process.wait(60)
    return took


def _identifier(key):
    """The 12 characters behind ocr_live_."""
    return key[9:21]


def _sealed(text):
    """With the checksum that a key ends in."""
    crc, digits = zlib.crc32(text[9:].encode()), ""
    alphabet = string.digits + string.ascii_uppercase + string.ascii_lowercase
    for _ in range(6):
        digits = alphabet[crc % 62] + digits
        crc //= 62
    return text + digits


def _welch(a, b):
    # A busy machine's outliers would hide a difference: the slowest tenth goes.
    a, b = sorted(a)[:len(a) * 9 // 10], sorted(b)[:len(b) * 9 // 10]
    spread = (statistics.variance(a) / len(a) + statistics.variance(b) / len(b)) ** 0.5
    return (statistics.mean(a) - statistics.mean(b)) / (spread or 1)


def headers(environment, options):
    """A-13: header tricks through nginx have no effect."""
    with Nginx(environment, options.port):
        deadline = time.monotonic() + 10
        while True:
            try:
                if _raw(options.port, b"GET /health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").startswith(b"HTTP/1.1 200"):
                    break
            except OSError:
                assert time.monotonic() < deadline, "nginx does not answer"
            time.sleep(0.1)
        key = environment.key.encode()
        base = b"GET /ocr-invoice-job?limit=1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
        cases = {
            "proxy": (base + b"api-key: " + key + b"\r\nProxy: http://127.0.0.1:9\r\n\r\n", (200,)),
            "underscore": (base + b"api_key: " + key + b"\r\n\r\n", (401,)),
            "two lengths": (b"POST /ocr-invoice-job HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}", (400,)),
            "length and chunks": (
                b"POST /ocr-invoice-job HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", (400, 401)),
            "strange chunks": (b"POST /ocr-invoice-job HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", (400, 501)),
            "long URL": (b"GET /" + b"a" * 1_000_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n", (400, 414)),
            "many headers": (base + b"".join(b"X-%d: %s\r\n" % (n, b"a" * 1000) for n in range(100)) + b"\r\n", (400, 431)),
            "accel": (base + b"X-Accel-Redirect: /etc/passwd\r\napi-key: " + key + b"\r\n\r\n", (200,)),
            "nul": (base + b"api-key: a\0b\r\n\r\n", (400,)),
            "dots": (b"GET /../../etc/passwd HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", (400, 404)),
            "host": (b"GET /ocr-invoice-job HTTP/1.1\r\nHost: evil\"><script>\r\nConnection: close\r\n\r\n", (400, 401)),
            "remote address": (base + b"Remote-Addr: 127.0.0.1\r\nX-Forwarded-For: 127.0.0.1\r\n\r\n", (401,)),
            "trace": (b"TRACE / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", (404, 405)),
        }
        wrong = []
        for name, (request, expected) in cases.items():
            answer = _raw(options.port, request)
            status = int(answer.split(b" ")[1]) if answer.startswith(b"HTTP/") else 0
            if status not in expected:
                wrong.append(f"{name}: {status}")
            if b"root:" in answer or b"<script>" in answer:
                wrong.append(f"{name}: {answer[:200]}")
        assert not wrong, "; ".join(wrong)
    return f"{len(cases)} tricks without effect"


def _raw(port, request):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.connect()
    try:
        connection.sock.sendall(request)
    except OSError:
        pass  # Refused in the middle of the request, which is right; the answer is there.
    data = b""
    try:
        while piece := connection.sock.recv(65536):
            data += piece
            if b"\r\n\r\n" in data and b"Connection: close" not in request and len(data) > 200:
                break
    except OSError:
        pass  # Cut after the answer.
    connection.close()
    return data


def idempotency(environment, options):
    """A-14: 200 requests at once with one key make one job; another body is refused; another account is independent."""
    name = f"idem-{time.monotonic_ns()}"
    body = {"jobNumber": name, "documentName": "x", "documentUrl": "https://example.com/x", "template": "default"}
    answers = []

    def send():
        answers.append(environment.ask("POST", "/ocr-invoice-job", body, headers={"idempotency-key": name}))
    threads = [threading.Thread(target=send) for _ in range(200)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    made = {a.data["_id"] for a in answers if a.status == 201}
    statuses = sorted({a.status for a in answers})
    assert len(made) == 1 and set(statuses) <= {201, 409}, f"{len(made)} jobs, {statuses}"
    other = environment.ask("POST", "/ocr-invoice-job", body | {"documentName": "y"}, headers={"idempotency-key": name})
    assert other.status == 422, other.status
    foreign = environment.ask("POST", "/ocr-invoice-job", body, key=environment.other_key, headers={"idempotency-key": name})
    assert foreign.status == 201 and foreign.data["_id"] not in made, foreign.body
    return f"200 at once: 1 job, {statuses}; other body 422; other account its own"
