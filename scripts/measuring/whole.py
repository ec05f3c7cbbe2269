"""Whole scanned documents on two cores, beside OCRmyPDF."""

import collections
import statistics
import subprocess

from . import documents, peers
from .costs import run, side_by_side
from .reading import Reading

# Their pages are compared elsewhere: these few are enough for a rate. An even number leaves neither of two idle at the end.
MOST = 8
WIDTH = 2
TARGET = "≥ 3"


class Whole(Reading):
    def measure(self):
        found = self._documents()
        joined = documents.Document(self.folder / "joined.pdf")
        joined.language = found[0].language
        subprocess.run(["pdfunite", *[document.path for document in found], joined.path], check=True)
        self.sheet.note(
            f"**{peers.version('ocrmypdf')}** reads to text alone, which is the quickest that it does (`ocrmypdf -l LANGUAGE "
            "--output-type none --sidecar TEXT FILE -`): two files at a time with --jobs 1, and all of them as one PDF with "
            f"--jobs {WIDTH}. The better of the two counts. The documents are of one language, which it is told. Ours reads "
            f"the files in one process with `--readers {WIDTH}`.")
        ours, *theirs = self.in_turn(
            lambda: self.read(found, "--readers", str(WIDTH)),
            lambda: side_by_side([self._command(document, 1) for document in found], WIDTH),
            lambda: run(self._command(joined, WIDTH)))
        self._show(len(found), ours, dict(zip(
            ("ocrmypdf --jobs 1, two files at a time", f"ocrmypdf --jobs {WIDTH}, all in one PDF"), theirs)))

    def _documents(self):
        """PDFs of the language that most have."""
        found = [document for document in documents.scanned(self.options, self.folder) if document.path.suffix == ".pdf"]
        language = collections.Counter(document.language for document in found).most_common(1)[0][0]
        count = max(WIDTH, min(MOST, self.options.documents))
        chosen = documents.evenly([document for document in found if document.language == language], count)
        return chosen[: len(chosen) // WIDTH * WIDTH] or chosen

    def _command(self, document, jobs):
        return [peers.require("ocrmypdf"), "--jobs", jobs, "-l", document.language, "-q", "--output-type", "none",
                "--sidecar", self.folder / f"{document.path.stem}.txt", document.path, "-"]

    def _show(self, count, ours, theirs):
        rates = {name: [count / cost.wall * 60 for cost in costs] for name, costs in theirs.items()}
        best = max(rates, key=lambda name: statistics.median(rates[name]))
        for name, rate in rates.items():
            self.sheet.compare(f"{count} scanned PDFs, documents a minute", [count / cost.wall * 60 for cost in ours], name,
                               rate, "", TARGET if name == best else "", 1)
