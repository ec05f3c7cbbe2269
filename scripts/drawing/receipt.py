"""A till receipt: narrow, prices with tax, totals in the shop's own way."""

from .sheet import Sheet
from .wordings import WORDS


def draw(path, invoice, rng, family="DejaVu Sans", size=7.5):
    words = {key: rng.choice(choices) for key, choices in WORDS[invoice.language].items()}
    rows = 22 + len(invoice.lines) * 2 + len(invoice.taxes)
    sheet = Sheet(path, family, size, page_size=(226, rows * size * 1.36 + 20))
    figures, middle, left, right = invoice.figures, 113, 12, 214
    step = size * 1.36
    supplier = invoice.supplier
    sheet.text(middle, 24, supplier.name, size + 2, True, "centre")
    y = sheet.lines(middle, 38, [supplier.street, supplier.place, f"{words['phone']} {supplier.phone}"], align="centre")
    if invoice.tax_number_shown:
        sheet.text(middle, y, f"{words['taxid']} {supplier.tax_id}", align="centre")
        y += step
    y += step * 0.6
    sheet.text(left, y, f"{words['number']} {invoice.number}")
    y += step
    sheet.text(left, y, f"{figures.date(invoice.issued)}  {rng.randint(8, 20):02d}:{rng.randint(0, 59):02d}")
    sheet.text(right, y, f"#{rng.randint(1, 9)}", align="right")
    y += step * 0.7
    sheet.rule(left, y, right)
    y += step
    for line in invoice.lines:
        sheet.text(left, y, line.title[:34])
        if line.quantity != 1:
            y += step
            sheet.text(left + 10, y, f"{figures.quantity(line.quantity)} x {figures.number(line.price)}")
        sheet.text(right, y, figures.number(line.amount), align="right")
        y += step
    sheet.rule(left, y - step * 0.5, right)
    y += step * 0.7
    currency = f" {invoice.currency}" if figures.placing == "bare" else ""
    sheet.text(left, y, words["total"].upper() + currency, size + 2, True)
    sheet.text(right, y, figures.money(invoice.total), size + 2, True, "right")
    y += step * 1.5
    for rate, (net, tax) in invoice.taxes.items():
        sheet.text(left, y, f"{words['tax']} {figures.percent(rate)} / {figures.number(net)}")
        sheet.text(right, y, figures.number(tax), align="right")
        y += step
    y += step
    sheet.text(middle, y, words["thanks"], align="centre")
    sheet.save()


def fields(invoice):
    """A receipt names no customer and asks for no payment later."""
    invoice.due = None
    truth = invoice.fields()
    truth["customer"] = {"name": None, "address": None}
    for line, row in zip(invoice.lines, truth["lineItems"]):
        row["description"] = line.title[:34]
        # A single thing is printed with its price alone; what is not on the paper is not in the truth.
        if row["quantity"] == 1:
            row["quantity"] = row["unitPrice"] = None
    return truth
