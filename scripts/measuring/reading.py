"""Pages and whole documents to fields, beside the programs that people read with."""

import json
import pathlib
import subprocess
import tempfile

from . import documents, peers
from .costs import run, total


class Reading:
    def __init__(self, options, sheet, folder):
        self.options, self.sheet, self.folder = options, sheet, pathlib.Path(folder)
        self.program = options.program

    def read(self, files, *flags):
        return run([self.program, "read", "--jsonl", *flags, *files])

    def in_turn(self, ours, theirs, rounds=None):
        mine, its = [], []
        for _ in range(rounds or self.options.rounds):
            mine.append(ours())
            its.append(theirs())
        return mine, its

    # Pages.

    def scans(self):
        found = documents.scans(self.options, self.folder)
        for document in found:
            document.make_pictures(self.folder)
        self.against_tesseract(found, {"OMP_THREAD_LIMIT": "1"}, "tesseract, one thread, 300 dpi", "≤ 0.75")
        self.against_tesseract(found[::4], {}, "tesseract as it comes, 300 dpi", "≤ 0.25")
        self.words([document for document in found if document.text_of])

    def against_tesseract(self, found, environment, name, target):
        tesseract = peers.require("tesseract")
        files, pages = [d.path for d in found], sum(len(d.pictures) for d in found)
        ours, theirs = self.in_turn(lambda: self.read(files), lambda: total(
            run([tesseract, picture, "-", "-l", document.language, "--dpi", "300"], environment)
            for document in found for picture in document.pictures))
        self.sheet.compare(f"{pages} scanned pages to fields, CPU a page", [c.cpu / pages for c in ours], name,
                           [c.cpu / pages for c in theirs], " s", target)
        self.sheet.compare(f"{pages} scanned pages, memory of the largest process", [c.peak for c in ours], name,
                           [c.peak for c in theirs], " MiB", "", 0)

    def words(self, found):
        """What both read of the words that stand in the originals."""
        if not found:
            return
        lines = subprocess.run([self.program, "read", "--pages", *[d.path for d in found]], capture_output=True, check=True)
        read = [documents.bag(" ".join(texts(json.loads(line)))) for line in lines.stdout.decode().splitlines()]
        peer = []
        for document in found:
            shown = [subprocess.run([peers.require("tesseract"), picture, "-", "-l", document.language, "--dpi", "300"],
                                    capture_output=True, check=True).stdout.decode() for picture in document.pictures]
            peer.append(documents.bag(" ".join(shown)))
        truth = [document.words for document in found]
        ours, theirs = documents.recall(list(zip(truth, read))), documents.recall(list(zip(truth, peer)))
        for what, mine, its, target in zip(("words", "words with a digit"), ours, theirs, ("≥ its + 2", "≥ its")):
            self.sheet.compare(f"{what} read of {len(found)} scans", [mine * 100], "tesseract, 300 dpi", [its * 100], " %", target, 1)

    # PDFs with their text.

    def born(self):
        files = documents.born(self.options, self.folder)
        pages = {path: documents.pages(path) for path in files}
        each = []
        # One reader: of two, the second would start with the second document only, and its start would be counted.
        alone = ("--readers", "1")
        for path in files:
            # Starting is no part of it: five times more of the same document, less the one.
            once, more = (self.read([path] * count, *alone).cpu for count in (1, 6))
            each.append((more - once) / 5 / pages[path] * 1000)
        self.sheet.alone("PDF with its text to fields, CPU a page, each document", each, " ms", "median ≤ 25")
        program = peers.require("invoice2data")
        first = files[0]
        ours, theirs = self.in_turn(
            lambda: self.read(files, *alone).cpu - self.read([first], *alone).cpu,
            lambda: run([program, *files], may_fail=True).cpu - run([program, first], may_fail=True).cpu)
        count = sum(pages.values()) - pages[first]
        self.sheet.compare(f"{count} pages of PDFs with text, CPU a page, start not counted", [c / count * 1000 for c in ours],
                           "invoice2data", [c / count * 1000 for c in theirs], " ms", "< 1", 1)

    # Whole documents.

    def whole(self):
        # Their pages were compared before: these few are enough for a rate.
        found = [d for d in documents.scans(self.options, self.folder) if d.path.suffix == ".pdf"][: min(6, self.options.documents)]
        program, out = peers.require("ocrmypdf"), self.folder / "out.pdf"
        ours, theirs = self.in_turn(lambda: self.read([d.path for d in found], "--readers", "2"), lambda: total(
            run([program, "--jobs", "2", "-l", d.language, "--output-type", "pdf", "-q", d.path, out]) for d in found))
        rate = [[len(found) / cost.wall * 60 for cost in costs] for costs in (ours, theirs)]
        self.sheet.compare(f"{len(found)} scanned PDFs, documents a minute", rate[0], "ocrmypdf --jobs 2", rate[1], "", "≥ 3", 1)


def texts(record):
    """Every line's text, wherever it stands in a record of `read --pages`."""
    for page in record.get("pages", []):
        for line in page.get("lines", []):
            # A word is an array; its text stands first.
            yield " ".join(word[0] for word in line["words"])


def measure(part):
    def measured(options, sheet):
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            getattr(Reading(options, sheet, folder), part)()
    return measured
