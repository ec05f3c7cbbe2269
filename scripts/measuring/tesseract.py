"""Runs Tesseract's command as an expert would: one process for all pages of a language, from a list of files."""

import os

from . import peers
from .costs import run, total

ONE_THREAD = {"OMP_THREAD_LIMIT": "1"}


class Tesseract:
    """One resolution: that of the scans themselves, or one that their pages are drawn at."""

    def __init__(self, documents, folder, resolution=None):
        self.program, self.documents, self.folder = peers.require("tesseract"), documents, folder
        self.name = f"{resolution} dpi" if resolution else "the scans' own resolution"
        folder.mkdir(exist_ok=True)
        # A process has one language and one resolution; none is said of what a picture says itself.
        self.batches = {}
        for index, document in enumerate(documents):
            wanted = resolution or document.resolution
            pictures = document.pictures(folder, wanted)
            self.batches.setdefault((document.language, wanted), []).append((index, pictures))

    @property
    def pages(self):
        return sum(len(pictures) for batch in self.batches.values() for _, pictures in batch)

    def run(self, environment):
        """Reads all pages to text; what it cost."""
        if set(ONE_THREAD) & set(os.environ):
            raise SystemExit("OMP_THREAD_LIMIT is set; unset it, so that tesseract runs with its defaults")
        return total(self._read(*batch, environment) for batch in self.batches.items())

    def _read(self, kind, batch, environment):
        language, resolution = kind
        listed = self._stem(kind).with_suffix(".list")
        listed.write_text("".join(f"{picture}\n" for _, pictures in batch for picture in pictures))
        said = ["--dpi", resolution] if resolution else []
        return run([self.program, listed, self._stem(kind), "-l", language, *said], environment)

    def _stem(self, kind):
        return self.folder / "-".join(map(str, kind))

    def texts(self):
        """What the last run read, a text for each document."""
        found = [""] * len(self.documents)
        for kind, batch in self.batches.items():
            # A form feed separates pages.
            pages = self._stem(kind).with_suffix(".txt").read_text("utf-8").split("\f")
            if len(pages) != sum(len(pictures) for _, pictures in batch):
                raise SystemExit(f"tesseract read {len(pages)} pages of the list {kind}")
            for index, pictures in batch:
                found[index] = "\n".join(pages[: len(pictures)])
                del pages[: len(pictures)]
        return found
