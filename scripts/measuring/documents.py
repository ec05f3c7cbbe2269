"""The documents that reading is measured on: a folder's, or drawn ones."""

import collections
import json
import pathlib
import re
import subprocess

from breaking.stage import ROOT

# ISO 639-1 as truth has it, and the names of Tesseract's data.
LANGUAGES = {"de": "deu", "en": "eng", "fr": "fra", "es": "spa", "it": "ita", "nl": "nld", "pt": "por", "pl": "pol",
             "sv": "swe", "da": "dan", "lv": "lav"}
PICTURES = {".png", ".jpg", ".jpeg"}


class Document:
    def __init__(self, path, text_of=None, language="en"):
        self.path = pathlib.Path(path)
        # The born-digital original, whose words are the truth.
        self.text_of, self.language = text_of, LANGUAGES.get(language, "eng")
        self.pictures = []

    def make_pictures(self, folder):
        """Its pages as pictures of 300 dpi, as somebody who knows Tesseract gives them to it."""
        if self.path.suffix in PICTURES:
            self.pictures = [self.path]
            return
        stem = folder / self.path.stem
        subprocess.run(["pdftoppm", "-r", "300", "-gray", "-png", self.path, stem], check=True)
        self.pictures = sorted(folder.glob(glob_escaped(stem.name) + "-*.png"))

    @property
    def words(self):
        """Nil where nobody knows them."""
        if not self.text_of:
            return None
        text = subprocess.run(["pdftotext", self.text_of, "-"], capture_output=True, check=True).stdout
        return bag(text.decode("utf-8", "replace"))


def glob_escaped(name):
    return re.sub(r"([\[*?])", r"[\1]", name)


def bag(text):
    return collections.Counter(text.split())


def recall(pairs):
    """Shares of the true words, and of those with a digit, that were read; of pairs of bags (true, read)."""
    shares = []
    for counts in (lambda word: True, lambda word: any(letter.isdigit() for letter in word)):
        wanted = sum(count for true, _ in pairs for word, count in true.items() if counts(word))
        found = sum(min(count, read[word]) for true, read in pairs for word, count in true.items() if counts(word))
        shares.append(found / max(1, wanted))
    return shares


def draw(folder, form, count, seed):
    """Drawn documents of one form, and how many pages they have."""
    subprocess.run([ROOT / "scripts" / "draw-samples", "--random", str(count), "--seed", str(seed), "--form", form, "--out", folder],
                   check=True, stdout=subprocess.DEVNULL)
    records = [json.loads(line) for line in (folder / "truth.jsonl").read_text("utf-8").splitlines()]
    return [folder / record["file"] for record in records], sum(record["pages"] for record in records)


def scans(options, folder):
    """Scans with the words that stand on them, and pictures whose words nobody knows."""
    if not options.documents_in:
        files, _ = draw(folder / "scans", "scan", options.documents, 5)
        originals, _ = draw(folder / "originals", "pdf", options.documents, 5)
        by_stem = {path.stem: path for path in originals}
        return [Document(path, by_stem.get(path.stem)) for path in files]
    given = pathlib.Path(options.documents_in)
    truth = given / "truth.jsonl"
    records = [json.loads(line) for line in truth.read_text("utf-8").splitlines()] if truth.exists() else []
    languages = {record["id"]: record.get("language") or "en" for record in records}
    found = []
    for path in sorted((given / "scans").glob("*.pdf")):
        original = given / "docs" / path.name
        found.append(Document(path, original if original.exists() else None, languages.get(path.stem, "en")))
    for path in sorted((given / "docs").iterdir()):
        if path.suffix in PICTURES:
            found.append(Document(path, None, languages.get(path.stem, "en")))
    # Evenly from all kinds, when there are more than asked for.
    step = max(1, -(-len(found) // options.documents))
    return found[::step]


def born(options, folder):
    """PDFs that carry their text."""
    if options.documents_in:
        docs = pathlib.Path(options.documents_in) / "docs"
        scans = pathlib.Path(options.documents_in) / "scans"
        files = [path for path in sorted(docs.glob("*.pdf")) if (scans / path.name).exists()]
        return files[:: max(1, len(files) // options.documents)]
    return draw(folder / "born", "pdf", options.documents, 6)[0]


def pages(path):
    if path.suffix in PICTURES:
        return 1
    shown = subprocess.run(["pdfinfo", path], capture_output=True, check=True).stdout.decode("utf-8", "replace")
    return int(re.search(r"^Pages:\s+(\d+)", shown, re.M)[1])
