"""Any number of random documents with their truth: to measure, to calibrate, to load a server."""

import json
import os
import random
import tempfile

from . import einvoice, faults, forms, layout, receipt, till_slip, variety
from .invoices import invoice_number, make_invoice
from .sheet import installed_families
from .till import make_till

FORMS = ["pdf"] * 5 + ["scan"] * 4 + ["png", "jpg", "shadow", "faded", "tiff", "facturx"]


def draw(folder, count, seed, only=None, fault=None):
    """Fills `folder` with docs/ and truth.jsonl; the same seed draws the same documents, however many are asked for.

    With a fault, one of `faults.KINDS` or `each` for all in turn, every invoice has one wrong figure, and `fault` in its line of
    truth.jsonl says of what kind and in which field."""
    kinds = faults.KINDS if fault == "each" else [fault]
    os.makedirs(os.path.join(folder, "docs"), exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="draw-samples-") as scratch, \
            open(os.path.join(folder, "truth.jsonl"), "w", encoding="utf-8") as truth:
        for index in range(count):
            record = one(folder, scratch, f"r{seed}-{index:05d}", random.Random(f"{seed}/{index}"), only, kinds[index % len(kinds)])
            truth.write(json.dumps(record, ensure_ascii=False) + "\n")


def draw_supplier(folder, count, seed, form="pdf"):
    """Invoices of one supplier: one layout, one way of writing, other customers, goods, numbers and dates."""
    os.makedirs(os.path.join(folder, "docs"), exist_ok=True)
    first = random.Random(f"supplier/{seed}")
    base = plain(make_invoice(first))
    numbering = first.randint(0, 8)
    style = layout.random_style(first, base)
    with tempfile.TemporaryDirectory(prefix="draw-samples-") as scratch, \
            open(os.path.join(folder, "truth.jsonl"), "w", encoding="utf-8") as truth:
        for index in range(count):
            rng = random.Random(f"supplier/{seed}/{index}")
            invoice = plain(make_invoice(rng, country=base.supplier.country))
            invoice.number = invoice_number(rng, invoice.issued, numbering)
            invoice.supplier, invoice.figures, invoice.currency = base.supplier, base.figures, base.currency
            if base.due is None or invoice.due is None:
                invoice.due = base.due and invoice.issued + (base.due - base.issued)
            invoice.customer_number = base.customer_number and str(rng.randint(1001, 98765))
            invoice.order = base.order and str(rng.randint(10000, 999999))
            page, name = os.path.join(scratch, "page.pdf"), f"s{seed}-{index:05d}"
            pages = layout.draw(page, invoice, style)
            file = os.path.join("docs", name + save(page, os.path.join(folder, "docs", name), form, rng, invoice))
            truth.write(json.dumps(
                {"id": name, "file": file, "kind": form, "born_digital": form in ("pdf", "facturx"), "pages": pages,
                 "language": invoice.language, "issuer": invoice.supplier.name, "truth": invoice.fields()},
                ensure_ascii=False) + "\n")


def draw_tills(folder, count, seed, only=None):
    """Till slips: deposits, discounts, cash and change, card slips, taxes by letter. The truth also has `taxLines`."""
    os.makedirs(os.path.join(folder, "docs"), exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="draw-samples-") as scratch, \
            open(os.path.join(folder, "truth.jsonl"), "w", encoding="utf-8") as truth:
        for index in range(count):
            rng = random.Random(f"till/{seed}/{index}")
            till = make_till(rng)
            page, name = os.path.join(scratch, "page.pdf"), f"t{seed}-{index:05d}"
            till_slip.Slip(till, rng, installed_families()).draw(page)
            form = only or rng.choice(["scan", "scan", "png", "jpg", "shadow", "faded"])
            file = os.path.join("docs", name + save(page, os.path.join(folder, "docs", name), form, rng, till))
            truth.write(json.dumps(
                {"id": name, "file": file, "kind": "till", "born_digital": form == "pdf", "pages": 1, "language": till.language,
                 "issuer": till.supplier.name, "truth": till.fields()}, ensure_ascii=False) + "\n")


def draw_varied(folder, count, seed, form="pdf"):
    """Invoices in layouts that the usual ones do not have."""
    os.makedirs(os.path.join(folder, "docs"), exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="draw-samples-") as scratch, \
            open(os.path.join(folder, "truth.jsonl"), "w", encoding="utf-8") as truth:
        for index in range(count):
            rng = random.Random(f"varied/{seed}/{index}")
            invoice = make_invoice(rng)
            variety.change(rng, invoice)
            page, name = os.path.join(scratch, "page.pdf"), f"v{seed}-{index:05d}"
            pages = layout.draw(page, invoice, variety.style(rng, invoice))
            file = os.path.join("docs", name + save(page, os.path.join(folder, "docs", name), form, rng, invoice))
            truth.write(json.dumps(
                {"id": name, "file": file, "kind": "varied", "born_digital": form in ("pdf", "facturx"), "pages": pages,
                 "language": invoice.language, "issuer": invoice.supplier.name, "truth": invoice.fields()}, ensure_ascii=False) + "\n")


def plain(invoice):
    """Without what only some invoices of a supplier have: discounts, returns."""
    invoice.discount, invoice.is_credit = 0 * invoice.discount, False
    for line in invoice.lines:
        line.discount, line.quantity = 0 * line.discount, abs(line.quantity)
    return invoice


def one(folder, scratch, name, rng, only, fault=None):
    form = only or rng.choice(FORMS)
    is_receipt = only is None and not fault and form in ("scan", "png", "jpg", "faded") and rng.random() < 0.25
    page = os.path.join(scratch, "page.pdf")
    country = rng.choice(["DE", "FR", "AT"]) if form == "facturx" else None
    invoice = make_invoice(rng, country=country, lines=rng.randint(1, 9) if is_receipt else None)
    field = None
    if is_receipt:
        invoice.has_gross_prices, invoice.discount = True, 0 * invoice.discount
        for line in invoice.lines:
            line.discount, line.quantity = 0 * line.discount, abs(line.quantity)
        receipt.draw(page, invoice, rng, rng.choice(["DejaVu Sans", "Liberation Mono", "Liberation Sans"]), rng.choice([7, 7.5, 8.5]))
        fields = receipt.fields(invoice)
        pages = 1
    else:
        style = layout.random_style(rng, invoice)
        while fault and (field := faults.draw_one(rng, fault, invoice, style)) is None:
            invoice = make_invoice(rng, country=country)
            style = layout.random_style(rng, invoice)
        pages = layout.draw(page, invoice, style)
        fields = invoice.fields()
    file = os.path.join("docs", name + save(page, os.path.join(folder, "docs", name), form, rng, invoice))
    record = {"id": name, "file": file, "kind": "receipt" if is_receipt else form, "born_digital": form in ("pdf", "facturx"),
              "pages": pages, "language": invoice.language, "issuer": invoice.supplier.name, "truth": fields}
    if fault:
        record["fault"] = {"kind": fault, "field": field, "printed": str(list(invoice.misprints.values())[0])}
    return record


def save(page, target, form, rng, invoice):
    """Writes the page in `form` beside `target`; returns the ending."""
    dpi = rng.choice([150, 200, 200, 300])
    if form == "pdf":
        os.replace(page, target + ".pdf")
        return ".pdf"
    if form == "facturx":
        einvoice.embed(page, einvoice.cii(invoice), target + ".pdf")
        return ".pdf"
    if form == "scan":
        forms.scan(page, target + ".pdf", rng.randint(0, 10**6), rng.uniform(-1.8, 1.8), dpi, rng.randint(35, 75), rng.uniform(2, 8))
        return ".pdf"
    pictures = forms.rasters(page, dpi)
    if form == "tiff":
        forms.save_tiff(pictures, target + ".tiff", dpi)
        return ".tiff"
    if len(pictures) > 1:  # a picture file holds one page, so a longer invoice goes into a scanned PDF
        forms.pictures_to_pdf(pictures, target + ".pdf", dpi, 60)
        return ".pdf"
    picture = pictures[0]
    if form == "png":
        picture.save(target + ".png", dpi=(dpi, dpi))
        return ".png"
    change = {"jpg": forms.blurred, "shadow": forms.shaded, "faded": forms.faded}[form]
    forms.turned(change(picture), rng.uniform(-2, 2)).save(target + ".jpg", quality=rng.randint(45, 85), dpi=(dpi, dpi))
    return ".jpg"
