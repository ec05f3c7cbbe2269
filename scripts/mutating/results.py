"""What came of each line: kept in a file between runs, and written as a table."""

import datetime
import json
import subprocess

from .lines import KINDS
from .tree import FOLDER, ROOT

TABLE = ROOT / "docs" / "mutations.md"
UNNOTICED = ("survived", "unbuilt")

HEAD = """# Lines that a test must notice

Each line below keeps an account, a right, a claim, an address, a limit or a sum. `scripts/mutate` breaks one at a time in a
copy of the tree, builds it, runs the tests that should notice, and writes the first one that failed. `scripts/mutate --check`,
which is part of `scripts/test`, says when a listed line no longer stands in its file.

"""


class Results:
    """By line: the test that noticed, or why none did."""

    def __init__(self, resume):
        self.file = FOLDER / "results.json"
        self.found = json.loads(self.file.read_text()) if resume and self.file.exists() else {}

    def of(self, line):
        return self.found.get(line.key)

    def forget_unnoticed(self):
        self.found = {key: result for key, result in self.found.items() if result["outcome"] not in UNNOTICED}

    def note(self, line, outcome, test, seconds):
        """`outcome` is noticed, survived, unbuilt or late."""
        self.found[line.key] = {
            "outcome": outcome, "test": test, "seconds": round(seconds), "revision": revision(),
            "day": datetime.date.today().isoformat()}
        FOLDER.mkdir(parents=True, exist_ok=True)
        # Whole or not at all: the run may be ended at any time.
        fresh = self.file.with_suffix(".new")
        fresh.write_text(json.dumps(self.found, indent=1))
        fresh.replace(self.file)

    def write_table(self):
        known = [result for kind in KINDS.values() for line in kind if (result := self.of(line))]
        noticed = sum(result["outcome"] not in UNNOTICED for result in known)
        days = sorted({result["day"] for result in known})
        revisions = sorted({result["revision"] for result in known})
        when = f"{days[0]} to {days[-1]}" if len(days) > 1 else "".join(days)
        text = HEAD + f"{noticed} of {len(known)} broken lines were noticed; run on {when}, revision {', '.join(revisions)}.\n"
        for kind, lines in KINDS.items():
            text += f"\n## {kind.capitalize()}\n\n| what the line is for | line | broken into | noticed by |\n|---|---|---|---|\n"
            text += "".join(self._row(line) for line in lines)
        TABLE.write_text(text, encoding="utf-8")
        return len(known)

    def _row(self, line):
        result = self.of(line)
        noticed = told(result) if result else "not run yet"
        broken = code(line.broken) if line.broken else "nothing"
        return f"| {line.why} | {line.file.split('/')[-1]}: {code(line.text)} | {broken} | {noticed.replace('|', chr(92) + '|')} |\n"


def told(result):
    return {
        "noticed": result["test"], "late": "the tests did not end", "survived": "SURVIVED",
        "unbuilt": "does not build",
    }[result["outcome"]]


def code(text):
    """As code in a cell of a table, where a bar would end the cell."""
    fence = "``" if "`" in text else "`"
    return fence + text.replace("|", "\\|") + fence


def revision():
    words = ["git", "rev-parse", "--short", "HEAD"]
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip() or "unknown"
