"""One printed figure of an invoice changed on purpose, so that the invoice contradicts itself."""

from datetime import date
from decimal import Decimal

KINDS = ["total", "tax", "line", "rate", "date", "iban"]


def draw_one(rng, kind, invoice, style):
    """Puts the wrong figure into `invoice.misprints` and answers the contract's name of its field; None where this invoice
    does not print such a figure."""
    return {"total": total, "tax": tax, "line": line, "rate": rate, "date": day, "iban": iban}[kind](rng, invoice, style)


def total(rng, invoice, _):
    invoice.misprints["total"] = changed(rng, invoice.total)
    return "invoice.amounts.total"


def tax(rng, invoice, style):
    """The sum of the taxes, or one of them where each rate has a row."""
    if prints_rates(invoice, style):
        place = rng.randrange(len(invoice.taxes))
        which, (_, amount) = list(invoice.taxes.items())[place]
        invoice.misprints["tax", which] = changed(rng, amount)
        return f"invoice.taxLines[{place}].tax" if len(invoice.taxes) > 1 else "invoice.amounts.tax"
    invoice.misprints["tax"] = changed(rng, invoice.tax)
    return "invoice.amounts.tax"


def line(rng, invoice, _):
    place = rng.randrange(len(invoice.lines))
    invoice.misprints["line", place] = changed(rng, invoice.lines[place].amount)
    return f"lineItems[{place}].amount"


def rate(rng, invoice, style):
    """A rate among the totals, or in the table of taxes, becomes another usual one."""
    if style.tax != "table" and not prints_rates(invoice, style):
        return None
    place = rng.randrange(len(invoice.taxes))
    which = list(invoice.taxes)[place]
    usual = [Decimal(rate) for rate in ("5", "7", "10", "19", "20", "21", "22", "25")]
    invoice.misprints["rate", which] = rng.choice([other for other in usual if abs(other - which) >= 1])
    return f"invoice.taxLines[{place}].rate"


def day(rng, invoice, _):
    """The year that payment is due in is the one before; without a day for payment there is nothing to compare."""
    if not invoice.due:
        return None
    due = invoice.due
    invoice.misprints["due"] = date(due.year - rng.randint(1, 2), due.month, min(due.day, 28))
    return "invoice.dueDate"


def iban(rng, invoice, _):
    number = invoice.supplier.iban
    if not number:
        return None
    places = [index for index, character in enumerate(number) if index > 3 and character.isdigit()]
    place = rng.choice(places)
    invoice.misprints["iban"] = number[:place] + other_digit(rng, number[place]) + number[place + 1:]
    return "invoice.payment.iban"


def prints_rates(invoice, style):
    """Whether the totals have a row for each rate."""
    return style.tax == "lines" or style.tax == "single" and len(invoice.taxes) == 1


def changed(rng, amount):
    """The amount with one of its digits another; the first does not become 0."""
    digits = f"{abs(amount):.2f}"
    place = rng.choice([index for index, character in enumerate(digits) if character != "."])
    wrong = other_digit(rng, digits[place], is_first=place == 0)
    return Decimal(digits[:place] + wrong + digits[place + 1:]).copy_sign(amount)


def other_digit(rng, digit, is_first=False):
    return rng.choice([other for other in "0123456789" if other != digit and not (is_first and other == "0")])
