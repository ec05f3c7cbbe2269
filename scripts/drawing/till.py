"""A till's sale as data: goods with tax in their prices, deposits, discounts, how it was paid, and the truth of its slip."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from .figures import Figures, cents
from .invoices import GROUPINGS
from .people import COUNTRIES, Party, party
from .till_goods import till_goods
from .till_words import TILL_WORDS

LETTERS = "ABCDE"
# What coins can pay, where the smallest ones are not used.
COINS = {"CHF": Decimal("0.05"), "SEK": Decimal(1), "DKK": Decimal("0.50")}
DATES = {"en": ["{d:02}/{m:02}/{y}", "{d:02}/{m:02}/{yy:02}", "{d:02}-{mon}-{y}"], "us": ["{m:02}/{d:02}/{y}", "{m:02}/{d:02}/{yy:02}"],
         "de": ["{d:02}.{m:02}.{y}", "{d:02}.{m:02}.{yy:02}"], "sv": ["{y}-{m:02}-{d:02}"], "pl": ["{y}-{m:02}-{d:02}", "{d:02}-{m:02}-{y}"],
         "nl": ["{d:02}-{m:02}-{y}", "{d:02}/{m:02}/{y}"], "da": ["{d:02}-{m:02}-{y}", "{d:02}.{m:02}.{y}"]}


@dataclass
class Sold:
    """A row of goods; a discount's or a returned deposit's amount is negative."""
    title: str
    quantity: Decimal
    price: Decimal
    rate: Decimal
    is_weighed: bool = False
    is_plain: bool = False  # printed with its amount alone

    @property
    def amount(self):
        return cents(self.quantity * self.price)


@dataclass
class Till:
    language: str
    supplier: Party
    currency: str
    figures: Figures
    words: dict
    number: str
    moment: datetime
    rows: list
    discount: Decimal = Decimal(0)  # per cent of the whole
    payment: str = "cash"  # cash card exact
    given: Decimal = Decimal(0)
    shows: dict = field(default_factory=dict)

    @property
    def goods(self):
        return sum((row.amount for row in self.rows), Decimal(0))

    @property
    def reduction(self):
        return cents(self.goods * self.discount / 100)

    @property
    def total(self):
        return self.goods - self.reduction

    @property
    def rates(self):
        return sorted({row.rate for row in self.rows}, reverse=True)

    def letter(self, rate):
        return LETTERS[self.rates.index(rate)]

    @property
    def taxes(self):
        """Rate → (net, tax, gross); the whole's discount is shared out, the rest of a cent with the last rate."""
        result, left = {}, self.reduction
        for index, rate in enumerate(self.rates):
            amount = sum((row.amount for row in self.rows if row.rate == rate), Decimal(0))
            share = left if index == len(self.rates) - 1 else cents(amount * self.discount / 100)
            left -= share
            net = cents((amount - share) * 100 / (100 + rate))
            result[rate] = (net, amount - share - net, amount - share)
        return result

    @property
    def rounding(self):
        """What cash is rounded by; nothing where a card pays or small coins are used."""
        coin = COINS.get(self.currency)
        if not coin or self.payment == "card":
            return Decimal(0)
        return (self.total / coin).quantize(Decimal(1)) * coin - self.total

    @property
    def due(self):
        return self.total + self.rounding

    def fields(self):
        taxes = self.taxes.items()
        has_table = self.shows["taxes"] != "none"
        net, tax = (float(sum(parts[place] for _, parts in taxes)) for place in (0, 1))
        return {
            "number": self.number, "date": self.moment.date().isoformat(), "dueDate": None,
            "supplier": {"name": self.supplier.name, "address": self.supplier.address,
                         "taxId": self.supplier.tax_id if self.shows["taxid"] else None},
            "customer": {"name": None, "address": None},
            "subtotal": net if has_table else None, "tax": tax if has_table else None, "total": float(self.total), "currency": self.currency if self.shows["currency"] else None,
            "taxLines": [{"rate": float(rate), "net": float(parts[0]), "tax": float(parts[1]), "gross": float(parts[2]) if self.shows["gross"] else None}
                         for rate, parts in taxes] if has_table else [],
            "lineItems": [self.row_fields(row) for row in self.rows],
        }

    def row_fields(self, row):
        """What is not on the paper is not in the truth."""
        bare = row.is_plain or row.quantity == 1
        return {"description": row.title, "quantity": None if bare else float(row.quantity),
                "unitPrice": None if bare else float(row.price), "amount": float(row.amount)}


def make_rows(rng, language, rates, words):
    rows = []
    for title, low, high, kind, is_weighed in rng.sample(till_goods(language), rng.randint(2, min(8, len(till_goods(language))))):
        rate = Decimal(str(rates[min(kind, len(rates) - 1)]))
        price = cents(low + (high - low) * Decimal(rng.randint(5, 100)) / 100)
        quantity = Decimal(rng.randint(120, 2400)) / 1000 if is_weighed else Decimal(rng.choice([1, 1, 1, 1, 2, 2, 3, 4]))
        rows.append(Sold(title, quantity, price, rate, is_weighed))
        if rng.random() < 0.12:
            rows.append(Sold(words["itemdiscount"], Decimal(1), -cents(rows[-1].amount / rng.choice([4, 5, 10])), rate, is_plain=True))
        elif rng.random() < 0.12:
            rows.append(Sold(words["deposit"], Decimal(1), Decimal("0.25"), rate, is_plain=True))
    if rng.random() < 0.12:
        rows.append(Sold(words["returned"], Decimal(1), Decimal("-0.25") * rng.randint(1, 4), rows[0].rate, is_plain=True))
    return [row for row in rows if row.amount]


def given(rng, due):
    """Notes and coins above what is asked for, as people hand them over."""
    notes = [Decimal(note) for note in (5, 10, 20, 50, 100, 200, 500, 1000, 2000) if note > due] or [due + 100]
    return rng.choice([notes[0], notes[0], notes[min(1, len(notes) - 1)], (due // 1 + 1)])


def make_till(rng, country=None):
    """A whole sale at random."""
    usable = [code for code, facts in COUNTRIES.items() if facts["language"] in TILL_WORDS]
    country = country or rng.choice(usable + ["DE", "DE", "DE", "AT", "GB", "FR"])
    facts = COUNTRIES[country]
    language, currency = facts["language"], facts["currency"]
    rates = (rng.choice(facts["rates"]),) if country == "US" else facts["rates"]
    words = {key: rng.choice(choices) for key, choices in TILL_WORDS[language].items()}
    group, point = ("'", ".") if country == "CH" else rng.choice(GROUPINGS[language])
    form = rng.choice(DATES["us" if country == "US" else language] if language in DATES else ["{d:02}/{m:02}/{y}", "{d:02}/{m:02}/{yy:02}"])
    day = date(2022, 1, 3) + timedelta(days=rng.randint(0, 1700))
    till = Till(
        language, party(rng, country), currency, Figures(group, point, language, form, currency, "bare"), words,
        str(rng.randint(1, 99999)).zfill(rng.choice([4, 5, 6])),
        datetime(day.year, day.month, day.day, rng.randint(7, 21), rng.randint(0, 59), rng.randint(0, 59)),
        make_rows(rng, language, rates, words), payment=rng.choice(["cash", "cash", "card", "exact"]))
    if till.goods <= 1:
        till.rows = [row for row in till.rows if row.amount > 0]
    if rng.random() < 0.15:
        till.discount = Decimal(rng.choice([5, 10]))
    till.given = given(rng, till.due) if till.payment == "cash" else till.due
    till.shows = {
        "taxid": rng.random() < 0.8, "taxes": rng.choice(["table", "table", "table", "lines", "none"]),
        "letters": len(till.rates) > 1 or rng.random() < 0.5, "subtotal": till.discount > 0 or rng.random() < 0.3,
        "slip": till.payment == "card" and rng.random() < 0.7, "count": rng.random() < 0.4, "points": rng.random() < 0.25,
        "hours": rng.random() < 0.25, "when": rng.choice(["top", "bottom"]), "signed": country in ("DE", "AT") and rng.random() < 0.6}
    if till.shows["taxes"] != "none" and till.rates == [0]:
        till.shows["taxes"] = "none"
    return till
