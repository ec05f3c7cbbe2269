"""A WebSocket of this machine (RFC 6455), as far as WebDriver BiDi needs it: texts, one after the other."""

import base64
import os
import socket
import struct

TEXT, CLOSE, PING, PONG = 1, 8, 9, 10


class WebSocket:
    """A connection to a server of this machine. Texts are JSON and never compressed."""

    def __init__(self, port, path, seconds):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=seconds)
        key = base64.b64encode(os.urandom(16)).decode()
        lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Upgrade: websocket", "Connection: Upgrade", f"Sec-WebSocket-Key: {key}",
                 "Sec-WebSocket-Version: 13", "", ""]
        self.socket.sendall("\r\n".join(lines).encode())
        self.received = b""
        while b"\r\n\r\n" not in self.received:
            self._receive()
        head, _, self.received = self.received.partition(b"\r\n\r\n")
        if b" 101 " not in head.split(b"\r\n")[0]:
            raise OSError(f"no WebSocket: {head[:100]!r}")

    def send(self, text, kind=TEXT):
        data = text.encode()
        length = bytes([len(data) | 128]) if len(data) < 126 else \
            struct.pack(">BH", 254, len(data)) if len(data) < 65536 else struct.pack(">BQ", 255, len(data))
        mask = os.urandom(4)
        masked = bytes(byte ^ mask[index % 4] for index, byte in enumerate(data))
        self.socket.sendall(bytes([128 | kind]) + length + mask + masked)

    def receive(self):
        """The next text."""
        parts = []
        while True:
            is_last, kind, data = self._frame()
            if kind == CLOSE:
                raise OSError("the browser closed the connection")
            if kind == PING:
                self.send(data.decode(), PONG)
            elif kind in (TEXT, 0):
                parts.append(data)
                if is_last:
                    return b"".join(parts).decode()

    def _frame(self):
        first, length = self._take(2)
        if length == 126:
            length, = struct.unpack(">H", self._take(2))
        elif length == 127:
            length, = struct.unpack(">Q", self._take(8))
        return bool(first & 128), first & 15, self._take(length)

    def _take(self, count):
        while len(self.received) < count:
            self._receive()
        taken, self.received = self.received[:count], self.received[count:]
        return taken

    def _receive(self):
        part = self.socket.recv(65536)
        if not part:
            raise OSError("the browser is gone")
        self.received += part

    def close(self):
        self.socket.close()
