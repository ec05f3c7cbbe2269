"""How an invoice looks: a style chosen at random or by hand, and the blocks of a page drawn in it."""

from dataclasses import dataclass, field, fields

from . import blocks, lines_table
from .sheet import Sheet, installed_families
from .wordings import WORDS

COLUMN_SETS = [
    "description quantity price amount", "position description quantity unit price amount", "quantity description price amount",
    "position description quantity price rate amount", "sku description quantity price amount", "description rate quantity price amount",
    "position sku description quantity unit price rate amount", "description quantity unit price rate amount",
    "position quantity unit description price amount",
]


@dataclass
class Style:
    family: str = "Liberation Sans"
    size: float = 9.5
    paper: str = "A4"
    accent: str = "#1f3a5f"
    head: str = "left"  # left right centre band mark-left mark-right none
    addressing: str = "window"  # window labelled right boxes columns
    title: str = "large"  # large inline centred top
    meta: str = "right"  # right box strip left sentence bare
    columns: list = field(default_factory=lambda: COLUMN_SETS[0].split())
    table: str = "rules"  # rules grid zebra plain filled
    totals: str = "right"  # right box left strip
    tax: str = "lines"  # lines table single
    footer: str = "columns"  # columns line none register
    colon: str = ":"
    capitals: bool = False
    carries: bool = True
    customer_tax: bool = False
    greets: bool = False
    margin: float = 56
    words: dict = field(default_factory=dict)
    with_unit: bool = False
    payment_code: bool = False
    # What only `variety` draws.
    stamp: str | None = None
    included: str = "incl."

    def word(self, key, **values):
        text = self.words[key].format(**values) if values else self.words[key]
        return text.upper() if self.capitals and key not in ("terms", "greeting") else text


def words_for(rng, language):
    return {key: rng.choice(choices) for key, choices in WORDS[language].items()}


def random_style(rng, invoice):
    """A style out of many thousand combinations, only with what can stand beside each other."""
    addressing = rng.choice(["window", "window", "labelled", "right", "boxes"])
    metas = {"window": ["right", "box", "strip", "left", "sentence"], "labelled": ["right", "box", "strip"],
             "right": ["left", "strip", "sentence"], "boxes": ["strip", "left", "sentence"]}[addressing]
    columns = rng.choice(COLUMN_SETS).split()
    if len({line.rate for line in invoice.lines}) > 1 and "rate" not in columns and rng.random() < 0.8:
        columns.insert(-1, "rate")
    if any(line.discount for line in invoice.lines):
        columns.insert(-1, "discount")
    if invoice.supplier.country == "US":
        columns = [column for column in columns if column != "rate"]
    return Style(
        family=rng.choice(installed_families()), size=rng.choice([8, 8.5, 9, 9.5, 10, 10.5]),
        paper="Letter" if invoice.supplier.country == "US" else "A4",
        accent=rng.choice(["#1f3a5f", "#7a1f1f", "#1f6b3a", "#444444", "#000000", "#8a5a00", "#5b2a86", "#006d77"]),
        head=rng.choice(["left", "right", "centre", "band", "mark-left", "mark-right"]), addressing=addressing,
        title=rng.choice(["large", "large", "inline", "centred", "top"]), meta=rng.choice(metas), columns=columns,
        table=rng.choice(["rules", "grid", "zebra", "plain", "filled"]),
        totals=rng.choice(["right", "right", "box", "left", "strip"]), tax=rng.choice(["lines", "lines", "table", "single"]),
        footer=rng.choice(["columns", "columns", "line", "none"]), colon=rng.choice([":", ":", "", " :"]),
        capitals=rng.random() < 0.1, carries=rng.random() < 0.6, customer_tax=rng.random() < 0.3, greets=rng.random() < 0.4,
        margin=rng.choice([42, 50, 56, 64]), words=words_for(rng, invoice.language), with_unit=rng.random() < 0.4)


class Drawing:
    """One invoice on its way to paper; `y` is how far down the page it has come."""

    def __init__(self, path, invoice, style, total_pages):
        self.sheet = Sheet(path, style.family, style.size, style.paper)
        self.invoice, self.style, self.total_pages = invoice, style, total_pages
        self.left, self.right = style.margin, self.sheet.width - style.margin
        self.bottom = self.sheet.height - (92 if style.footer in ("columns", "register") else 62)
        self.y = 0
        self.address_shown = self.tax_shown = False

    def label(self, key):
        return self.style.word(key) + self.style.colon

    def next_page(self):
        blocks.footer(self)
        self.sheet.turn_page()
        self.y = 60

    def room_for(self, height):
        if self.y + height > self.bottom:
            self.next_page()

    def draw(self):
        blocks.letterhead(self)
        blocks.addresses(self)
        blocks.title_and_facts(self)
        lines_table.draw(self)
        blocks.totals(self)
        blocks.closing(self)
        blocks.footer(self)
        if self.style.stamp:
            blocks.stamp(self)
        self.sheet.save()
        return self.sheet.pages


def draw(path, invoice, style):
    """Draws twice when there are several pages, so that each knows how many there are."""
    if invoice.language not in WORDS:
        raise ValueError(f"no wordings for {invoice.language}")
    pages = Drawing(path, invoice, style, 1).draw()
    if pages > 1:
        Drawing(path, invoice, style, pages).draw()
    return pages


def style(rng, invoice, **choices):
    """A style by hand: what `choices` leaves open has Style's defaults."""
    known = {item.name for item in fields(Style)}
    unknown = set(choices) - known
    if unknown:
        raise ValueError(f"no such choice: {unknown}")
    columns = choices.pop("columns", COLUMN_SETS[0]).split()
    words = words_for(rng, invoice.language) | choices.pop("words", {})
    return Style(columns=columns, words=words, **choices)
