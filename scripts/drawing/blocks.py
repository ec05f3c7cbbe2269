"""The blocks of an invoice's page around its table: letterhead, addresses, facts, totals, footer."""

from . import payment
from .identifiers import spaced


def tax_line(drawing):
    word = {"US": "EIN"}.get(drawing.invoice.supplier.country) or drawing.style.word("taxid")
    return f"{word}: {drawing.invoice.supplier.tax_id}"


def contact_lines(drawing):
    supplier = drawing.invoice.supplier
    return [f"{drawing.style.word('phone')} {supplier.phone}", supplier.mail]


def bank_lines(drawing):
    supplier = drawing.invoice.supplier
    if not supplier.iban:
        return ["Routing 021000021", "Account 4417 2208 96"]
    return [f"IBAN {spaced(drawing.invoice.shown('iban', supplier.iban))}", f"BIC {supplier.bic}"]


def letterhead(drawing):
    sheet, style, supplier = drawing.sheet, drawing.style, drawing.invoice.supplier
    if style.head == "none":
        drawing.y = 40
        return
    has_boxes = style.addressing == "boxes"
    rows = [] if has_boxes else [supplier.street, supplier.place] + contact_lines(drawing)
    if style.footer == "none" and drawing.invoice.tax_number_shown and not has_boxes:
        rows.append(tax_line(drawing))
        drawing.tax_shown = True
    drawing.address_shown = not has_boxes
    if style.head == "band":
        sheet.box(0, 0, sheet.width, 64, fill=style.accent, stroke=None)
        sheet.text(drawing.left, 38, supplier.name, style.size + 8, True, colour="#ffffff")
        sheet.text(drawing.left, 54, "  ·  ".join(rows[:4]), style.size - 1.5, colour="#ffffff")
        for row in rows[4:]:
            sheet.text(drawing.right, 78, row, style.size - 1, align="right")
        drawing.y = 84
        return
    align = {"left": "left", "mark-left": "left", "right": "right", "mark-right": "right", "centre": "centre"}[style.head]
    x = {"left": drawing.left, "right": drawing.right, "centre": sheet.width / 2}[align]
    if style.head.startswith("mark"):
        mark(drawing, x + (16 if align == "left" else -16))
        x += 42 if align == "left" else -42
    sheet.text(x, 50, supplier.name, style.size + 5, True, align, style.accent)
    drawing.y = sheet.lines(x, 50 + style.size * 1.5, rows, style.size - 0.5, align=align)
    if style.head == "centre":
        sheet.rule(drawing.left, drawing.y, drawing.right, 1, style.accent)
        drawing.y += 8


def mark(drawing, x):
    """A drawn sign beside the name, of no company."""
    drawing.sheet.disc(x, 48, 16, drawing.style.accent)
    drawing.sheet.disc(x + 5, 44, 8, "#ffffff")


def customer_lines(drawing):
    customer = drawing.invoice.customer
    rows = list(customer.lines)
    if drawing.style.customer_tax:
        rows.append(f"{drawing.style.word('taxid')}: {customer.tax_id}")
    return rows


def columns(drawing):
    """Seller and buyer side by side without a word, the seller's name no larger than the rest."""
    sheet, style, top = drawing.sheet, drawing.style, 64
    seller = drawing.invoice.supplier.lines + contact_lines(drawing)
    sheet.text(drawing.left, top, seller[0], bold=True)
    left = sheet.lines(drawing.left, top + style.size * 1.3, seller[1:])
    drawing.y = max(left, sheet.lines(sheet.width * 0.56, top, customer_lines(drawing)))
    drawing.address_shown, drawing.facts_top = True, top
    drawing.y += 8


def stamp(drawing):
    """On the last page, beside what is printed or over it."""
    day = drawing.invoice.figures.date(drawing.invoice.issued)
    tilt = sum(map(ord, drawing.invoice.number)) % 30 - 15
    drawing.sheet.stamp(drawing.sheet.width * 0.4, drawing.sheet.height - 170, f"{drawing.style.stamp} {day}", 15, tilt, "#3a4f9a")


def addresses(drawing):
    sheet, style, supplier = drawing.sheet, drawing.style, drawing.invoice.supplier
    if style.addressing == "columns":
        columns(drawing)
        return
    top = max(drawing.y + 22, 128)
    if style.addressing == "window":
        sheet.text(drawing.left, top, f"{supplier.name} · {supplier.street} · {supplier.place}", 6.5, colour="#333333")
        drawing.address_shown = True
        drawing.y = sheet.lines(drawing.left, top + 18, customer_lines(drawing))
    elif style.addressing == "labelled":
        sheet.text(drawing.left, top, drawing.label("billto"), bold=True, colour=style.accent)
        drawing.y = sheet.lines(drawing.left, top + style.size * 1.4, customer_lines(drawing))
    elif style.addressing == "right":
        x = sheet.width * 0.56
        drawing.y = sheet.lines(x, top, customer_lines(drawing))
    else:
        boxes(drawing, top)
    drawing.facts_top = top
    drawing.y += 8


def boxes(drawing, top):
    """Seller and buyer side by side, each under its word."""
    sheet, style, invoice = drawing.sheet, drawing.style, drawing.invoice
    middle = sheet.width / 2
    seller = invoice.supplier.lines + contact_lines(drawing)
    if invoice.tax_number_shown:
        seller.append(tax_line(drawing))
        drawing.tax_shown = True
    drawing.address_shown = True
    height = style.size * 1.3 * (max(len(seller), 4) + 1) + 14
    for x, word, rows in ((drawing.left, "from", seller), (middle + 6, "billto", customer_lines(drawing))):
        sheet.box(x, top - 12, middle - drawing.left - 6, height, stroke="#888888")
        sheet.text(x + 6, top + 2, drawing.label(word), bold=True, colour=style.accent)
        sheet.lines(x + 6, top + style.size * 1.5, rows)
    drawing.y = top + height - 4


def facts(drawing):
    """The invoice's own facts as (word, value), in the order they are printed."""
    invoice, print_date = drawing.invoice, drawing.invoice.figures.date
    rows = [("number", invoice.number)] if drawing.style.title != "inline" else []
    rows.append(("date", print_date(invoice.issued)))
    if invoice.due:
        rows.append(("due", print_date(invoice.shown("due", invoice.due))))
    if invoice.customer_number:
        rows.append(("customer", invoice.customer_number))
    if invoice.order:
        rows.append(("order", invoice.order))
    if drawing.style.greets:
        rows.insert(-1, ("delivered", print_date(invoice.issued.replace(day=1))))
    return [(drawing.label(key), value) for key, value in rows]


def title_text(drawing):
    style = drawing.style
    word = style.word("credit" if drawing.invoice.is_credit else "invoice")
    if style.title != "inline":
        return word
    number_word = style.word("number")
    first = word.split()[0].lower()
    return f"{number_word} {drawing.invoice.number}" if first in number_word.lower() else f"{word} {number_word} {drawing.invoice.number}"


def title_and_facts(drawing):
    sheet, style = drawing.sheet, drawing.style
    rows = facts(drawing)
    beside = drawing.y
    if style.meta in ("right", "box"):
        x = sheet.width * 0.58
        width = max(sheet.measure(label) for label, _ in rows) + 10
        y = drawing.facts_top
        if style.meta == "box":
            sheet.box(x - 6, y - style.size - 3, drawing.right - x + 6, style.size * 1.5 * len(rows) + 8, stroke="#888888")
        for label, value in rows:
            sheet.text(x, y, label)
            if style.meta == "box":
                sheet.text(drawing.right - 4, y, value, align="right")
            else:
                sheet.text(x + width, y, value)
            y += style.size * 1.5
        beside = max(beside, y)
    elif style.meta == "bare":
        city = drawing.invoice.supplier.place.split(",")[0] if "," in drawing.invoice.supplier.place \
            else " ".join(word for word in drawing.invoice.supplier.place.split() if not any(c.isdigit() for c in word))
        sheet.text(drawing.right, drawing.y, f"{city}, {drawing.invoice.figures.date(drawing.invoice.issued)}", align="right")
    drawing.y = beside + 18
    size = {"large": style.size + 9, "inline": style.size + 4, "centred": style.size + 7, "top": style.size + 9}[style.title]
    if style.title == "top" and style.head in ("left", "mark-left"):
        sheet.text(drawing.right, 56, title_text(drawing), size, True, "right")
    elif style.title == "centred":
        sheet.text(sheet.width / 2, drawing.y, title_text(drawing), size, True, "centre")
        drawing.y += size + 6
    else:
        sheet.text(drawing.left, drawing.y, title_text(drawing), size, True, colour=style.accent)
        drawing.y += size + 6
    if style.meta == "strip":
        strip(drawing, rows)
    elif style.meta == "left":
        width = max(sheet.measure(label) for label, _ in rows) + 12
        for label, value in rows:
            sheet.text(drawing.left, drawing.y, label)
            sheet.text(drawing.left + width, drawing.y, value)
            drawing.y += style.size * 1.4
    elif style.meta == "sentence":
        for row in sheet.wrap("   ".join(f"{label} {value}" for label, value in rows), drawing.right - drawing.left):
            sheet.text(drawing.left, drawing.y, row)
            drawing.y += style.size * 1.5
    if style.greets:
        drawing.y += 6
        sheet.text(drawing.left, drawing.y, style.word("greeting"))
        drawing.y += style.size * 1.4
    drawing.y += 12


def strip(drawing, rows):
    """Words in one line, their values under them."""
    sheet, style = drawing.sheet, drawing.style
    needs = [max(sheet.measure(label, style.size - 1), sheet.measure(value)) + 12 for label, value in rows]
    spare = max(0, (drawing.right - drawing.left - sum(needs)) / len(rows))
    x = drawing.left
    sheet.rule(drawing.left, drawing.y - style.size, drawing.right)
    for (label, value), need in zip(rows, needs):
        sheet.text(x, drawing.y + 2, label.rstrip(" :"), style.size - 1, colour="#555555")
        sheet.text(x, drawing.y + style.size * 1.5 + 2, value, bold=style.table == "filled")
        x += need + spare
    drawing.y += style.size * 3
    sheet.rule(drawing.left, drawing.y - style.size * 0.8, drawing.right)


def tax_word(drawing):
    return drawing.style.word("salestax" if drawing.invoice.supplier.country == "US" else "tax")


def total_rows(drawing):
    """(label, amount, is the last) under the table."""
    invoice, style = drawing.invoice, drawing.style
    many, rows = len(invoice.taxes) > 1, []
    if invoice.has_gross_prices:
        return gross_rows(drawing)
    if invoice.reduction:
        rows.append((style.word("subtotal"), invoice.items_total))
        rows.append((f"{style.word('discount')} {invoice.figures.percent(invoice.discount)}", -invoice.reduction))
        rows.append((style.word("net"), invoice.net))
    else:
        rows.append((style.word("net" if style.tax != "single" else "subtotal"), invoice.net))
    if style.tax == "lines" or (style.tax == "single" and not many):
        for rate, (net, tax) in invoice.taxes.items():
            basis = f" ({invoice.figures.number(net)})" if many else ""
            printed = invoice.figures.percent(invoice.shown(("rate", rate), rate))
            rows.append((f"{tax_word(drawing)} {printed}{basis}", invoice.shown(("tax", rate), tax)))
    else:
        rows.append((tax_word(drawing), invoice.shown("tax", invoice.tax)))
    # Amounts without a currency beside them have it in the word of the last sum.
    currency = f" {invoice.currency}" if invoice.figures.placing == "bare" else ""
    return rows + [(style.word("total") + currency, invoice.shown("total", invoice.total))]


def gross_rows(drawing):
    """The prices have the tax in them: the total stands first, and what it is made of follows."""
    invoice, style = drawing.invoice, drawing.style
    currency = f" {invoice.currency}" if invoice.figures.placing == "bare" else ""
    rows = []
    if invoice.reduction:
        rows += [(style.word("subtotal"), invoice.items_total), (f"{style.word('discount')} {invoice.figures.percent(invoice.discount)}", -invoice.reduction)]
    rows.append((style.word("net"), invoice.net))
    for rate, (_, tax) in invoice.taxes.items():
        rows.append((f"{style.included} {invoice.figures.percent(rate)} {tax_word(drawing)}", tax))
    return rows + [(style.word("total") + currency, invoice.total)]


def tax_table(drawing):
    """Rate, net and tax by rate, as a small table of its own."""
    sheet, style, invoice = drawing.sheet, drawing.style, drawing.invoice
    drawing.room_for(40 + 14 * len(invoice.taxes))
    at = [drawing.left, drawing.left + 110, drawing.left + 190]
    for x, key, align in zip(at, ("rate", "net", "tax"), ("left", "right", "right")):
        sheet.text(x, drawing.y, style.word(key), style.size - 1, True, align)
    sheet.rule(drawing.left, drawing.y + 3, at[2])
    for rate, (net, tax) in invoice.taxes.items():
        drawing.y += style.size * 1.4
        sheet.text(at[0], drawing.y, invoice.figures.percent(invoice.shown(("rate", rate), rate)), style.size - 1)
        sheet.text(at[1], drawing.y, invoice.figures.number(net), style.size - 1, align="right")
        sheet.text(at[2], drawing.y, invoice.figures.number(tax), style.size - 1, align="right")
    drawing.y += style.size * 2


def totals(drawing):
    sheet, style, invoice = drawing.sheet, drawing.style, drawing.invoice
    rows = total_rows(drawing)
    drawing.room_for(style.size * 1.7 * len(rows) + 30)
    if style.tax == "table":
        tax_table(drawing)
    printed = [(label, invoice.figures.money(amount)) for label, amount in rows]
    if style.totals == "strip":
        widths = [max(sheet.measure(label), sheet.measure(value, bold=True)) + 14 for label, value in printed]
        if sum(widths) < drawing.right - drawing.left:
            total_strip(drawing, printed, widths)
            return
    label_width = max(sheet.measure(label, style.size + 1, True) for label, _ in printed)
    value_width = max(sheet.measure(value, style.size + 1, True) for _, value in printed)
    x = drawing.left if style.totals == "left" else drawing.right - label_width - value_width - 24
    end = x + label_width + value_width + 24 if style.totals == "left" else drawing.right
    if style.totals == "box":
        sheet.box(x - 8, drawing.y - style.size - 3, end - x + 12, style.size * 1.6 * len(rows) + 8, stroke="#888888")
    for index, (label, value) in enumerate(printed):
        is_last = index == len(printed) - 1
        if is_last and style.totals != "box":
            sheet.rule(x, drawing.y - style.size - 1, end, 0.8)
        size = style.size + (1 if is_last else 0)
        sheet.text(x, drawing.y, label + (style.colon if not is_last else ""), size, is_last)
        sheet.text(end, drawing.y, value, size, is_last, "right")
        drawing.y += style.size * 1.6
    drawing.y += 14


def total_strip(drawing, printed, widths):
    sheet, style = drawing.sheet, drawing.style
    spare = (drawing.right - drawing.left - sum(widths)) / len(widths)
    x = drawing.left
    for index, ((label, value), width) in enumerate(zip(printed, widths)):
        cell = width + spare
        sheet.box(x, drawing.y - style.size - 2, cell, style.size * 3.1, stroke="#888888")
        sheet.text(x + cell - 5, drawing.y, label, style.size - 1, align="right")
        sheet.text(x + cell - 5, drawing.y + style.size * 1.5, value, bold=index == len(printed) - 1, align="right")
        x += cell
    drawing.y += style.size * 4


def closing(drawing):
    sheet, style = drawing.sheet, drawing.style
    rows = sheet.wrap(style.word("terms"), drawing.right - drawing.left)
    if style.footer != "columns":
        rows += [drawing.label("bank")] + bank_lines(drawing)
    drawing.room_for(style.size * 1.4 * len(rows) + 16)
    drawing.y = sheet.lines(drawing.left, drawing.y + 10, rows, leading=1.4)
    if style.payment_code:
        drawing.room_for(110)
        payment.draw(sheet, drawing.left, drawing.y, payment.sepa(drawing.invoice))
        sheet.text(drawing.left + 88, drawing.y + 44, "Zahlen mit Code (GiroCode)", style.size - 1)
        drawing.y += 90


def register(drawing, top, wants_tax):
    """A company's data as the law asks for them, in one block."""
    supplier, sheet = drawing.invoice.supplier, drawing.sheet
    parts = [supplier.name, supplier.street, supplier.place, f"{drawing.style.word('phone')} {supplier.phone}", supplier.mail]
    parts += [tax_line(drawing)] if wants_tax else []
    parts += bank_lines(drawing)
    rows = sheet.wrap(" · ".join(parts), drawing.right - drawing.left, 7)
    sheet.rule(drawing.left, top - 10, drawing.right, 0.5)
    sheet.lines(sheet.width / 2, top, rows, 7, align="centre", colour="#333333")


def footer(drawing):
    sheet, style, invoice = drawing.sheet, drawing.style, drawing.invoice
    supplier, small = invoice.supplier, 7
    top = sheet.height - 66
    wants_tax = invoice.tax_number_shown and not drawing.tax_shown
    if style.footer == "columns":
        sheet.rule(drawing.left, top - 10, drawing.right, 0.5)
        columns = [supplier.lines, contact_lines(drawing) + ([tax_line(drawing)] if wants_tax else []),
                   [style.word("bank")] + bank_lines(drawing)]
        width = (drawing.right - drawing.left) / 3
        for index, rows in enumerate(columns):
            sheet.lines(drawing.left + index * width, top, rows, small, colour="#333333")
    elif style.footer == "register":
        register(drawing, top, wants_tax)
    elif style.footer == "line" or wants_tax or not drawing.address_shown:
        parts = [supplier.name, supplier.address] + ([tax_line(drawing)] if wants_tax else [])
        sheet.text(sheet.width / 2, sheet.height - 40, "  |  ".join(parts), small, align="centre", colour="#333333")
    if drawing.total_pages > 1:
        text = style.word("page", n=sheet.pages, m=drawing.total_pages)
        sheet.text(drawing.right, sheet.height - 26, text, small, align="right")
