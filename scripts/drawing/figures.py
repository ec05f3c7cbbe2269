"""How amounts, quantities and dates are printed: each document keeps to one way."""

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "da": "januar februar marts april maj juni juli august september oktober november december",
}

DATE_FORMS = {
    "en": ["{d:02}/{m:02}/{y}", "{d} {month} {y}", "{d:02}-{mon}-{y}", "{y}-{m:02}-{d:02}", "{d} {mon} {y}"],
    "us": ["{m:02}/{d:02}/{y}", "{month} {d}, {y}", "{mon} {d}, {y}", "{m}/{d}/{y}"],
    "de": ["{d:02}.{m:02}.{y}", "{d}. {month} {y}", "{d:02}.{m:02}.{yy:02}", "{y}-{m:02}-{d:02}"],
    "fr": ["{d:02}/{m:02}/{y}", "{d} {month} {y}", "{d:02}-{m:02}-{y}", "{d:02}.{m:02}.{y}"],
    "es": ["{d:02}/{m:02}/{y}", "{d} de {month} de {y}", "{d:02}-{m:02}-{y}"],
    "it": ["{d:02}/{m:02}/{y}", "{d} {month} {y}", "{d:02}-{m:02}-{y}"],
    "nl": ["{d:02}-{m:02}-{y}", "{d} {month} {y}", "{d:02}/{m:02}/{y}"],
    "pt": ["{d:02}/{m:02}/{y}", "{d} de {month} de {y}", "{y}-{m:02}-{d:02}"],
    "pl": ["{d:02}.{m:02}.{y}", "{y}-{m:02}-{d:02}", "{d} {month} {y}"],
    "sv": ["{y}-{m:02}-{d:02}", "{d} {month} {y}"],
    "da": ["{d:02}-{m:02}-{y}", "{d:02}.{m:02}.{y}", "{d}. {month} {y}"],
}

SYMBOLS = {"EUR": "€", "GBP": "£", "USD": "$", "CHF": "CHF", "SEK": "kr", "DKK": "kr.", "PLN": "zł"}


def cents(value):
    return Decimal(value).quantize(CENT, rounding=ROUND_HALF_UP)


class Figures:
    """One document's way of printing: `group` and `point` separate thousands and cents."""

    def __init__(self, group, point, language, date_form, currency, placing):
        self.group, self.point, self.language, self.date_form = group, point, language, date_form
        self.currency, self.placing = currency, placing

    def number(self, value, places=2):
        text = f"{abs(value):,.{places}f}".replace(",", "\0").replace(".", self.point).replace("\0", self.group)
        return ("-" if value < 0 else "") + text

    def quantity(self, value):
        text = f"{value.normalize():f}"
        return text.replace(".", self.point)

    def money(self, value):
        """The amount with its currency, where this document shows one."""
        text = self.number(value)
        symbol = SYMBOLS[self.currency]
        if self.placing == "before":
            tight = symbol in "£$€" and self.language == "en"
            sign = "-" if value < 0 else ""
            return f"{sign}{symbol}{'' if tight else ' '}{text.lstrip('-')}"
        return {"after": f"{text} {symbol}", "code": f"{text} {self.currency}", "code-before": f"{self.currency} {text}",
                "bare": text}[self.placing]

    def percent(self, rate):
        text = f"{rate.normalize():f}".replace(".", self.point)
        return f"{text}%" if self.language in ("en", "es", "it", "nl", "pt") else f"{text} %"

    def date(self, day):
        month = MONTHS[self.language].split()[day.month - 1]
        return self.date_form.format(d=day.day, m=day.month, y=day.year, yy=day.year % 100, month=month, mon=month[:3])
