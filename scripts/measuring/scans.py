"""Scanned pages to fields, beside tesseract, which reads them to text."""

import json
import subprocess

from . import documents, peers
from .reading import Reading
from .tesseract import ONE_THREAD, Tesseract


class Scans(Reading):
    def measure(self):
        every = documents.scanned(self.options, self.folder)
        found = documents.evenly(every, self.options.documents)
        self.sheet.note(
            f"**{peers.version('tesseract')}** has the pages as uncompressed pictures, whose making is not counted, and the "
            "language of each document; one process reads all pages of a language (`tesseract LIST OUT -l LANGUAGE --dpi "
            "DPI`). It is run at the resolution that the scans have and at 300 dpi, with OMP_THREAD_LIMIT=1 and as it comes. "
            "For words the better resolution counts.")
        self.sheet.note(
            "**Ours** has the scans themselves, is not told their languages, and draws, looks for payment codes and finds "
            "the fields as well: `ocr-invoice read --jsonl FILES`, one process, no setting changed.")
        self._against(found, ONE_THREAD, "one thread", "≤ 0.75")
        self._against(found[::4], {}, "as it comes", "≤ 0.25")
        if known := [document for document in every if document.text_of]:
            self._words(documents.evenly(known, self.options.words))

    def _against(self, found, environment, how, target):
        theirs = self._tesseracts(found, how)
        pages = theirs[0].pages
        ours, *costs = self.in_turn(
            lambda: self.read(found), *[lambda tesseract=tesseract: tesseract.run(environment) for tesseract in theirs])
        for tesseract, its in zip(theirs, costs):
            name = f"tesseract, {how}, {tesseract.name}"
            self.sheet.compare(f"{pages} scanned pages to fields, CPU a page", [c.cpu / pages for c in ours], name,
                               [c.cpu / pages for c in its], " s", target)
            self.sheet.compare(f"{pages} scanned pages, memory of the largest process", [c.peak for c in ours], name,
                               [c.peak for c in its], " MiB", "", 0)

    def _tesseracts(self, found, name):
        """At the scans' own resolution and at the usual one."""
        return [Tesseract(found, self.folder / name.replace(" ", "-"), resolution) for resolution in (None, documents.STANDARD)]

    def _words(self, found):
        """What both read of the words that stand in the originals."""
        truth = [document.words for document in found]
        ours = documents.recall(list(zip(truth, self._our_words(found))))
        runs, theirs = self._tesseracts(found, "words"), []
        for tesseract in runs:
            tesseract.run(ONE_THREAD)
            theirs.append(documents.recall(list(zip(truth, map(documents.bag, tesseract.texts())))))
        for number, (what, target) in enumerate((("words", "≥ its + 2"), ("words with a digit", "≥ its"))):
            best = max(range(len(runs)), key=lambda one: theirs[one][number])
            self.sheet.compare(
                f"{what} read of {len(found)} scans", [ours[number] * 100], f"tesseract, {runs[best].name}",
                [theirs[best][number] * 100], " %", target, 1)

    def _our_words(self, found):
        lines = subprocess.run([self.program, "read", "--pages", *[document.path for document in found]],
                               capture_output=True, check=True)
        return [documents.bag(" ".join(texts(json.loads(line)))) for line in lines.stdout.decode().splitlines()]


def texts(record):
    """Every line's text in a record of `read --pages`."""
    for page in record.get("pages", []):
        for line in page.get("lines", []):
            # A word is an array that begins with its text.
            yield " ".join(word[0] for word in line["words"])
