"""Files that are not what they say, for the tests of bad input."""

import os

from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

PAGE = b"""<!DOCTYPE html>
<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1><p>The invoice you asked for is not here.</p></body></html>
"""


def write(folder, sound_pdf, sound_png):
    """Fills `folder` with small damaged files made from a sound PDF and a sound picture."""
    os.makedirs(folder, exist_ok=True)
    with open(sound_pdf, "rb") as file:
        pdf = file.read()
    with open(sound_png, "rb") as file:
        png = file.read()
    files = {
        "empty.pdf": b"", "html.pdf": PAGE, "truncated.pdf": pdf[:len(pdf) * 2 // 5], "truncated.png": png[:len(png) // 2],
        "picture.pdf": png, "text.png": b"This is not a picture.\n", "header-only.pdf": b"%PDF-1.7\n", "zeros.tiff": bytes(4096),
    }
    for name, data in files.items():
        with open(os.path.join(folder, name), "wb") as file:
            file.write(data)
    encrypted(os.path.join(folder, "encrypted.pdf"))


def encrypted(out):
    canvas = Canvas(out, pagesize=A4, invariant=1, encrypt=StandardEncryption("open sesame", ownerPassword="owner", strength=128))
    canvas.drawString(72, 720, "Invoice 4711, total 119.00 EUR: only with the password.")
    canvas.save()
