"""Second opinions on addresses: Python's ipaddress and libcurl's own parser, each line an answer.

    peers.py addresses COUNT SEED     an address and whether the public network holds it, by Python's registry
    peers.py urls COUNT SEED          odd URLs, each with what libcurl understands: JSON of [url, scheme, host, port]
    peers.py judge FILE               the same of the URLs in a file, one a line

Tests/OutgoingTests asks them about what the server dials.
"""

import ctypes
import ipaddress
import json
import random
import sys

EDGES = [
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
    "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24",
    "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "255.255.255.255/32", "::/128", "::1/128", "::/96", "::ffff:0:0/96",
    "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2000::/3", "2001::/23", "2001::/32", "2001:1::1/128", "2001:2::/48",
    "2001:3::/32", "2001:4:112::/48", "2001:10::/28", "2001:20::/28", "2001:30::/28", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48",
    "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
]


def addresses(count, chance):
    for text in EDGES:
        network = ipaddress.ip_network(text)
        size, make = network.max_prefixlen, type(network.network_address)
        for number in (int(network[0]), int(network[-1])):
            for near in range(number - 2, number + 3):
                if 0 <= near < 1 << size:
                    yield make(near)
    while count > 0:
        count -= 1
        kind = chance.randrange(4)
        if kind == 0:
            yield ipaddress.IPv4Address(chance.getrandbits(32))
        elif kind == 1:
            yield ipaddress.IPv6Address(chance.getrandbits(128))
        else:
            # Within a range that is special, or close to it.
            network = ipaddress.ip_network(chance.choice(EDGES))
            flipped = 1 << chance.randrange(network.max_prefixlen) if kind == 3 else 0
            inside = int(network[0]) | chance.getrandbits(network.max_prefixlen - network.prefixlen or 1) & int(network.hostmask)
            yield type(network.network_address)(inside ^ flipped)


def is_public(address):
    mapped = getattr(address, "ipv4_mapped", None)
    address = mapped or address
    return address.is_global and not address.is_multicast


PIECES = {
    "scheme": ["http", "https", "HTTP", "hTTps", "ftp", "file", "", "http:", "gopher", "http ", "\thttp"],
    "separator": ["://"] * 8 + [":/", ":///", ":", "//", ":\\\\", "://\\", ":/\\", "://@", ":////"],
    "user": [""] * 8 + ["a@", "a:b@", "@", ":@", "public.test:80@", "%40@", "a@b@", "[::1]@"],
    "host": [
        "example.org", "EXAMPLE.org.", "127.0.0.1", "127.1", "0x7f.1", "0177.0.0.1", "2130706433", "0", "[::1]", "[::ffff:127.0.0.1]", "[fe80::1%25lo]",
        "[v1.x]", "[::1", "::1]", "[127.0.0.1]", "exa%6dple.org", "example%2eorg", "a_b.test", "-a.test", "a..b", ".", "", "xn--fa-hia.de", "faß.de",
        "１２７.0.0.1", "127。0。0。1", "loc\u00adalhost", "a" * 64 + ".test", "a." * 126 + "a", "256.1.1.1", "1.2.3.4.5", "1.2.3.4.", "0x", "08.1.1.1",
        "example.org\\.evil.test", "example.org;a", "example.org,a", "example.org'", "!a.test", "~a", "a+b", "a=b", "$a", "(a)", "*.test", "4294967296",
        "1e3", "0x7f000001.", "[2A00:0:0::1]", "[1:2:3:4:5:6:7:8]", "[1:2:3:4:5:6:1.2.3.4]", "[::1%lo]", "a\tb", "a\nb", "a b", "a\0b",
    ],
    "port": [""] * 8 + [":80", ":443", ":0", ":65535", ":65536", ":080", ":", ":+80", ":-1", ":8 0", ":80:81", ":８０", ":99999999999999999999", ":0x50"],
    "path": ["", "/", "/a", "/@127.0.0.1/", "?", "?@127.0.0.1", "?a=b", "#", "#@127.0.0.1/", "\\@127.0.0.1/", "/..//a", "/%2f", ";@127.0.0.1", "/a b", "//", "/é", "\\"],
}
ODD = list("@:/\\#?[].%;,&=+ \t\r\n\0-_~!$'()*|<>\"^`{}") + ["%40", "%2e", "%00", "。", "．", "＠", "／", "\u00ad", "\u202e", "é", "0x", "://"]


def urls(count, chance):
    for _ in range(count):
        text = "".join(chance.choice(PIECES[name]) for name in ("scheme", "separator", "user", "host", "port", "path"))
        if chance.randrange(3):
            # Close to sound ones, or hardly any would be taken.
            text = (chance.choice(["http", "https"]) + "://" + chance.choice(PIECES["host"]) + chance.choice(PIECES["port"])
                    + chance.choice(PIECES["path"]))
        for _ in range(chance.choice((0, 0, 0, 1, 2))):
            place = chance.randrange(len(text) + 1)
            text = text[:place] + chance.choice(ODD) + text[place + chance.randrange(2):]
        yield text


class Curl:
    """libcurl's URL parser as it is used for dialling; curl/urlapi.h gives the numbers."""

    URL, SCHEME, HOST, PORT, DEFAULT_PORT = 0, 1, 5, 6, 1

    def __init__(self):
        self.library = ctypes.CDLL("libcurl.so.4")
        self.library.curl_url.restype = ctypes.c_void_p
        self.library.curl_url_cleanup.argtypes = [ctypes.c_void_p]
        self.library.curl_url_set.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint]
        self.library.curl_url_get.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(ctypes.c_void_p), ctypes.c_uint]
        self.library.curl_free.argtypes = [ctypes.c_void_p]

    def judged(self, text):
        """Scheme, host and port; three times None where it refuses."""
        handle = self.library.curl_url()
        try:
            # A text with a NUL would reach C as its beginning only.
            raw = text.encode()
            if b"\0" in raw or self.library.curl_url_set(handle, self.URL, raw, 0):
                return [None] * 3
            return [self._part(handle, part, flags) for part, flags in ((self.SCHEME, 0), (self.HOST, 0), (self.PORT, self.DEFAULT_PORT))]
        finally:
            self.library.curl_url_cleanup(handle)

    def _part(self, handle, part, flags):
        found = ctypes.c_void_p()
        if self.library.curl_url_get(handle, part, ctypes.byref(found), flags):
            return None
        try:
            return ctypes.string_at(found.value).decode("utf-8", "replace")
        finally:
            self.library.curl_free(found)


def main():
    what, rest = sys.argv[1], sys.argv[2:]
    if what == "addresses":
        for address in addresses(int(rest[0]), random.Random(int(rest[1]))):
            print(address, "public" if is_public(address) else "special")
        return
    curl = Curl()
    if what == "urls":
        found = urls(int(rest[0]), random.Random(int(rest[1])))
    else:
        found = open(rest[0], encoding="utf-8").read().splitlines()
    for text in found:
        print(json.dumps([text, *curl.judged(text)]))


if __name__ == "__main__":
    main()
