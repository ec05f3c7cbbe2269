"""Requests through nginx, as a client on the network sends them."""

import http.client
import json
import secrets
import socket
import sys

# Metadata come back with numbers of any length; Python reads at most 4,300 digits by itself.
sys.set_int_max_str_digits(0)


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class Silence(Exception):
    """No answer came through nginx."""


class Reply:
    def __init__(self, response):
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.body = response.read()

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def data(self):
        return self.json["data"]

    @property
    def code(self):
        """What a problem calls itself; None for anything else."""
        try:
            return self.json.get("code")
        except (ValueError, AttributeError):
            return None

    @property
    def fault(self):
        """Why this answer is none that a server may give; None for a sound one.

        nginx's own 503 means that the server behind it gave no answer."""
        if self.status < 500:
            return None
        if self.status == 503 and self.headers.get("retry-after", "").isdigit() and self.code != "unavailable":
            return None
        return f"{self.status} {self.body[:200]!r}"

    def __str__(self):
        return f"{self.status} {self.body[:300]!r}"


class Web:
    """A client of one key with one connection, which is kept between requests; for one thread."""

    def __init__(self, port, key, timeout=40):
        self.port, self.key, self.timeout = port, key, timeout
        self.connection = None

    def ask(self, method, target, body=b"", headers=None, kind="application/json"):
        """One request; a dict or list as body is sent as JSON. Raises `Silence` when no answer comes."""
        if not isinstance(body, bytes):
            body = json.dumps(body).encode()
        named = {"api-key": self.key, "content-type": kind} if self.key else {"content-type": kind}
        named |= headers or {}
        # nginx closes a connection after a number of requests; the next request opens a new one.
        is_fresh = self.connection is None
        try:
            return self._send(method, target, body, named)
        except (OSError, http.client.HTTPException) as error:
            self.close()
            if is_fresh or isinstance(error, TimeoutError):
                raise Silence(f"{method} {target[:80]}: {type(error).__name__} {error}") from error
        return self.ask(method, target, body, headers, kind)

    def _send(self, method, target, body, headers):
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.timeout)
        try:
            self.connection.request(method, target, body or None, headers)
        except BrokenPipeError:
            pass  # Refused before the end of the body; the answer is there.
        reply = Reply(self.connection.getresponse())
        if reply.headers.get("connection") == "close":
            self.close()
        return reply

    def close(self):
        if self.connection:
            self.connection.close()
        self.connection = None

    def is_answered(self):
        """Whether the server is there."""
        try:
            return self.ask("GET", "/health/live").status == 200
        except Silence:
            return False

    # What clients do.

    def upload(self, data, kind=None):
        """The document's URL; fails when the server refuses it."""
        answer = self.ask("POST", "/ocr-invoice-document", data, kind=kind or kind_of(data))
        assert answer.status == 201, f"upload: {answer}"
        return answer.data["url"]

    def submit(self, url, **fields):
        """A queued job that reads the document; its id."""
        body = {"jobNumber": secrets.token_hex(12), "documentName": "x", "documentUrl": url, "template": "default"} | fields
        answer = self.ask("POST", "/ocr-invoice-job?process=true", body)
        assert answer.status == 201, f"job: {answer}"
        return answer.data["_id"]

    def job(self, identifier):
        answer = self.ask("GET", f"/ocr-invoice-job/{identifier}")
        assert answer.status == 200, f"job {identifier}: {answer}"
        return answer.data


def kind_of(data):
    return "application/pdf" if data.startswith(b"%PDF") else "application/xml"
