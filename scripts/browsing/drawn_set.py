"""A set of drawn documents, each with the values that it truly has."""

import json
import pathlib
import re
import shutil
import subprocess
import tempfile
import time

SCRIPTS = pathlib.Path(__file__).resolve().parent.parent
# The names of the truth's values in the API. Line items have their own.
PATHS = {
    "number": "invoice.number", "date": "invoice.date", "dueDate": "invoice.dueDate", "supplier.name": "invoice.supplier.name",
    "supplier.address": "invoice.supplier.address", "supplier.taxId": "invoice.supplier.taxId", "customer.name": "invoice.customer.name",
    "customer.address": "invoice.customer.address", "subtotal": "invoice.amounts.subtotal", "tax": "invoice.amounts.tax",
    "total": "invoice.amounts.total", "currency": "invoice.amounts.currency",
}
SECONDS_A_DOCUMENT = 60


class DrawnSet:
    """The documents of a folder, or of a new one that ends with the `with` block."""

    def __init__(self, folder, count, seed):
        self.kept, self.count, self.seed = folder, count, seed

    def __enter__(self):
        self.folder = self.kept or pathlib.Path(tempfile.mkdtemp(prefix="oi-drawn-"))
        if not self.kept:
            subprocess.run([SCRIPTS / "draw-samples", "--random", str(self.count), "--seed", str(self.seed), "--out", self.folder], check=True)
        lines = [json.loads(line) for line in (self.folder / "truth.jsonl").read_text().splitlines()]
        self.truths = {pathlib.Path(line["file"]).name: flat(line["truth"]) for line in lines}
        return self

    def __exit__(self, *_):
        if not self.kept:
            shutil.rmtree(self.folder)

    def send(self, console):
        """Sends what the account does not have, and waits until all are read."""
        there = {job["documentName"] for offset in range(0, len(self.truths) + 100, 100) for job in console.jobs(limit=100, offset=offset)}
        missing = sorted(set(self.truths) - there)
        for name in missing:
            document = console.send_bytes("ocr-invoice-document", (self.folder / "docs" / name).read_bytes())
            console.call("POST", "ocr-invoice-job?process=true", {"jobNumber": name, "documentName": name, "documentUrl": document["url"], "template": "default"})
        print(f"{len(missing)} documents sent", flush=True)
        end = time.monotonic() + SECONDS_A_DOCUMENT * len(missing) + SECONDS_A_DOCUMENT
        while console.jobs(filter='{"status":{"$in":["created","queued","processing"]}}', limit=1):
            if time.monotonic() > end:
                raise SystemExit("the documents are not read in time")
            time.sleep(2)


def flat(truth):
    """The truth by the API's names of fields; None where the document has no such value."""
    values = {path: value_at(truth, name) for name, path in PATHS.items()}
    for row, item in enumerate(truth["lineItems"]):
        values |= {f"lineItems[{row}].{column}": item.get(column) for column in ("description", "quantity", "unitPrice", "amount")}
    return values


def value_at(truth, path):
    for part in path.split("."):
        truth = (truth or {}).get(part)
    return truth


def is_same(shown, truth):
    """Whether a text that the console shows is the truth. Spaces, case and marks between words do not matter."""
    if truth is None or truth == "":
        return shown == ""
    if isinstance(truth, (int, float)):
        try:
            return abs(float(shown) - truth) < 0.0005
        except ValueError:
            return False
    return folded(shown) == folded(truth)


def folded(text):
    return re.sub(r"[\W_]+", "", str(text)).casefold()


def typed(truth):
    """What a person types for a value."""
    return "" if truth is None else f"{truth:g}" if isinstance(truth, (int, float)) and abs(truth) < 1e5 and truth == round(truth) else str(truth)
