"""Invoices further from the usual: columns in any order, heads without labels, prices with tax, article numbers, stamps."""

from . import layout

STAMPS = {
    "en": "PAID|RECEIVED|ENTERED|COPY", "de": "BEZAHLT|EINGEGANGEN|GEBUCHT|KOPIE", "fr": "PAYÉ|REÇU|DUPLICATA", "es": "PAGADO|RECIBIDO|COPIA",
    "it": "PAGATO|RICEVUTO|COPIA", "nl": "BETAALD|ONTVANGEN|KOPIE", "pt": "PAGO|RECEBIDO", "pl": "ZAPŁACONO|WPŁYNĘŁO", "sv": "BETALD|INKOM",
    "da": "BETALT|MODTAGET"}
# Before a tax that is in the prices.
INCLUDED = {
    "en": "incl.", "de": "inkl.", "fr": "dont", "es": "incl.", "it": "di cui", "nl": "waarvan", "pt": "incl.", "pl": "w tym", "sv": "varav", "da": "heraf"}
OPTIONAL = ("position", "sku", "gtin", "unit", "rate")


def change(rng, invoice):
    """Prices with tax on some invoices of countries whose rates are in them."""
    if invoice.supplier.country != "US" and not invoice.is_credit and rng.random() < 0.25:
        invoice.has_gross_prices = True


def style(rng, invoice):
    """A random style, then whatever the usual ones do not have."""
    chosen = layout.random_style(rng, invoice)
    chosen.columns = columns(rng, invoice)
    chosen.included = INCLUDED[invoice.language]
    chosen.words["gtin"] = rng.choice(["EAN", "GTIN"])
    if rng.random() < 0.35:
        chosen.head, chosen.addressing, chosen.title = "none", "columns", rng.choice(["large", "inline", "centred"])
        chosen.meta = rng.choice(["left", "strip", "sentence"])
    if rng.random() < 0.25 and chosen.addressing != "boxes":
        chosen.title, chosen.meta = "inline", "bare"
        # No facts are printed but number and date.
        invoice.due = None
    if rng.random() < 0.25:
        chosen.stamp = rng.choice(STAMPS[invoice.language].split("|"))
    chosen.footer = rng.choice(["columns", "register", "register", "line"])
    return chosen


def columns(rng, invoice):
    """Description, quantity, price and amount in any order, the amount mostly last, with some of the others among them."""
    chosen = ["description", "quantity", "price"] + [key for key in OPTIONAL if rng.random() < 0.35]
    if invoice.supplier.country == "US":
        chosen = [key for key in chosen if key != "rate"]
    if any(line.discount for line in invoice.lines):
        chosen.append("discount")
    rng.shuffle(chosen)
    chosen.insert(len(chosen) if rng.random() < 0.8 else rng.randrange(len(chosen)), "amount")
    return chosen
