"""Documents with what was read of them, what the program weighed, and what is right."""
import re, unicodedata
from collections import Counter

AMOUNTS = ("subtotal", "tax", "total")
TEXTS = ("supplier.name", "supplier.address", "customer.name", "customer.address")
SHORT = ("number", "date", "dueDate", "supplier.taxId", "currency") + TEXTS + AMOUNTS
CORE = ("number", "date", "supplier.name", "total", "currency")
NEEDLESS = ("number", "currency")
OVERALL = "overall"
# What scripts/draw-samples names its documents.
DRAWN = ("random", "varied", "till")


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


def rounded(short, found, accepted):
    """The total found, where a truth has it rounded to cash: the contract has it as it was before."""
    if short != "total" or not isinstance(found, (int, float)):
        return []
    return [found for one in accepted if abs(round(found * 20) / 20 - one) < 0.001 and abs(found - one) < 0.03]


def look(record, name):
    for step in name.split("."):
        if not isinstance(record, dict) or step not in record:
            return False, None
        record = record[step]
    return True, record


def accepted_values(truth, short):
    wanted = look(truth["truth"], short)[1]
    return ([] if wanted is None else [wanted]) + (truth.get("alt") or {}).get(short, [])


class Document:
    """`states` has for each field right, wrong, invented, missing; None where nothing is known or nothing is to be found."""

    def __init__(self, truth, read, features, is_altered=False):
        self.truth, self.is_altered = truth, is_altered
        self.read = read.get("fields") or {}
        # What a ranking that was fitted on other issuers tells of the values that it finds, by field.
        self.ranked = {}
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
        accepted = accepted_values(truth, short)
        return "right" if any(is_right(short, found, one) for one in accepted + rounded(short, found, accepted)) else "wrong"

    def accepted(self, short):
        return accepted_values(self.truth, short)

    def is_known(self, short):
        """Whether the truth says what the page shows, or that it shows nothing."""
        return look(self.truth["truth"], short)[0] and short not in (self.truth.get("hidden") or [])

    def is_unlabelled(self, short):
        """Whether no rule found a value."""
        is_ranked = (self.features.get(path(short)) or {}).get("ranked", 0) == 1
        return is_ranked or look(self.read, short)[1] in (None, "", [])

    def choose(self, short, share, is_right):
        """Has the value of a ranking; without a share there is none."""
        wanted = self.accepted(short)
        if share is None:
            self.states[short] = "missing" if wanted else None
        else:
            self.states[short] = "right" if is_right else "wrong" if wanted else "invented"
            self.ranked[path(short)] = share

    @property
    def kind(self):
        return "receipt" if self.is_receipt else "invoice"

    @property
    def group(self):
        form = "receipts" if self.is_receipt else "scans" if self.is_recognised else "PDFs"
        return ("drawn " if self.truth.get("kind") in DRAWN else "unknown " if self.is_altered else "") + form

    @property
    def is_core_right(self):
        states = {short: self.states[short] for short in CORE}
        # Tills number their slips or not, and print no currency where everybody knows it.
        if self.is_receipt:
            states = {short: None if state == "missing" and short in NEEDLESS else state for short, state in states.items()}
        return all(state in (None, "right") for state in states.values()) and not self.lacks_core

    @property
    def lacks_core(self):
        """Whether one of the five was not found, also where no truth is known of it."""
        weighed = self.features.get(OVERALL) or {}
        return any(weighed.get("missing." + path(short)[len("invoice."):]) and path(short) not in self.ranked
                   for short in CORE if short != "currency" and not (self.is_receipt and short in NEEDLESS))

    @property
    def is_all_right(self):
        return all(state in (None, "right", "invented") for state in self.states.values())

    def label(self, field):
        """Whether the field's value, or the document, is right; None where that is not known."""
        if field == OVERALL:
            return self.is_core_right
        state = self.states[SHORT[FIELDS.index(field)]]
        if state in (None, "missing") or field not in self.features and field not in self.ranked:
            return None
        return state == "right"
