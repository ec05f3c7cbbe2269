"""Generates small documents that try to crash, hang or fill the programs that open them."""

import random
import struct
import zlib

from . import bombs_pdf, bombs_xml, seeds
from .places import DAMAGED, SAMPLES

CUT = ["consultancy-en.pdf", "office-scan-de.pdf", "hardware-es.png", "turned-fr.jpg", "wholesale-nl.tiff", "einvoice-de.xml"]
MUTATED = CUT + ["till-receipt-en.bmp", "instruments-ch.pdf"]
# Of so many mutants one is of a whole page; the others are of small seeds, which go through the same decoders sooner.
WHOLE = 200


def files(step=1, mutants=100, seed=11):
    """Pairs of name and bytes: `step` is the distance of the cuts in percent, `mutants` the number of altered copies,
    others with another `seed`."""
    yield from _damaged()
    yield from _cut(step)
    yield from _pictures()
    yield from bombs_pdf.files()
    yield from bombs_xml.files()
    yield from _wrong_types()
    yield from mutated(mutants, seed)


def mutated(count, seed):
    """Samples with some bytes changed, lost, doubled or swapped."""
    chance = random.Random(seed)
    whole, small = [(name, (SAMPLES / name).read_bytes()) for name in MUTATED], seeds.all()
    for number in range(count):
        name, data = whole[number // WHOLE % len(whole)] if number % WHOLE == 0 else small[number % len(small)]
        stem, kind = name.rsplit(".", 1)
        yield f"mutant-{number:05d}-{stem}.{kind}", _mutate(bytearray(data), chance)


def _mutate(data, chance):
    for _ in range(chance.choice((1, 3, 10, 100))):
        place = chance.randrange(len(data) or 1)
        kind = chance.randrange(5)
        if kind == 0:
            data[place:place + 1] = bytes([chance.randrange(256)])
        elif kind == 1:
            data[place:place + 4] = chance.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff", b"\x80\0\0\0"))
        elif kind == 2:
            del data[place:place + chance.randrange(1, 64)]
        elif kind == 3:
            data[place:place] = data[place:place + chance.randrange(1, 64)]
        else:
            data[place:place + 8] = chance.randbytes(8)
    return bytes(data)


def _damaged():
    for path in sorted(DAMAGED.iterdir()):
        yield f"damaged-{path.name}", path.read_bytes()


def _cut(step):
    for name in CUT:
        data = (SAMPLES / name).read_bytes()
        stem, kind = name.rsplit(".", 1)
        for percent in range(step, 100, step):
            yield f"cut-{stem}-{percent:02d}.{kind}", data[:len(data) * percent // 100]


def _chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _png(width, height, bits, colour, data):
    header = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _noise(width, height, bits=8, colour=0):
    """A PNG of random samples."""
    row = (width * bits * {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour] + 7) // 8
    chance = random.Random(width * height + bits + colour)
    data = zlib.compress(b"".join(b"\0" + chance.randbytes(row) for _ in range(height)), 1)
    if colour != 3:
        return _png(width, height, bits, colour, data)
    return _png(width, height, bits, colour, data).replace(_chunk(b"IDAT", data), _chunk(b"PLTE", chance.randbytes(768)) + _chunk(b"IDAT", data))


def _zeros(size):
    """So many zero bytes, compressed, without ever holding them."""
    packer, piece, parts = zlib.compressobj(9), bytes(1 << 20), []
    for _ in range(size >> 20):
        parts.append(packer.compress(piece))
    parts.append(packer.compress(bytes(size & ((1 << 20) - 1))))
    return b"".join(parts) + packer.flush()


def _tiff(entries, data=b"", following=0):
    """One directory of 4-byte entries."""
    body = struct.pack("<H", len(entries))
    for tag, kind, count, value in entries:
        body += struct.pack("<HHII", tag, kind, count, value)
    return b"II*\0" + struct.pack("<I", 8) + body + struct.pack("<I", following) + data


def _grey(width, height, offset=200, size=100, compression=1):
    return [(256, 4, 1, width), (257, 4, 1, height), (258, 3, 1, 8), (259, 3, 1, compression), (262, 3, 1, 1),
            (273, 4, 1, offset), (277, 3, 1, 1), (278, 4, 1, height), (279, 4, 1, size)]


def _chain(count):
    """A TIFF of so many directories that all show the same pixel."""
    parts, place = [b"II*\0", struct.pack("<I", 8)], 8
    size = 2 + 12 * 9 + 4
    for number in range(count):
        following = place + size if number + 1 < count else 0
        entries = _grey(1, 1, offset=0, size=1)
        parts.append(struct.pack("<H", 9) + b"".join(struct.pack("<HHII", *e) for e in entries) + struct.pack("<I", following))
        place += size
    return b"".join(parts)


def _samples(count, photometric, bits=8):
    """A TIFF of so many samples a pixel: CMYK, transparency, and what no scanner makes."""
    width, height = 300, 90
    data = random.Random(count).randbytes(width * height * count * bits // 8)
    return _tiff([(256, 4, 1, width), (257, 4, 1, height), (258, 3, 1, bits), (259, 3, 1, 1), (262, 3, 1, photometric),
                  (273, 4, 1, 200), (277, 3, 1, count), (278, 4, 1, height), (279, 4, 1, len(data))]).ljust(200, b"\0") + data


def _bmp(width, height, bits=24, data=b"", colours=0, offset=54):
    header = struct.pack("<IiiHHIIiiII", 40, width, height, 1, bits, 0, len(data), 2835, 2835, colours, 0)
    return b"BM" + struct.pack("<IHHI", 54 + len(data), 0, 0, offset) + header + data


def _progressive(scans):
    """A JPEG with so many scans: the sound one's last scan, again and again."""
    data = (SAMPLES / "turned-fr.jpg").read_bytes()
    start = data.rfind(b"\xff\xda")
    scan = data[start:start + 400].replace(b"\xff\xd9", b"\0\0")
    return data[:start] + scan * scans + b"\xff\xd9"


def _jpeg(width, height):
    """A header that promises so many pixels, and no data."""
    frame = struct.pack(">HBHHB", 17, 8, height, width, 3) + bytes([1, 0x22, 0, 2, 0x11, 0, 3, 0x11, 0])
    return b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0\xff\xc0" + frame + b"\xff\xd9"


def _pictures():
    yield "png-1bit-60000.png", _png(60000, 60000, 1, 0, _zeros(60000 * 7501))
    yield "png-rgb-20000.png", _png(20000, 20000, 8, 2, _zeros(4 << 20))
    yield "png-50000.png", _png(50000, 50000, 8, 2, b"")
    yield "png-2to31.png", _png(0x7FFFFFFF, 0x7FFFFFFF, 16, 6, b"")
    yield "png-zero-width.png", _png(0, 100, 8, 0, b"")
    yield "png-wide.png", _png(32767, 1, 8, 0, _zeros(32768))
    yield "png-tall.png", _png(1, 32767, 8, 0, _zeros(65534))
    yield "png-one.png", _png(1, 1, 8, 0, zlib.compress(b"\0\0"))
    yield "png-49mp-black.png", _png(7000, 7000, 1, 0, _zeros(7000 * 876))
    for width, height in ((1, 1), (3, 3), (31, 33), (64, 1), (30_000, 5), (5, 30_000), (20, 32_767)):
        yield f"png-noise-{width}x{height}.png", _noise(width, height)
    for bits, colour in ((1, 0), (2, 0), (4, 0), (16, 0), (8, 3), (16, 2), (8, 4), (16, 6)):
        yield f"png-noise-{bits}-bits-{colour}.png", _noise(300, 90, bits, colour)
    for count, photometric in ((4, 5), (4, 2), (2, 1), (1, 3), (9, 2)):
        yield f"tiff-samples-{count}-{photometric}.tiff", _samples(count, photometric)
    yield "tiff-samples-float.tiff", _samples(1, 1, bits=32)
    yield "png-text-bomb.png", _png(8, 8, 8, 0, zlib.compress(bytes(72))).replace(
        b"IEND", b"zTXt") + _chunk(b"zTXt", b"x\0\0" + _zeros(64 << 20))
    yield "png-noise.png", _png(3000, 3000, 8, 0, zlib.compress(random.Random(5).randbytes(3000 * 3001), 1))
    yield "png-many-chunks.png", b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", struct.pack(">IIBBBBB", 9, 9, 8, 0, 0, 0, 0)) + _chunk(
        b"tEXt", b"a\0b") * 100_000
    yield "bmp-liar.bmp", _bmp(65500, 65500)
    yield "bmp-negative.bmp", _bmp(-5, -5, data=bytes(100))
    yield "bmp-minimum.bmp", _bmp(-2147483648, -2147483648, 32)
    yield "bmp-colours.bmp", _bmp(10, 10, 8, bytes(100), colours=0xFFFFFFFF)
    yield "bmp-offset.bmp", _bmp(10, 10, 24, bytes(300), offset=0xFFFFFFF0)
    yield "bmp-bits.bmp", _bmp(10, 10, 7, bytes(300))
    yield "jpeg-liar.jpg", _jpeg(65500, 65500)
    yield "jpeg-10000-scans.jpg", _progressive(10_000)
    yield "jpeg-markers.jpg", b"\xff\xd8" + b"\xff\xfe\0\2" * 500_000 + b"\xff\xd9"
    yield "tiff-self-loop.tiff", _tiff(_grey(10, 10), bytes(200), following=8)
    yield "tiff-million-pages.tiff", _chain(250_000)
    yield "tiff-201-pages.tiff", _chain(201)
    yield "tiff-liar.tiff", _tiff(_grey(60000, 60000), bytes(200))
    yield "tiff-offset.tiff", _tiff(_grey(100, 100, offset=0xFFFFFFF0), bytes(200))
    yield "tiff-packbits.tiff", _tiff(_grey(30000, 1600, 200, 100, 32773), bytes([0x81, 0] * 200))
    yield "tiff-lzw.tiff", _tiff(_grey(7000, 7000, 200, 100, 5), bytes(range(256)))
    yield "tiff-old-jpeg.tiff", _tiff(_grey(100, 100, 200, 100, 6), bytes(300))
    yield "tiff-many-entries.tiff", b"II*\0\x08\0\0\0\xff\xff" + bytes(1000)
    yield "tiff-big-endian.tiff", b"MM\0*" + b"\xff" * 100
    yield "tiff-bigtiff.tiff", b"II+\0\x08\0\0\0" + b"\xff" * 100
    yield "tiff-zero-pages.tiff", b"II*\0\0\0\0\0"


def _wrong_types():
    html = b"<!DOCTYPE html><html><body>404</body></html>"
    bodies = {
        "html": html, "zip": b"PK\x03\x04" + bytes(100), "gif": b"GIF89a\x01\0\x01\0\0\0\0;", "webp": b"RIFF\x1a\0\0\0WEBPVP8 ",
        "postscript": b"%!PS-Adobe-3.0\n(/etc/passwd) run\nshowpage\n", "elf": b"\x7fELF" + bytes(100),
        "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
        "paths": b"/etc/passwd\n/etc/shadow\n", "gzip": b"\x1f\x8b\x08" + bytes(50), "zeros": bytes(4096), "one": b"%",
        "pdf-late": b" " * 2000 + b"%PDF-1.7\n", "noise": random.Random(1).randbytes(5000), "djvu": b"AT&TFORM\0\0\0\x10DJVU",
    }
    for name, data in bodies.items():
        for kind in ("pdf", "png", "tiff"):
            yield f"wrong-{name}.{kind}", data
    for kind, magic in {"pdf": b"%PDF-1.7\n", "png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff", "tiff": b"II*\0", "bmp": b"BM"}.items():
        for name, data in {"nothing": b"", "noise": random.Random(2).randbytes(3000), "ones": b"\xff" * 3000}.items():
            yield f"magic-and-{name}.{kind}", magic + data
