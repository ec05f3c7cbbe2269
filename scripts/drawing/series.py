"""Series of invoices: many suppliers in layouts that the usual ones do not have, each with its invoices in time order."""

import json
import os
import random
import tempfile
from datetime import timedelta
from decimal import Decimal

from . import layout, variety
from .invoices import invoice_number, make_invoice
from .population import plain, save


def draw(folder, suppliers, each, seed, form=None):
    """Fills `folder` with docs/ and truth.jsonl, whose lines also have `series` and `order`.

    Every second supplier sends scans, each turned, resolved and compressed otherwise; with `form`, all send that."""
    os.makedirs(os.path.join(folder, "docs"), exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="draw-samples-") as scratch, \
            open(os.path.join(folder, "truth.jsonl"), "w", encoding="utf-8") as truth:
        for supplier in range(suppliers):
            chosen = form or ("pdf", "scan")[supplier % 2]
            for record in one(folder, scratch, f"{seed}-{supplier:02d}", each, chosen):
                truth.write(json.dumps(record, ensure_ascii=False) + "\n")


def one(folder, scratch, series, count, form):
    """Draws one supplier's documents; their lines of truth."""
    first = random.Random(f"series/{series}")
    base = plain(make_invoice(first))
    variety.change(first, base)
    numbering, style = first.randint(0, 8), variety.style(first, base)
    if style.meta in ("sentence", "bare"):  # these do not print it
        base.due = None
    customers = [base.customer] + [make_invoice(first, country=base.supplier.country).customer for _ in range(5)]
    issued = sorted(base.issued + timedelta(days=first.randint(0, 700)) for _ in range(count))
    for index in range(count):
        rng = random.Random(f"series/{series}/{index}")
        invoice = next_invoice(rng, base, customers, issued[index])
        invoice.number = invoice_number(rng, invoice.issued, numbering)
        page, name = os.path.join(scratch, "page.pdf"), f"m{series}-{index + 1:02d}"
        pages = layout.draw(page, invoice, style)
        file = os.path.join("docs", name + save(page, os.path.join(folder, "docs", name), form, rng, invoice))
        yield {
            "id": name, "file": file, "kind": form, "born_digital": form in ("pdf", "facturx"), "pages": pages,
            "language": invoice.language, "issuer": series, "series": series, "order": index + 1, "truth": invoice.fields()}


def next_invoice(rng, base, customers, issued):
    """Another invoice of the supplier of `base`: other goods, mostly a customer that it has already had."""
    invoice = plain(make_invoice(rng, country=base.supplier.country))
    invoice.supplier, invoice.figures, invoice.currency = base.supplier, base.figures, base.currency
    invoice.has_gross_prices, invoice.tax_number_shown = base.has_gross_prices, base.tax_number_shown
    invoice.customer = rng.choice(customers) if rng.random() < 0.7 else invoice.customer
    invoice.issued, invoice.due = issued, base.due and issued + (base.due - base.issued)
    invoice.customer_number = base.customer_number and str(rng.randint(1001, 98765))
    invoice.order = base.order and str(rng.randint(10000, 999999))
    if len({line.rate for line in base.lines}) == 1:
        for line in invoice.lines:
            line.rate = Decimal(base.lines[0].rate)
    return invoice
