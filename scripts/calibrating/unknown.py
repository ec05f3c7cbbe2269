"""Makes unknown documents of known ones: some of the labels on their pages are changed to words that no language has.

The rules know the documents that they were made on; what fails on others is mostly a label that no language file has. So
each label that a page shows is taken away with some probability, wherever it stands, and the document is read again. The
values stay as they are, and with them the truth.
"""
import glob, json, os, random, re

from samples import fold

LANGUAGES = "Sources/Languages/Files"
# How many of a document's labels are unknown.
SHARE = 0.2
# Shorter words may be anything.
SHORTEST = 3
LETTERS = {**dict(zip("bcdfghjklmnpqrstvwxz", "zvkbgdfhnrjlmwxptqcs")), **dict(zip("aeiouy", "uyaoie"))}
TEXTS = ("number", "supplier", "customer", "currency", "lineItems")


class Labels:
    """The phrases of all languages, by their first word."""

    def __init__(self, root):
        self.by_first = {}
        for path in glob.glob(os.path.join(root, LANGUAGES, "*.json")):
            file = json.load(open(path, encoding="utf8"))
            lists = [texts for part in ("labels", "headings", "kinds") for texts in (file.get(part) or {}).values()]
            for text in (text for texts in lists for text in texts):
                words = atoms(text)
                if words:
                    self.by_first.setdefault(words[0], set()).add(tuple(words))

    def at(self, words, place):
        """The longest phrase that begins there; empty if none does."""
        found = [phrase for phrase in self.by_first.get(words[place], ()) if tuple(words[place:place + len(phrase)]) == phrase]
        return max(found, key=len, default=())


def atoms(text):
    return re.findall(r"[^\W\d_]+", fold(text))


def altered(document, truth, labels, seed=1):
    """The pages of one document with a part of its labels changed."""
    dice, known, kept = random.Random(f"{seed} {document['id']}"), {}, own_words(truth)
    pages = json.loads(json.dumps(document["pages"]))
    for line in (line for page in pages for line in page["lines"]):
        places = [(number, word) for number, entry in enumerate(line["words"]) for word in atoms(entry[0])]
        words = [word for _, word in places]
        place = 0
        while place < len(words):
            phrase = labels.at(words, place)
            if phrase and sum(map(len, phrase)) >= SHORTEST:
                if phrase not in known:
                    known[phrase] = dice.random() >= SHARE or bool(kept.intersection(phrase))
                for number in {number for number, _ in places[place:place + len(phrase)]} if not known[phrase] else ():
                    entry = line["words"][number]
                    # A value may be set without a blank behind its label.
                    if not any(letter.isdigit() for letter in entry[0]):
                        line["words"][number] = [strange(entry[0]), *entry[1:7]]
            place += max(len(phrase), 1)
    return {"id": document["id"], "file": document.get("file", ""), "pages": pages}


def own_words(truth):
    """What is printed of the values themselves is not changed."""
    return {word for name in TEXTS for word in atoms(json.dumps(truth["truth"].get(name) or "", ensure_ascii=False))}


def strange(text):
    """Other letters, of the same case and number; digits and signs as they are."""
    other = [LETTERS.get(fold(letter), letter) if letter.isalpha() else letter for letter in text]
    return "".join(new.upper() if old.isupper() else new for old, new in zip(text, other))
