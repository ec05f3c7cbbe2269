"""The documents that reading is measured on: a folder's, or drawn ones."""

import collections
import json
import pathlib
import re
import subprocess

from breaking.cluster import ROOT


def languages():
    """The names of Tesseract's data by ISO 639-1, as truth has it."""
    files = (ROOT / "Sources" / "Languages" / "Files").glob("??.json")
    read = [json.loads(file.read_text("utf-8")) for file in files]
    return {language["code"]: language["tesseract"] for language in read}


LANGUAGES = languages()
PICTURES = {".png", ".jpg", ".jpeg"}
# What Tesseract's manual asks for.
STANDARD = 300


class Document:
    def __init__(self, path, text_of=None, language="en"):
        self.path = pathlib.Path(path)
        # The born-digital original, whose words are the truth.
        self.text_of, self.language = text_of, LANGUAGES.get(language, "eng")

    @property
    def pages(self):
        if self.path.suffix in PICTURES:
            return 1
        shown = subprocess.run(["pdfinfo", self.path], capture_output=True, check=True).stdout.decode("utf-8", "replace")
        return int(re.search(r"^Pages:\s+(\d+)", shown, re.M)[1])

    @property
    def resolution(self):
        """Of its largest picture, which is the scan of a page; None where the file itself may say it, or nobody."""
        if self.path.suffix in PICTURES:
            return None
        shown = subprocess.run(["pdfimages", "-list", self.path], capture_output=True, check=True).stdout.decode()
        # Page, number, type, width, height, colour, components, bits, encoding, interpolation, object, its generation, x-ppi.
        rows = [line.split() for line in shown.splitlines()[2:]]
        sizes = [(int(row[3]) * int(row[4]), int(row[12])) for row in rows if row[2] == "image"]
        return max(sizes)[1] if sizes else STANDARD

    def pictures(self, folder, resolution):
        """Its pages as files that cost little to open. Pictures stay what they are."""
        if self.path.suffix in PICTURES:
            return [self.path]
        stem = folder / f"{self.path.stem}-{resolution}"
        subprocess.run(["pdftoppm", "-r", str(resolution), "-gray", self.path, stem], check=True)
        return sorted(folder.glob(glob_escaped(stem.name) + "-*.pgm"))

    @property
    def words(self):
        """None where nobody knows them."""
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
    """The records of drawn documents of one form; the same seed draws the same invoices in any form."""
    subprocess.run([ROOT / "scripts" / "draw-samples", "--random", str(count), "--seed", str(seed), "--form", form, "--out", folder],
                   check=True, stdout=subprocess.DEVNULL)
    return records(folder)


def records(folder):
    truth = folder / "truth.jsonl"
    return [json.loads(line) for line in truth.read_text("utf-8").splitlines()] if truth.exists() else []


def scanned(options, folder):
    """All scans, with the words that stand on them, and pictures whose words nobody knows."""
    if not options.documents_in:
        originals = {record["id"]: folder / "originals" / record["file"]
                     for record in draw(folder / "originals", "pdf", options.documents, 5)}
        return [Document(folder / "scans" / record["file"], originals[record["id"]], record["language"])
                for record in draw(folder / "scans", "scan", options.documents, 5)]
    given = pathlib.Path(options.documents_in)
    languages = {record["id"]: record.get("language") or "en" for record in records(given)}
    found = []
    for path in sorted((given / "scans").glob("*.pdf")):
        original = given / "docs" / path.name
        found.append(Document(path, original if original.exists() else None, languages.get(path.stem, "en")))
    for path in sorted((given / "docs").iterdir()):
        if path.suffix in PICTURES:
            found.append(Document(path, None, languages.get(path.stem, "en")))
    return found


def born(options, folder):
    """PDFs that carry their text."""
    if not options.documents_in:
        return [Document(folder / "born" / record["file"]) for record in draw(folder / "born", "pdf", options.documents, 6)]
    docs, scans = (pathlib.Path(options.documents_in) / name for name in ("docs", "scans"))
    found = [Document(path) for path in sorted(docs.glob("*.pdf")) if (scans / path.name).exists()]
    return evenly(found, options.documents)


def evenly(found, count):
    """From all kinds, when there are more than asked for."""
    return found[:: max(1, -(-len(found) // count))]
