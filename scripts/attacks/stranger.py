"""The outside world inside a network namespace: every address there is ours, and every connection is counted.

Run by `Outside`: answers DNS on 127.0.0.1:53 and HTTP on all addresses, and writes one line for each connection.
"""

import ipaddress
import re
import socket
import struct
import sys
import threading
import time

PUBLIC = "93.184.216.34"
NAMES = {
    "public.test": [PUBLIC], "mixed.test": [PUBLIC, "10.0.0.1"], "six.test": ["::1"], "both.test": [PUBLIC, "::1"],
    "local.test": ["127.0.0.1"], "lvh.me": ["127.0.0.1"], "localtest.me": ["127.0.0.1"],
    "metadata.google.internal": ["169.254.169.254"], "mapped.test": ["::ffff:127.0.0.1"], "nat64.test": ["64:ff9b::7f00:1"],
    "aws.test": ["fd00:ec2::254"], "private.test": ["192.168.1.1"], "zero.test": ["0.0.0.0"], "link.test": ["fe80::1"],
}
asked = {}


def addresses(name):
    if name == "rebind.test":
        asked[name] = asked.get(name, 0) + 1
        return [PUBLIC if asked[name] % 2 else "127.0.0.1"]
    if found := re.search(r"(\d+\.\d+\.\d+\.\d+)\.nip\.io$", name):
        return [found[1]]
    return NAMES.get(name, [])


def answer_dns():
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(("127.0.0.1", 53))
    while True:
        query, peer = server.recvfrom(4096)
        labels, place = [], 12
        while query[place]:
            labels.append(query[place + 1:place + 1 + query[place]].decode("latin-1"))
            place += 1 + query[place]
        kind = struct.unpack(">H", query[place + 1:place + 3])[0]
        found = [ipaddress.ip_address(a) for a in addresses(".".join(labels).lower())] if kind in (1, 28) else []
        wanted = [a for a in found if a.version == (4 if kind == 1 else 6)]
        head = query[:2] + struct.pack(">HHHHH", 0x8180 if found else 0x8183, 1, len(wanted), 0, 0)
        records = b"".join(b"\xc0\x0c" + struct.pack(">HHIH", kind, 1, 0, len(a.packed)) + a.packed for a in wanted)
        server.sendto(head + query[12:place + 5] + records, peer)


def serve(port, log):
    server = socket.socket(socket.AF_INET6)
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
    server.bind(("::", port))
    server.listen(200)
    while True:
        connection, _ = server.accept()
        log.write(f"{connection.getsockname()[0].removeprefix('::ffff:')} {port}\n")
        log.flush()
        threading.Thread(target=reply, args=(connection,), daemon=True).start()


def reply(connection):
    try:
        with connection:
            request = connection.recv(65536).decode("latin-1")
            target = request.split(" ")[1] if " " in request else "/"
            behave(connection, target)
    except OSError:
        pass  # The other side hung up: what these replies are made for.


def behave(connection, target):
    kind, _, rest = target[1:].partition("/")
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n"
    if kind == "redirect":
        status, _, place = rest.partition("/")
        connection.sendall(f"HTTP/1.1 {status} Moved\r\nLocation: {place}\r\nContent-Length: 0\r\n\r\n".encode())
    elif kind == "loop":
        connection.sendall(f"HTTP/1.1 302 Found\r\nLocation: /loop/{int(rest or 0) + 1}\r\nContent-Length: 0\r\n\r\n".encode())
    elif kind == "endless":
        connection.sendall(head + b"\r\n%PDF-1.7\n")
        while True:
            connection.sendall(bytes(65536))
    elif kind == "drip":
        connection.sendall(head + b"Content-Length: 100000\r\n\r\n%PDF-1.7\n")
        while True:
            connection.sendall(b"x")
            time.sleep(1)
    elif kind == "silent":
        time.sleep(120)
    elif kind == "lying-long":
        connection.sendall(head + b"Content-Length: 1000\r\n\r\n%PDF-1.7\n")
    elif kind == "lying-huge":
        connection.sendall(head + b"Content-Length: 99999999999999999999\r\n\r\n%PDF-1.7\n")
    elif kind == "headers":
        connection.sendall(head + b"".join(b"X-%d: %s\r\n" % (n, b"a" * 1000) for n in range(10_000)) + b"\r\n")
    elif kind == "gzip":
        connection.sendall(head + b"Content-Encoding: gzip\r\n\r\n" + b"\x1f\x8b\x08\0\0\0\0\0\0\3" + b"\0" * 100_000)
    elif kind == "chunks":
        connection.sendall(head + b"Transfer-Encoding: chunked\r\n\r\n")
        while True:
            connection.sendall(b"1\r\nx\r\n" * 1000)
    elif kind == "garbage":
        connection.sendall(b"\0\1\2\3" * 1000)
    else:
        connection.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")


def main():
    with open(sys.argv[1], "a") as log:
        for port in (80, 443, 22, 25, 3306, 6379, 8080, 8443):
            threading.Thread(target=serve, args=(port, log), daemon=True).start()
        threading.Thread(target=answer_dns, daemon=True).start()
        threading.Event().wait()


if __name__ == "__main__":
    main()
