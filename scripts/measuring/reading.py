"""What the parts share that read documents, beside the programs that people read with."""

import pathlib
import tempfile

from .costs import run


class Reading:
    def __init__(self, options, sheet, folder):
        self.options, self.sheet, self.folder = options, sheet, pathlib.Path(folder)
        self.program = options.program

    def read(self, documents, *flags):
        """All in one process of ours, with the settings that it has by itself."""
        return run([self.program, "read", "--jsonl", *flags, *[document.path for document in documents]])

    def in_turn(self, *works):
        """What each came to, round by round, so that the n-th of all stand for one moment of the machine."""
        found = [[] for _ in works]
        for _ in range(self.options.rounds):
            for results, work in zip(found, works):
                results.append(work())
        return found


def part(kind):
    """As `scripts/bench` calls it, with a folder for what it makes."""
    def measured(options, sheet):
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            kind(options, sheet, folder).measure()
    return measured
