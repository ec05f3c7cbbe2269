"""Draws a sale's slip in the columns of a till's printer: head, goods, sum, payment, taxes, card slip, foot."""

from .sheet import Sheet

FAMILIES = ["DejaVu Sans Mono", "Liberation Mono", "DejaVu Condensed", "Liberation Sans"]
PAPERS = {"narrow": (164, 30), "wide": (226, 42)}  # points, letters a line


class Slip:
    """Collects rows of text first: the paper is as long as they need."""

    def __init__(self, till, rng, families):
        self.till, self.rng = till, rng
        self.width, self.letters = PAPERS[rng.choice(["narrow", "wide", "wide"])]
        self.family = rng.choice([name for name in FAMILIES if name in families] or sorted(families)[:1])
        self.size = rng.choice([6.5, 7, 7.5]) if self.width < 200 else rng.choice([7, 7.5, 8])
        self.rows = []
        self.has_letters = till.shows["letters"]
        self.quantities = rng.choice(["below", "above", "beside"])
        self.table_order = rng.choice([("net", "tax", "gross"), ("tax", "net", "gross"), ("gross", "net", "tax"), ("net", "tax")])
        till.shows["gross"] = "gross" in self.table_order

    # Rows are (left, right, size, bold, centred).
    def centred(self, text, size=None, bold=False):
        self.rows.append((text, "", size or self.size, bold, True))

    def pair(self, left, right="", size=None, bold=False):
        self.rows.append((left, right, size or self.size, bold, False))

    def gap(self):
        self.pair("")

    def bar(self):
        self.pair(self.rng.choice("-=") * (self.letters - 2))

    def money(self, value):
        return self.till.figures.number(value)

    def draw(self, path):
        self.head()
        if self.till.shows["when"] == "top":
            self.moment()
        self.bar()
        self.goods()
        self.bar()
        self.sums()
        self.payment()
        self.taxes()
        if self.till.shows["when"] == "bottom":
            self.gap()
            self.moment()
        if self.till.shows["slip"]:
            self.card_slip()
        self.foot()
        self.put(path)

    def put(self, path):
        height = sum(row[2] * 1.32 for row in self.rows) + 36
        sheet = Sheet(path, self.family, self.size, page_size=(self.width, max(height, self.width * 2)))
        y = 24
        for left, right, size, bold, is_centred in self.rows:
            # A printer's line holds what it holds: longer rows are set smaller.
            needed = sheet.measure(left, size, bold) + sheet.measure(right, size, bold) + (6 if right else 0)
            size *= min(1, (self.width - 18) / max(needed, 1))
            if is_centred:
                sheet.text(self.width / 2, y, left, size, bold, "centre")
            else:
                sheet.text(9, y, left, size, bold)
                sheet.text(self.width - 9, y, right, size, bold, "right")
            y += size * 1.32
        sheet.save()

    def head(self):
        supplier = self.till.supplier
        self.centred(supplier.name, self.size + self.rng.choice([0, 1, 2]), self.rng.random() < 0.6)
        self.centred(supplier.street)
        self.centred(supplier.place)
        if self.rng.random() < 0.6:
            self.centred(f"Tel. {supplier.phone}")
        if self.till.shows["taxid"] and self.rng.random() < 0.5:
            self.till.shows["taxid"] = "head"
            self.centred(f"{self.till.words['taxid']} {supplier.tax_id}")
        self.gap()

    def moment(self):
        till, words = self.till, self.till.words
        day, time = till.figures.date(till.moment), till.moment.strftime(self.rng.choice(["%H:%M", "%H:%M:%S"]))
        form = self.rng.choice(["pair", "line", "labels"])
        if form == "pair":
            self.pair(day, time)
            self.pair(f"{words['receipt']} {till.number}")
        elif form == "line":
            self.pair(f"{day} {time}", f"{words['receipt']} {till.number}")
        else:
            self.pair(f"{words['date']}: {day}", time)
            self.pair(f"{words['receipt']}: {till.number}")
        if self.rng.random() < 0.5:
            self.pair(f"{words['served']}: {self.rng.randint(1, 30)}")

    def goods(self):
        for row in self.till.rows:
            amount = self.money(row.amount) + (f" {self.till.letter(row.rate)}" if self.has_letters else "")
            if row.is_plain or row.quantity == 1:
                self.pair(row.title, amount)
            elif row.is_weighed:
                self.pair(row.title, amount)
                self.pair(f"  {self.till.figures.number(row.quantity, 3)} kg x {self.money(row.price)} {self.till.currency}/kg")
            else:
                self.counted(row, amount)

    def counted(self, row, amount):
        times = f"{row.quantity} x {self.money(row.price)}"
        if self.quantities == "below":
            self.pair(row.title, amount)
            self.pair("   " + times)
        elif self.quantities == "above":
            self.pair(row.title)
            self.pair("   " + times, amount)
        else:
            self.pair(f"{row.title[:16]} {times}", amount)
            row.title = row.title[:16].strip()

    def sums(self):
        till, words = self.till, self.till.words
        if till.shows["subtotal"]:
            self.pair(words["subtotal"], self.money(till.goods))
        if till.reduction:
            self.pair(f"{words['discount']} {till.figures.percent(till.discount)}", self.money(-till.reduction))
        if till.rounding:
            self.pair(words["rounding"], self.money(till.rounding))
        currency = self.rng.choice(["", f" {till.currency}", f" {till.currency}"])
        till.shows["currency"] = bool(currency) or till.shows["slip"] or any(row.is_weighed for row in till.rows)
        if till.rounding:
            self.rows.insert(-1, (words["total"] + currency, self.money(till.total), self.size + 1, True, False))
        else:
            self.pair(words["total"] + currency, self.money(till.total), self.size + self.rng.choice([0, 1, 2.5]), True)
        if till.shows["count"]:
            self.pair(f"{words['count']}: {sum(1 for row in till.rows if row.amount > 0)}")
        self.gap()

    def payment(self):
        till, words = self.till, self.till.words
        if till.payment == "card":
            self.pair(words["card"], self.money(till.total))
            return
        self.pair(words["cash"], self.money(till.given))
        if till.payment == "cash" and till.given > till.due:
            self.pair(words["change"], self.rng.choice(["", "", "-"]) + self.money(till.given - till.due))

    def taxes(self):
        till, words = self.till, self.till.words
        if till.shows["taxes"] == "none":
            return
        self.gap()
        if till.shows["taxes"] == "lines":
            self.till.shows["gross"] = False
            for rate, (net, tax, _) in till.taxes.items():
                self.pair(f"{words['net']} {till.figures.percent(rate)}", self.money(net))
                self.pair(f"{words['tax']} {till.figures.percent(rate)}", self.money(tax))
            return
        width = max(len(self.money(till.total)), 6) + 2
        place = {"net": 0, "tax": 1, "gross": 2}
        self.pair(words["rate"], "".join(words[key][:width - 1].rjust(width) for key in self.table_order))
        for rate, parts in till.taxes.items():
            letter = f"{till.letter(rate)} " if self.has_letters else ""
            self.pair(letter + till.figures.percent(rate), "".join(self.money(parts[place[key]]).rjust(width) for key in self.table_order))
        if len(till.taxes) > 1 and self.rng.random() < 0.5:
            sums = [sum(parts[index] for parts in till.taxes.values()) for index in range(3)]
            self.pair("", "".join(self.money(sums[place[key]]).rjust(width) for key in self.table_order))

    def card_slip(self):
        till, words, rng = self.till, self.till.words, self.rng
        self.gap()
        self.centred(f"* * {words['slip']} * *")
        self.pair(f"Terminal-ID {rng.randint(10**7, 10**8)}")
        self.pair(f"TA-Nr. {rng.randint(10**5, 10**6)}", f"BNr {rng.randint(1000, 9999)}")
        self.pair(words["card"])
        self.pair(f"PAN ############{rng.randint(1000, 9999)}")
        self.pair(words["amount"], f"{till.currency} {self.money(till.total)}")
        self.pair(f"{till.figures.date(till.moment)} {till.moment.strftime('%H:%M')}")
        self.centred(words["approved"])

    def foot(self):
        till, words, rng = self.till, self.till.words, self.rng
        self.gap()
        if till.shows["taxid"] is True:
            self.centred(f"{words['taxid']} {till.supplier.tax_id}")
        if till.shows["points"]:
            self.pair(words["points"], str(rng.randint(3, 4000)))
        if till.shows["signed"]:
            self.pair(f"TSE-Transaktion: {rng.randint(1000, 999999)}")
            self.pair(f"TSE-Start: {till.moment.isoformat()}")
            self.pair(f"Seriennummer: {rng.getrandbits(64):016x}")
        if till.shows["hours"]:
            self.centred(words["hours"])
        self.centred(words["thanks"])
