"""Small sound documents of every kind that is read: what mutants are made of."""

import functools
import pathlib
import struct
import subprocess
import tempfile
import zlib

from . import bombs_pdf
from .places import SAMPLES

PAGE = SAMPLES / "consultancy-en.pdf"
DRAWINGS = {
    "rgb.png": ["-png"], "mono.png": ["-png", "-mono"], "grey.png": ["-png", "-gray"], "baseline.jpg": ["-jpeg"], "grey.jpg": ["-jpeg", "-gray"],
    "progressive.jpg": ["-jpeg", "-jpegopt", "progressive=y"], "none.tiff": ["-tiff", "-tiffcompression", "none"],
    "packbits.tiff": ["-tiff", "-tiffcompression", "packbits"], "lzw.tiff": ["-tiff", "-tiffcompression", "lzw"],
    "deflate.tiff": ["-tiff", "-tiffcompression", "deflate"], "jpeg.tiff": ["-tiff", "-tiffcompression", "jpeg"],
    "mono.tiff": ["-tiff", "-mono", "-tiffcompression", "deflate"],
}


@functools.cache
def all():
    """Names and bytes."""
    with tempfile.TemporaryDirectory(prefix="seeds-") as folder:
        pictures = [(f"seed-{name}", _drawn(pathlib.Path(folder), options)) for name, options in DRAWINGS.items()]
    jpeg = dict(pictures)["seed-baseline.jpg"]
    papers = [("seed-dct.pdf", _pdf("/DCTDecode", jpeg)), ("seed-raw.pdf", _pdf("/ASCIIHexDecode", bytes(range(256)).hex().encode() * 9)),
              ("seed-box.bmp", _bmp())]
    invoices = [(name, (SAMPLES / name).read_bytes()) for name in ("einvoice-de.xml", "craftsman-de.pdf", "order-us.pdf", "einvoice-de.xml")]
    return pictures + papers + invoices + _marks()


def _drawn(folder, options):
    """A few words of the page."""
    subprocess.run(["pdftoppm", "-r", "72", "-x", "60", "-y", "60", "-W", "90", "-H", "24", "-singlefile", *options, PAGE, folder / "page"], check=True, stderr=subprocess.DEVNULL)
    found = next(folder.iterdir())
    data = found.read_bytes()
    found.unlink()
    return data


def _pdf(name, data):
    return bombs_pdf.with_image(f"/Width 90 /Height 24 /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter {name}", data, box="0 0 90 24")


def _bmp():
    rows = bytes(range(256)) * 12
    head = struct.pack("<IiiHHIIiiII", 40, 32, 32, 1, 24, 0, len(rows), 2835, 2835, 0, 0)
    return b"BM" + struct.pack("<IHHI", 54 + len(rows), 0, 0, 54) + head + rows


def _marks():
    """PDFs whose every byte is structure: nothing compressed, so that a changed byte changes what is drawn."""
    text = b"BT /F 11 Tf 40 800 Td 14 TL " + b"".join(b"(Invoice %d of 2026-03-%02d: 1,2%d.50 EUR) Tj T* " % (n, n, n) for n in range(1, 28)) + b"ET"
    lines = b"q 2 w [3 1] 0 d 0 0 m 90 90 180 0 300 300 c S Q /S gs 10 10 99 99 re W n f*"
    font = "/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
    invoice = (SAMPLES / "einvoice-de.xml").read_bytes()
    return [("seed-text.pdf", bombs_pdf.page(text, font)), ("seed-lines.pdf", bombs_pdf.page(lines, "/ExtGState << /S << /ca 0.5 >> >>", box="0 0 20 20")),
            ("seed-attached.pdf", bombs_pdf.with_attachments(2, zlib.compress(invoice)))]
