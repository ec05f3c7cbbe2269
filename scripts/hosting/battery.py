"""What every web server in front of the application must pass on unchanged."""

import hashlib
import http.client
import json
import os
import signal
import socket

from breaking.cluster import SAMPLES, wait_until

PREFIX = "/invoices"


class Battery:
    """The checks of one web server; each throws AssertionError with what it saw."""

    def __init__(self, port, key, chunked, read, programs):
        """`read` makes waiting jobs run; `programs` are the ids of the processes that the web server has started."""
        self.port, self.key, self.chunked, self.read_waiting, self.programs = port, key, chunked, read, programs

    def ask(self, method, path, body=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            given = {"api-key": self.key, **{name.replace("_", "-"): value for name, value in headers.items()}}
            connection.request(method, PREFIX + path, body, given)
            answer = connection.getresponse()
            return answer.status, answer.read(), answer.headers
        finally:
            connection.close()

    def expect(self, status, method, path, body=None, **headers):
        found, answer, given = self.ask(method, path, body, **headers)
        assert found == status, f"{method} {path} answered {found}, not {status}: {answer[:200]!r}"
        return answer, given

    def health(self):
        wait_until("the server answers", lambda: self._is_ready(), 60)

    def _is_ready(self):
        try:
            return self.ask("GET", "/health/ready")[0] == 200
        except OSError:
            return False

    def errors_pass(self):
        """An error of the application keeps its JSON and its headers."""
        answer, headers = self.expect(401, "GET", "/ocr-invoice-job", api_key="")
        assert json.loads(answer)["code"] == "key_missing", answer
        assert headers["content-type"].startswith("application/problem+json"), headers["content-type"]
        assert headers["x-request-id"], "the request's id is gone"

    def paths(self):
        """PATH_INFO and the query arrive as they were sent."""
        answer, _ = self.expect(404, "GET", "/ocr-invoice-job/0123456789abcdef01234567/results")
        assert json.loads(answer)["code"] == "job_not_found" or b"job" in answer, answer
        answer, _ = self.expect(400, "GET", "/ocr-invoice-job?limit=500&search=a%26b")
        assert b"100" in answer, answer
        self.expect(404, "GET", "/nothing/here%20at%20all")

    def head(self):
        answer, _ = self.expect(200, "HEAD", "/ocr-invoice-job")
        assert answer == b"", "an answer to HEAD has a body"

    def uploads(self):
        """Bodies beyond 128 kB, and nearly as large as a document may be, arrive byte for byte."""
        for size in (200_000, 20_000_000):
            body = (SAMPLES / "hardware-es.png").read_bytes() + os.urandom(size)
            answer, _ = self.expect(201, "POST", "/ocr-invoice-document", body)
            assert json.loads(answer)["data"]["sha256"] == hashlib.sha256(body).hexdigest(), "another document arrived"
        body = (SAMPLES / "hardware-es.png").read_bytes() + os.urandom(300_000)
        status, answer, _ = self.ask("POST", "/ocr-invoice-document", iter([body[:100_000], body[100_000:]]))
        assert status in ((201,) if self.chunked else (400, 502)), f"without a length: {status} {answer[:200]!r}"

    def too_large(self):
        """A body beyond the limit is refused by the web server or the application."""
        try:
            status, _, _ = self.ask("POST", "/ocr-invoice-document", bytes(36 << 20))
        except OSError:
            return
        assert status in (413, 500), f"36 MiB were answered with {status}"

    def job(self):
        """A job runs to its end, and the links in answers lead through this web server."""
        data = (SAMPLES / "consultancy-en.pdf").read_bytes()
        url = json.loads(self.expect(201, "POST", "/ocr-invoice-document", data)[0])["data"]["url"]
        order = {"jobNumber": f"H-{self.port}", "documentName": "consultancy-en.pdf", "documentUrl": url, "template": "default"}
        answer, headers = self.expect(201, "POST", "/ocr-invoice-job?process=true", json.dumps(order),
                                      Content_Type="application/json")
        job = json.loads(answer)["data"]["_id"]
        assert f"{PREFIX}/ocr-invoice-job/{job}" in headers["location"], headers["location"]
        self.read_waiting()
        wait_until("the job is completed", lambda: self._status(job) == "completed", 60)
        results = json.loads(self.expect(200, "GET", f"/ocr-invoice-job/{job}/results")[0])["data"]
        expected = json.loads((SAMPLES / "consultancy-en.expected.json").read_text())["number"]
        assert results["extractedData"]["invoice"]["number"] == expected, results["extractedData"]

    def _status(self, job):
        return json.loads(self.expect(200, "GET", f"/ocr-invoice-job/{job}")[0])["data"]["status"]

    def aborts(self):
        """Clients that go away in the middle of a request or an answer hold nothing."""
        upload = f"POST {PREFIX}/ocr-invoice-document HTTP/1.1\r\nHost: a\r\napi-key: {self.key}\r\nContent-Length: 1000000\r\n\r\n"
        listing = f"GET {PREFIX}/openapi.json HTTP/1.1\r\nHost: a\r\n\r\n"
        for text in (upload, listing) * 20:
            with socket.create_connection(("127.0.0.1", self.port)) as connection:
                connection.sendall(text.encode() + (b"x" * 200_000 if text is upload else b""))
        self.expect(200, "GET", "/health/ready")

    def console(self):
        answer, headers = self.expect(200, "GET", "/console/")
        assert b"<html" in answer and "frame-ancestors" in headers["content-security-policy"], headers
        _, headers = self.expect(200, "GET", "/console/scripts/main.js")
        assert "javascript" in headers["content-type"], headers["content-type"]

    def ended(self):
        """mod_fcgid ends programs that are idle, and a host may kill them: the next request starts another one."""
        for program in self.programs():
            os.kill(program, signal.SIGKILL)
        wait_until("a new program answers", self._is_ready, 20)
        wait_until("idle programs end", lambda: not self.programs(), 60)
        self.expect(200, "GET", "/health/ready")

    CHECKS = (health, errors_pass, paths, head, uploads, too_large, job, aborts, console, ended)
