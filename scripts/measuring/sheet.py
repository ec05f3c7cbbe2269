"""The rows that the parts make, as a Markdown table, and how they were made."""

from .costs import spread

HEAD = ("| work | ours | compared with | its | ours ÷ its: min / median / max | target |\n"
        "|---|---|---|---|---|---|")


def show(values, unit="", places=3):
    """The median, with what was least and most."""
    low, middle, high = spread(values)
    if len(values) == 1:
        return f"{middle:.{places}f}{unit}"
    return f"{middle:.{places}f}{unit} ({low:.{places}f}–{high:.{places}f})"


class Sheet:
    def __init__(self):
        self.rows, self.notes = [], []

    def compare(self, work, ours, peer, theirs, unit, target="", places=3):
        """A row of values measured in turn: the n-th of both stand for one moment of the machine."""
        low, middle, high = spread([a / b for a, b in zip(ours, theirs) if b])
        self._add(work, show(ours, unit, places), peer, show(theirs, unit, places),
                  f"{low:.2f} / {middle:.2f} / {high:.2f}", target)

    def alone(self, work, values, unit, target="", places=1):
        """A row without a comparison; a text is shown unchanged."""
        self._add(work, values if isinstance(values, str) else show(values, unit, places), "", "", "", target)

    def note(self, text):
        """A paragraph that says how something is run."""
        self.notes.append("- " + text)

    def _add(self, *cells):
        self.rows.append("| " + " | ".join(cells) + " |")
        print(self.rows[-1], flush=True)

    @property
    def text(self):
        notes = ["", "## How each is run", "", *self.notes] if self.notes else []
        return "\n".join([HEAD, *self.rows, *notes]) + "\n"
