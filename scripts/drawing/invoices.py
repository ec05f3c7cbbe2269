"""An invoice as data: drawn at random from a seed, with totals that add up, and the truth a reader should find."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from .catalogue import goods
from .figures import DATE_FORMS, Figures, cents
from .people import COUNTRIES, Party, party


@dataclass
class Line:
    title: str
    detail: str
    unit: str
    quantity: Decimal
    price: Decimal
    rate: Decimal
    discount: Decimal = Decimal(0)

    @property
    def amount(self):
        return cents(self.quantity * self.price * (100 - self.discount) / 100)

    @property
    def description(self):
        return f"{self.title} {self.detail}".strip()


@dataclass
class Invoice:
    language: str
    number: str
    issued: date
    due: date | None
    supplier: Party
    customer: Party
    currency: str
    figures: Figures
    lines: list
    customer_number: str | None = None
    order: str | None = None
    discount: Decimal = Decimal(0)
    is_credit: bool = False
    has_gross_prices: bool = False
    tax_number_shown: bool = True
    hidden: list = field(default_factory=list)
    # What is printed in place of the right figure, by the figure's name.
    misprints: dict = field(default_factory=dict)

    def shown(self, name, value):
        return self.misprints.get(name, value)

    @property
    def items_total(self):
        return sum((line.amount for line in self.lines), Decimal(0))

    @property
    def reduction(self):
        return cents(self.items_total * self.discount / 100)

    @property
    def taxes(self):
        """Rate → (net, tax); a discount of the whole invoice is shared out by rate, to the cent."""
        rates = sorted({line.rate for line in self.lines}, reverse=True)
        amounts = {rate: sum((line.amount for line in self.lines if line.rate == rate), Decimal(0)) for rate in rates}
        left = self.reduction
        result = {}
        for index, rate in enumerate(rates):
            share = left if index == len(rates) - 1 else cents(amounts[rate] * self.discount / 100)
            left -= share
            base = amounts[rate] - share
            if self.has_gross_prices:
                net = cents(base * 100 / (100 + rate))
                result[rate] = (net, base - net)
            else:
                result[rate] = (base, cents(base * rate / 100))
        return result

    @property
    def net(self):
        return sum((net for net, _ in self.taxes.values()), Decimal(0))

    @property
    def tax(self):
        return sum((tax for _, tax in self.taxes.values()), Decimal(0))

    @property
    def total(self):
        return self.net + self.tax

    def fields(self):
        """The truth in the shape of `ocr-invoice read --jsonl`."""
        fields = {
            "number": self.number, "date": self.issued.isoformat(), "dueDate": self.due.isoformat() if self.due else None,
            "supplier": {
                "name": self.supplier.name, "address": self.supplier.address,
                "taxId": self.supplier.tax_id if self.tax_number_shown else None},
            "customer": {"name": self.customer.name, "address": self.customer.address} if self.customer
            else {"name": None, "address": None},
            "subtotal": float(self.net), "tax": float(self.tax), "total": float(self.total), "currency": self.currency,
            "lineItems": [
                {"description": line.description, "quantity": float(line.quantity), "unitPrice": float(line.price),
                 "amount": float(line.amount)} for line in self.lines],
        }
        return fields


GROUPINGS = {
    "en": [(",", ".")], "de": [(".", ","), (".", ","), ("", ","), (" ", ",")], "fr": [(" ", ","), ("\u00a0", ","), (".", ",")],
    "es": [(".", ","), ("", ",")], "it": [(".", ","), ("", ",")], "nl": [(".", ","), ("", ",")], "pt": [(".", ","), (" ", ",")],
    "pl": [(" ", ","), ("", ",")], "sv": [(" ", ","), ("", ",")], "da": [(".", ",")],
}


def figures(rng, language, country, currency):
    group, point = ("'", ".") if country == "CH" else rng.choice(GROUPINGS[language])
    forms = DATE_FORMS["us" if country == "US" else language]
    if language == "en":
        placing = rng.choice(["before", "before", "bare", "code-before"]) if currency != "CHF" else "code-before"
    else:
        placing = rng.choice(["after", "after", "before", "bare", "code"]) if currency == "EUR" else rng.choice(["after", "bare"])
    if country == "CH":
        placing = rng.choice(["code-before", "bare"])
    return Figures(group, point, language, rng.choice(forms), currency, placing)


def invoice_number(rng, issued, form=None):
    """At random, or in the form of that place in the list, as one supplier numbers its invoices."""
    serial, year = rng.randint(3, 98765), issued.year
    forms = [
        f"{year}-{serial:05d}", f"INV-{serial:06d}", f"RE{year % 100}{serial:05d}", f"{serial + 100000}", f"{year}/{serial:04d}",
        f"F{year}{serial:05d}", f"A-{serial}", f"{rng.choice('BCDKM')}{serial:05d}-{rng.randint(1, 9)}", f"{year % 100}.{serial:05d}"]
    return rng.choice(forms) if form is None else forms[form % len(forms)]


def make_lines(rng, language, rates, count, sign=1, discounts=False):
    chosen = goods(language)
    picks = rng.sample(chosen, min(count, len(chosen)))
    while len(picks) < count:
        picks.append(rng.choice(chosen))
    lines = []
    for title, detail, unit, low, high, kind in picks:
        price = cents(low + (high - low) * Decimal(rng.randint(0, 1000)) / 1000)
        whole = rng.random() < 0.85 or not unit
        quantity = Decimal(rng.choice([1, 1, 2, 3, 4, 5, 6, 8, 10, 12, 20, 24])) if whole else Decimal(rng.randint(2, 46)) / 4
        rate = Decimal(str(rates[min(kind, len(rates) - 1)]))
        reduction = Decimal(rng.choice([0, 0, 0, 5, 10, 15])) if discounts else Decimal(0)
        lines.append(Line(title, detail, unit, quantity * sign, price, rate, reduction))
    return lines


def make_invoice(rng, country=None, lines=None, foreign_customer=0.12):
    """A whole invoice at random; `country` and `lines` fix what the caller needs."""
    country = country or rng.choice(list(COUNTRIES) + ["DE", "FR", "GB", "US", "ES", "IT", "NL"])
    facts = COUNTRIES[country]
    language, currency, rates = facts["language"], facts["currency"], facts["rates"]
    if country == "US":
        rates = (rng.choice(rates),)
    issued = date(2022, 1, 3) + timedelta(days=rng.randint(0, 1700))
    buyer = rng.choice([c for c in COUNTRIES if c != country]) if rng.random() < foreign_customer else country
    is_credit = rng.random() < 0.05
    has_discount_column = rng.random() < 0.15
    return Invoice(
        language=language, number=invoice_number(rng, issued), issued=issued,
        due=issued + timedelta(days=rng.choice([7, 10, 14, 21, 30, 30, 45, 60])) if rng.random() < 0.7 else None,
        supplier=party(rng, country), customer=party(rng, buyer), currency=currency,
        figures=figures(rng, language, country, currency),
        lines=make_lines(rng, language, rates, lines or rng.choice([1, 2, 3, 3, 4, 5, 6, 8, 11, 16]), -1 if is_credit else 1, has_discount_column),
        customer_number=str(rng.randint(1001, 98765)) if rng.random() < 0.5 else None,
        order=rng.choice(["PO-", "B", ""]) + str(rng.randint(10000, 999999)) if rng.random() < 0.4 else None,
        discount=Decimal(rng.choice([2, 3, 5, 10])) if not has_discount_column and rng.random() < 0.1 else Decimal(0), is_credit=is_credit)
