"""Speaks FastCGI to a server's own socket, so that a fault is the server's and not a web server's."""

import json
import socket
import struct


class Unanswered(Exception):
    """No answer came: the connection was refused, cut, or silent for too long."""


class Answer:
    def __init__(self, raw):
        head, _, self.body = raw.partition(b"\r\n\r\n")
        self.headers = {}
        for line in head.decode("utf-8", "replace").split("\r\n"):
            name, _, value = line.partition(":")
            self.headers[name.strip().lower()] = value.strip()
        self.status = int(self.headers.get("status", "0").split()[0])

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def data(self):
        return self.json["data"]


def call(path, method, target, body=b"", headers=None, kind="application/json", timeout=30, address="127.0.0.1"):
    """One request over the unix socket at `path`; a dict or list as body is sent as JSON."""
    if not isinstance(body, bytes):
        body = json.dumps(body).encode()
    route, _, query = target.partition("?")
    parameters = {
        "REQUEST_METHOD": method, "SCRIPT_NAME": route, "QUERY_STRING": query, "REMOTE_ADDR": address,
        "CONTENT_LENGTH": str(len(body)), "CONTENT_TYPE": kind if body else "", "HTTP_HOST": "localhost",
    }
    for name, value in (headers or {}).items():
        parameters["HTTP_" + name.upper().replace("-", "_")] = value
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(timeout)
            connection.connect(path)
            connection.sendall(_request(parameters, body))
            raw = _answer(connection)
    except OSError as error:
        raise Unanswered(str(error)) from error
    if b"\r\n\r\n" not in raw:
        raise Unanswered("the connection ended before the answer")
    return Answer(raw)


def _request(parameters, body):
    pairs = b"".join(_pair(name.encode(), value.encode()) for name, value in parameters.items())
    begin = _record(1, struct.pack(">HB5x", 1, 0))
    chunks = [body[start:start + 65000] for start in range(0, len(body), 65000)]
    return begin + _record(4, pairs) + _record(4, b"") + b"".join(_record(5, c) for c in chunks) + _record(5, b"")


def _record(kind, content):
    return struct.pack(">BBHHBB", 1, kind, 1, len(content), 0, 0) + content


def _pair(name, value):
    return _length(len(name)) + _length(len(value)) + name + value


def _length(number):
    return bytes([number]) if number < 128 else struct.pack(">I", number | 0x80000000)


def _answer(connection):
    data = b""
    while piece := connection.recv(65536):
        data += piece
    output, position, ended = b"", 0, False
    while position + 8 <= len(data):
        kind, size, padding = data[position + 1], struct.unpack(">H", data[position + 4:position + 6])[0], data[position + 6]
        if kind == 6:
            output += data[position + 8:position + 8 + size]
        ended = ended or kind == 3
        position += 8 + size + padding
    return output if ended else b""
