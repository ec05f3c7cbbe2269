"""PDFs with a text layer: tables of thousands of lines, and letters beyond a page's edges."""

import zlib

from . import bombs_pdf

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
SUPPLIER = ["Ostermann Schrauben AG", "Kranweg 12, 24103 Kiel"]


def _said(x, y, text, size=9):
    quoted = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /F {size} Tf {x} {y} Td ({quoted}) Tj ET".encode("latin-1")


def _pages(contents, page=""):
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(contents)))
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>".encode(), 3: FONT}
    for number, content in enumerate(contents):
        objects[4 + 2 * number] = (f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R "
                                   f"/Resources << /Font << /F 3 0 R >> >> {page} >>").encode()
        objects[5 + 2 * number] = bombs_pdf.stream(zlib.compress(content, 6), "/Filter /FlateDecode")
    return bombs_pdf.document(objects)


def table(pages, rows):
    """An invoice with so many lines on each of its pages, whose sums are right."""
    contents = []
    for page in range(pages):
        said = _head() if page == 0 else []
        said += [_said(x, 780, word, 6) for x, word in ((50, "Description"), (300, "Quantity"), (380, "Unit price"), (480, "Amount"))]
        for row in range(rows):
            y, number = round(780 - 740 / rows * (row + 1), 2), page * rows + row + 1
            said += [_said(x, y, word, 6) for x, word in ((50, f"Hexagon bolt {number}"), (300, "3"), (380, "4.00"), (480, "12.00"))]
        if page == pages - 1:
            said += [_said(380, 20, "Total", 6), _said(480, 20, f"{12 * pages * rows}.00", 6)]
        contents.append(b"\n".join(said))
    return _pages(contents)


def _head():
    said = [_said(50, 820 - 12 * row, text, 11) for row, text in enumerate(SUPPLIER)]
    return said + [_said(400, 820, "INVOICE"), _said(400, 808, "Invoice number: HB-40917"), _said(400, 796, "Invoice date: 17/02/2026")]


def _plain():
    return _head() + [_said(50, 700, "Hexagon bolt"), _said(380, 700, "12.00"), _said(380, 660, "Total"), _said(480, 660, "12.00")]


def edges():
    """Names and PDFs of one page each, on which some text leaves the page."""
    places = {"left": (-20, 500), "little-left": (-3, 500), "half-left": (-45, 500), "far-left": (-9000, 500), "top": (100, 840), "above": (100, 9000), "bottom": (100, -2),
              "below": (100, -9000), "right": (590, 500), "far-right": (9000, 500), "corner": (-20, -3)}
    for name, (x, y) in places.items():
        yield name, _pages([b"\n".join([*_plain(), _said(x, y, "HB-40917 at the edge")])])
    yield "initial", _pages([b"\n".join([*_plain(), _said(-20, 500, "M", 90)])])
    yield "large", _pages([b"\n".join([*_plain(), _said(-20, 500, "HB-40917", 20)])])
    yield "wide", _pages([b"\n".join([*_plain(), _said(-2000, 400, "HB-40917 at the edge", 900)])])
    yield "turned", _pages([b"\n".join([*_plain(), b"BT /F 9 Tf 0 1 -1 0 -12 300 Tm (HB-40917 at the edge) Tj ET"])])
    yield "mirrored", _pages([b"\n".join([*_plain(), b"BT /F 9 Tf -1 0 0 1 60 300 Tm (HB-40917 at the edge) Tj ET"])])
    yield "flat", _pages([b"\n".join([*_plain(), b"BT /F 9 Tf 0 0 0 1 -20 300 Tm (HB-40917 at the edge) Tj ET"])])
    for angle in (90, 180, 270):
        yield f"page-{angle}", _pages([b"\n".join([*_plain(), _said(-20, 500, "HB-40917"), _said(580, 840, "HB-40917")])], f"/Rotate {angle}")
    yield "cropped", _pages([b"\n".join([*_plain(), _said(100, 500, "HB-40917")])], "/CropBox [104 90 590 830]")
