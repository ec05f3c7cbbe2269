"""A page to draw on, measured in points from its top left; a thin cover over reportlab."""

import os

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

ROOT = "/usr/share/fonts/truetype/"
FAMILIES = {
    "Liberation Sans": (ROOT + "liberation/LiberationSans-Regular.ttf", ROOT + "liberation/LiberationSans-Bold.ttf"),
    "Liberation Serif": (ROOT + "liberation/LiberationSerif-Regular.ttf", ROOT + "liberation/LiberationSerif-Bold.ttf"),
    "Liberation Mono": (ROOT + "liberation/LiberationMono-Regular.ttf", ROOT + "liberation/LiberationMono-Bold.ttf"),
    "DejaVu Sans": (ROOT + "dejavu/DejaVuSans.ttf", ROOT + "dejavu/DejaVuSans-Bold.ttf"),
    "DejaVu Serif": (ROOT + "dejavu/DejaVuSerif.ttf", ROOT + "dejavu/DejaVuSerif-Bold.ttf"),
    "DejaVu Condensed": (ROOT + "dejavu/DejaVuSansCondensed.ttf", ROOT + "dejavu/DejaVuSansCondensed-Bold.ttf"),
    "Carlito": (ROOT + "crosextra/Carlito-Regular.ttf", ROOT + "crosextra/Carlito-Bold.ttf"),
    "Caladea": (ROOT + "crosextra/Caladea-Regular.ttf", ROOT + "crosextra/Caladea-Bold.ttf"),
    "Open Sans": (ROOT + "open-sans/OpenSans-Regular.ttf", ROOT + "open-sans/OpenSans-Bold.ttf"),
    "Lato": (ROOT + "lato/Lato-Regular.ttf", ROOT + "lato/Lato-Bold.ttf"),
    "Roboto": (ROOT + "roboto/unhinted/RobotoCondensed-Regular.ttf", ROOT + "roboto/unhinted/RobotoCondensed-Bold.ttf"),
}


def installed_families():
    return [name for name, (regular, bold) in FAMILIES.items() if os.path.exists(regular) and os.path.exists(bold)]


def font(family, bold=False):
    """The registered name of a face; loaded at first use."""
    name = f"{family}{' Bold' if bold else ''}"
    if name not in pdfmetrics.getRegisteredFontNames():
        path = FAMILIES[family][1 if bold else 0]
        if not os.path.exists(path):
            raise SystemExit(f"The font {path} is missing: run scripts/setup --drawing.")
        pdfmetrics.registerFont(TTFont(name, path))
    return name


class Sheet:
    def __init__(self, path, family, size=9.5, paper="A4", ink="#000000", page_size=None):
        self.width, self.height = page_size or (LETTER if paper == "Letter" else A4)
        self.canvas = Canvas(path, pagesize=(self.width, self.height), invariant=1, pageCompression=1)
        self.family, self.size, self.ink = family, size, ink
        self.pages = 1

    def measure(self, text, size=None, bold=False):
        return pdfmetrics.stringWidth(text, font(self.family, bold), size or self.size)

    def text(self, x, y, text, size=None, bold=False, align="left", colour=None):
        """Puts `text` with its baseline at `y`; `x` is its left, right or middle as `align` says."""
        size = size or self.size
        self.canvas.setFont(font(self.family, bold), size)
        self.canvas.setFillColor(HexColor(colour or self.ink))
        draw = {"left": self.canvas.drawString, "right": self.canvas.drawRightString, "centre": self.canvas.drawCentredString}
        draw[align](x, self.height - y, text)

    def lines(self, x, y, texts, size=None, bold=False, align="left", leading=1.3, colour=None):
        """Several lines under each other; returns the y below the last."""
        size = size or self.size
        for text in texts:
            self.text(x, y, text, size, bold, align, colour)
            y += size * leading
        return y

    def wrap(self, text, width, size=None, bold=False):
        rows, row = [], ""
        for word in text.split():
            longer = f"{row} {word}".strip()
            if row and self.measure(longer, size, bold) > width:
                rows.append(row)
                row = word
            else:
                row = longer
        return rows + [row] if row else rows

    def rule(self, x1, y, x2, weight=0.6, colour="#444444"):
        self.canvas.setStrokeColor(HexColor(colour))
        self.canvas.setLineWidth(weight)
        self.canvas.line(x1, self.height - y, x2, self.height - y)

    def upright(self, x, y1, y2, weight=0.6, colour="#444444"):
        self.canvas.setStrokeColor(HexColor(colour))
        self.canvas.setLineWidth(weight)
        self.canvas.line(x, self.height - y1, x, self.height - y2)

    def box(self, x, y, width, height, fill=None, stroke="#444444", weight=0.6):
        self.canvas.setLineWidth(weight)
        if fill:
            self.canvas.setFillColor(HexColor(fill))
        if stroke:
            self.canvas.setStrokeColor(HexColor(stroke))
        self.canvas.rect(x, self.height - y - height, width, height, fill=1 if fill else 0, stroke=1 if stroke else 0)

    def disc(self, x, y, radius, fill):
        self.canvas.setFillColor(HexColor(fill))
        self.canvas.circle(x, self.height - y, radius, fill=1, stroke=0)

    def stamp(self, x, y, text, size, degrees, colour):
        """Text in a frame, turned around its middle, as a rubber stamp leaves it."""
        canvas, width = self.canvas, self.measure(text, size, True)
        canvas.saveState()
        canvas.translate(x, self.height - y)
        canvas.rotate(degrees)
        canvas.setStrokeColor(HexColor(colour))
        canvas.setFillColor(HexColor(colour))
        canvas.setLineWidth(1.5)
        canvas.setFont(font(self.family, True), size)
        canvas.rect(-width / 2 - 8, -size * 0.6, width + 16, size * 1.7, fill=0, stroke=1)
        canvas.drawCentredString(0, 0, text)
        canvas.restoreState()

    def turn_page(self):
        self.canvas.showPage()
        self.pages += 1

    def save(self):
        self.canvas.save()
