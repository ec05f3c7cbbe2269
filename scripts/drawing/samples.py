"""The committed samples: one function a document, each with a layout, a language and a form of its own."""

import json
import os
import random
import tempfile
from datetime import date
from decimal import Decimal

from . import damaged, einvoice, forms, layout, receipt
from .invoices import make_invoice


def seeded(name, country, **changes):
    """An invoice drawn from its name, so that one sample's change leaves the others alone."""
    rng = random.Random(name)
    invoice = make_invoice(rng, country=country, lines=changes.pop("lines", 4), foreign_customer=0)
    invoice.discount, invoice.is_credit = Decimal(0), False
    for line in invoice.lines:
        line.quantity, line.discount = abs(line.quantity), Decimal(0)
    for key, value in changes.items():
        setattr(invoice, key, value)
    return rng, invoice


class Folder:
    """Where samples and what is expected of them are written."""

    def __init__(self, path):
        self.path = path
        self.scratch = tempfile.mkdtemp(prefix="draw-samples-")

    def at(self, file):
        return os.path.join(self.path, file)

    def page(self, rng, invoice, **choices):
        path = os.path.join(self.scratch, "page.pdf")
        layout.draw(path, invoice, layout.style(rng, invoice, **choices))
        return path

    def expect(self, file, fields):
        name = os.path.splitext(file)[0]
        with open(self.at(name + ".expected.json"), "w", encoding="utf-8") as out:
            json.dump(fields, out, ensure_ascii=False, indent=2)
            out.write("\n")


def consultancy(folder):
    rng, invoice = seeded("consultancy-en", "GB", lines=3, due=date(2025, 4, 11), issued=date(2025, 3, 12), number="INV-002417")
    layout.draw(folder.at("consultancy-en.pdf"), invoice, layout.style(
        rng, invoice, family="Liberation Serif", head="right", addressing="labelled", meta="right", table="rules", title="large",
        columns="description quantity price amount", footer="line", accent="#7a1f1f",
        words={"tax": "VAT", "total": "Total due", "net": "Net total", "number": "Invoice No.", "due": "Payment due"}))
    folder.expect("consultancy-en.pdf", invoice.fields())


def craftsman(folder):
    rng, invoice = seeded("craftsman-de", "DE", lines=6, number="RE-2025-0388", issued=date(2025, 5, 8), due=date(2025, 5, 22))
    layout.draw(folder.at("craftsman-de.pdf"), invoice, layout.style(
        rng, invoice, head="mark-right", addressing="window", meta="right", table="filled", greets=True,
        columns="position description quantity unit price rate amount", footer="columns",
        words={"number": "Rechnungs-Nr.", "total": "Rechnungsbetrag", "due": "Zahlbar bis"}))
    folder.expect("craftsman-de.pdf", invoice.fields())


def supplies(folder):
    rng, invoice = seeded("supplies-fr", "FR", lines=4, number="F2025-01187", issued=date(2025, 6, 3), due=date(2025, 7, 3))
    page = folder.page(
        rng, invoice, family="DejaVu Sans", size=8.5, head="band", addressing="right", meta="left", table="zebra", tax="table",
        columns="sku description quantity price rate amount", footer="columns", colon=" :", accent="#006d77")
    einvoice.embed(page, einvoice.cii(invoice), folder.at("supplies-fr.pdf"))
    folder.expect("supplies-fr.pdf", invoice.fields())


def hardware(folder):
    rng, invoice = seeded("hardware-es", "ES", lines=5, number="2025/0731", issued=date(2025, 2, 24), due=date(2025, 3, 26))
    page = folder.page(
        rng, invoice, family="DejaVu Sans", size=9, head="left", addressing="boxes", meta="strip", table="grid", title="large",
        columns="sku description quantity price rate amount", totals="right", footer="line",
        words={"total": "Total factura", "net": "Base imponible", "tax": "IVA", "number": "Nº factura"})
    forms.rasters(page, 200)[0].quantize(16).save(folder.at("hardware-es.png"), optimize=True, dpi=(200, 200))
    folder.expect("hardware-es.png", invoice.fields())


def office_scan(folder):
    rng, invoice = seeded("office-de", "DE", lines=5, number="250917", issued=date(2025, 9, 17), due=date(2025, 10, 1))
    invoice.customer.name = "Tischlerei Marquardt e.K."
    page = folder.page(
        rng, invoice, head="mark-left", addressing="window", meta="box", table="rules", totals="box", footer="columns",
        columns="position description quantity price amount",
        words={"total": "Gesamtbetrag", "net": "Nettobetrag", "due": "Fällig am", "number": "Rechnungsnummer"})
    forms.scan(page, folder.at("office-scan-de.pdf"), seed=11, degrees=0.8, dpi=200, quality=30, strength=4)
    folder.expect("office-scan-de.pdf", invoice.fields())


def workshop(folder):
    rng, invoice = seeded("workshop-it", "IT", lines=4, number="184/2025", issued=date(2025, 11, 4), due=date(2025, 12, 4))
    page = folder.page(
        rng, invoice, family="Liberation Serif", size=10.5, head="centre", addressing="labelled", meta="box", table="grid",
        columns="description quantity price rate amount", footer="none", title="centred",
        words={"number": "Fattura n.", "total": "Totale fattura", "net": "Imponibile"})
    picture = forms.shaded(forms.turned(forms.rasters(page, 170, grey=False)[0], -0.6))
    picture.save(folder.at("workshop-shadow-it.jpg"), quality=45, dpi=(170, 170))
    folder.expect("workshop-shadow-it.jpg", invoice.fields())


def wholesale(folder):
    rng, invoice = seeded("wholesale-nl", "NL", lines=58, number="VF25-10442", issued=date(2025, 8, 19), due=date(2025, 9, 18))
    page = folder.page(
        rng, invoice, family="DejaVu Sans", size=10, head="left", addressing="window", meta="right", table="plain",
        columns="position description quantity price rate amount", footer="line",
        words={"carried": "Transport", "total": "Te betalen", "number": "Factuurnummer", "due": "Vervaldatum"})
    forms.save_tiff(forms.rasters(page, 300), folder.at("wholesale-nl.tiff"), 300)
    folder.expect("wholesale-nl.tiff", invoice.fields())


def till(folder):
    rng, invoice = seeded("till-en", "GB", lines=5, number="004417", issued=date(2025, 12, 6), due=None)
    invoice.has_gross_prices = True
    invoice.supplier.name = "Kestrella Garden Shop Ltd"
    path = os.path.join(folder.scratch, "till.pdf")
    receipt.draw(path, invoice, rng)
    forms.bitonal(forms.rasters(path, 200)[0]).save(folder.at("till-receipt-en.bmp"), dpi=(200, 200))
    folder.expect("till-receipt-en.bmp", receipt.fields(invoice))


def turned_page(folder):
    rng, invoice = seeded("turned-fr", "FR", lines=3, number="FA-25-0096", issued=date(2025, 1, 27), due=date(2025, 2, 26))
    page = folder.page(
        rng, invoice, head="left", addressing="right", meta="strip", table="filled", title="large", footer="line",
        columns="description rate quantity price amount", words={"total": "Total TTC", "net": "Total HT", "tax": "TVA"})
    picture = forms.rasters(page, 170)[0].rotate(90, expand=True)
    picture.save(folder.at("turned-fr.jpg"), quality=40, dpi=(170, 170))
    folder.expect("turned-fr.jpg", invoice.fields())


def credit_note(folder):
    rng, invoice = seeded("credit-de", "AT", lines=2, number="GS-20250014", issued=date(2025, 3, 31), due=None, is_credit=True)
    for line in invoice.lines:
        line.quantity = -line.quantity
    layout.draw(folder.at("credit-note-de.pdf"), invoice, layout.style(
        rng, invoice, family="Liberation Sans", size=10, head="centre", addressing="labelled", meta="right", table="rules",
        columns="position description quantity price rate amount", footer="columns", words={"credit": "Gutschrift"}))
    folder.expect("credit-note-de.pdf", invoice.fields())


def american(folder):
    rng, invoice = seeded("order-us", "US", lines=5, number="104882", issued=date(2025, 10, 9), due=date(2025, 11, 8), discount=Decimal(5))
    layout.draw(folder.at("order-us.pdf"), invoice, layout.style(
        rng, invoice, family="Liberation Sans", paper="Letter", head="left", title="top", addressing="labelled", meta="box",
        table="zebra", columns="quantity sku description price amount", footer="none", totals="box", accent="#1f6b3a",
        words={"total": "Amount due", "net": "Taxable amount", "salestax": "Sales tax", "number": "Invoice #"}))
    folder.expect("order-us.pdf", invoice.fields())


def long_invoice(folder):
    rng, invoice = seeded("long-de", "DE", lines=34, number="2025-11-0067", issued=date(2025, 11, 21), due=date(2025, 12, 5))
    layout.draw(folder.at("long-de.pdf"), invoice, layout.style(
        rng, invoice, family="DejaVu Condensed", size=9, head="mark-left", addressing="window", meta="left", table="rules",
        columns="position sku description quantity unit price rate amount", tax="table", footer="columns",
        words={"carried": "Übertrag", "brought": "Übertrag", "total": "Rechnungsbetrag"}))
    folder.expect("long-de.pdf", invoice.fields())


def swiss(folder):
    rng, invoice = seeded("instruments-ch", "CH", lines=4, number="25.00731", issued=date(2025, 7, 14), due=date(2025, 8, 13))
    for line in invoice.lines:
        line.price *= 14
    layout.draw(folder.at("instruments-ch.pdf"), invoice, layout.style(
        rng, invoice, family="Liberation Serif", size=10, head="left", addressing="right", meta="sentence", title="inline",
        table="plain", columns="description quantity price amount", totals="left", footer="line", tax="lines"))
    folder.expect("instruments-ch.pdf", invoice.fields())


def payment_code(folder):
    rng, invoice = seeded("girocode-at", "AT", lines=3, number="2025/318", issued=date(2025, 9, 2), due=date(2025, 9, 16))
    layout.draw(folder.at("girocode-at.pdf"), invoice, layout.style(
        rng, invoice, family="Carlito", size=10, head="right", addressing="window", meta="box", table="zebra", footer="columns",
        columns="description quantity price rate amount", payment_code=True,
        words={"total": "Gesamtsumme", "number": "Rechnung Nr."}))
    folder.expect("girocode-at.pdf", invoice.fields())


def bare_einvoice(folder):
    _, invoice = seeded("bare-de", "DE", lines=3, number="XR-2025-118", issued=date(2025, 4, 2), due=date(2025, 4, 16))
    with open(folder.at("einvoice-de.xml"), "w", encoding="utf-8") as out:
        out.write(einvoice.cii(invoice))
    folder.expect("einvoice-de.xml", invoice.fields())


ALL = [consultancy, craftsman, supplies, hardware, office_scan, workshop, wholesale, till, turned_page, credit_note, american,
       long_invoice, swiss, payment_code, bare_einvoice]


def draw_all(path):
    os.makedirs(path, exist_ok=True)
    folder = Folder(path)
    for sample in ALL:
        sample(folder)
    damaged.write(os.path.join(path, "damaged"), folder.at("credit-note-de.pdf"), folder.at("hardware-es.png"))
