"""Documents with what was read of them, what the program weighed, and what is right."""
import re, unicodedata
from collections import Counter

AMOUNTS = ("subtotal", "tax", "total")
TEXTS = ("supplier.name", "supplier.address", "customer.name", "customer.address")
SHORT = ("number", "date", "dueDate", "supplier.taxId", "currency") + TEXTS + AMOUNTS
CORE = ("number", "date", "supplier.name", "total", "currency")
OVERALL = "overall"


def path(short):
    """The name that results have: `invoice.amounts.total` for `total`."""
    return ("invoice.amounts." if short in AMOUNTS + ("currency",) else "invoice.") + short


FIELDS = [path(short) for short in SHORT]


def fold(text):
    return "".join(c for c in unicodedata.normalize("NFKD", str(text)) if not unicodedata.combining(c)).casefold()


def words(text):
    return Counter(re.findall(r"[^\W_]+", fold(text)))


def is_right(short, found, wanted):
    if short in AMOUNTS:
        return abs(float(found) - float(wanted)) < 0.0051
    if short in TEXTS:
        one, other = words(found), words(wanted)
        return 2 * sum((one & other).values()) >= 0.8 * (sum(one.values()) + sum(other.values()))
    one, other = (re.sub(r"[^a-z0-9]", "", fold(text)) for text in (found, wanted))
    if short == "supplier.taxId":
        one, other = (re.sub(r"^[a-z]{2}(?=\d)", "", text) for text in (one, other))
    return one == other


def look(record, name):
    for step in name.split("."):
        if not isinstance(record, dict) or step not in record:
            return False, None
        record = record[step]
    return True, record


class Document:
    """`states` has for each field right, wrong, invented, missing; None where nothing is known or nothing is to be found."""

    def __init__(self, truth, read, features):
        self.issuer = str(truth.get("issuer") or truth["id"])
        self.features = features
        self.states = {short: self.state(truth, read.get("fields") or {}, short) for short in SHORT}
        weighed = features.get(OVERALL) or {}
        self.is_receipt = weighed.get("isReceipt", 0) == 1
        self.is_recognised = weighed.get("isRecognised", 0) == 1
        self.errors = weighed.get("errors", 0)
        self.confidence = {}

    @staticmethod
    def state(truth, read, short):
        known, wanted = look(truth["truth"], short)
        if not known or short in (truth.get("hidden") or []):
            return None
        found = look(read, short)[1]
        if found in (None, "", []):
            return None if wanted is None else "missing"
        if wanted is None:
            return "invented"
        accepted = [wanted] + (truth.get("alt") or {}).get(short, [])
        return "right" if any(is_right(short, found, one) for one in accepted) else "wrong"

    @property
    def kind(self):
        return "receipt" if self.is_receipt else "invoice"

    @property
    def group(self):
        return "receipts" if self.is_receipt else "scans" if self.is_recognised else "PDFs"

    @property
    def is_core_right(self):
        return all(self.states[short] in (None, "right") for short in CORE)

    @property
    def is_all_right(self):
        return all(state in (None, "right", "invented") for state in self.states.values())

    def label(self, field):
        """Whether the field's value, or the document, is right; None where that is not known."""
        if field == OVERALL:
            return self.is_core_right
        state = self.states[SHORT[FIELDS.index(field)]]
        return None if state in (None, "missing") or field not in self.features else state == "right"
