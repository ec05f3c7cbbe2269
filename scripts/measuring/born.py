"""PDFs with their text to fields, beside invoice2data."""

import shutil
import subprocess

from breaking.cluster import ROOT

from . import documents, peers
from .costs import run
from .reading import Reading

TEMPLATES = ROOT / "bench" / "invoice2data"
# With what it takes the text out of a PDF: the one that it has by itself, and the fastest that it offers.
READERS = ["pdftotext", "pdfium"]
# One reader: of two, the second would start with the second document only, and its start would be counted.
ALONE = ("--readers", "1")
REPEATS = 5
COPIES = 4


class Born(Reading):
    def measure(self):
        found = documents.born(self.options, self.folder)
        pages = [document.pages for document in found]
        self.sheet.note(
            f"**{peers.version('invoice2data')}** reads all files in one process, with one template that fits each of them "
            "([bench/invoice2data](invoice2data)) in place of its own 200, so that it neither looks through those nor tries other "
            "readers: "
            "`invoice2data -i READER --exclude-built-in-templates -t FOLDER FILES`, with pdftotext (a process a file, the "
            "print's layout kept) and with pdfium (a library, no layout). The cost of the first file is taken off, here and "
            "with ours, which runs with one reader (`--readers 1`) and no other setting.")
        self._each(found, pages)
        copies = self._copies(found)
        self._check(copies)
        self._beside(copies, pages * COPIES)

    def _each(self, found, pages):
        """Starting is no part of it: some times more of the same document, less the one."""
        each = []
        for document, count in zip(found, pages):
            once, more = (self.read([document] * times, *ALONE).cpu for times in (1, 1 + REPEATS))
            each.append((more - once) / REPEATS / count * 1000)
        self.sheet.alone("PDF with its text to fields, CPU a page, each document", each, " ms", "median ≤ 15")

    def _copies(self, found):
        """So many that a start of Python, which is taken off, is little beside them. Under other names, because
        invoice2data remembers what it has read."""
        copies = []
        for number in range(COPIES):
            (self.folder / f"copy-{number}").mkdir()
            for document in found:
                copy = self.folder / f"copy-{number}" / document.path.name
                copies.append(documents.Document(shutil.copyfile(document.path, copy)))
        return copies

    def _beside(self, found, pages):
        count = sum(pages[1:])
        ours, *theirs = self.in_turn(
            lambda: self.read(found, *ALONE).cpu - self.read(found[:1], *ALONE).cpu,
            *[lambda reader=reader: self._invoice2data(reader, found) - self._invoice2data(reader, found[:1])
              for reader in READERS])
        for reader, its in zip(READERS, theirs):
            self.sheet.compare(
                f"{count} pages of PDFs with text, CPU a page, start not counted", [c / count * 1000 for c in ours],
                f"invoice2data, {reader}", [c / count * 1000 for c in its], " ms", "< 1", 1)

    def _invoice2data(self, reader, found):
        return run(self._command(reader, found)).cpu

    def _command(self, reader, found):
        return [peers.require("invoice2data"), "-i", reader, "--exclude-built-in-templates", "-t", TEMPLATES,
                *[document.path for document in found]]

    def _check(self, found):
        """A document that the template does not fit would be read a second time, by OCR."""
        for reader in READERS:
            said = subprocess.run(self._command(reader, found), capture_output=True, text=True).stderr
            if (fitting := said.count("Using any.yml template")) != len(found):
                raise SystemExit(f"invoice2data found its template in {fitting} of {len(found)} documents with {reader}")
