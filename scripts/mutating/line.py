"""A line that must not be broken without a test that notices."""

import dataclasses
import pathlib


@dataclasses.dataclass(frozen=True)
class Line:
    """`text` is the line without the spaces around it, and is once in the file; `broken` takes its place."""

    # Its name, with its module's before it where two modules have a file of that name: `API/JobJSON.swift`.
    file: str
    text: str
    broken: str
    # What should notice, as `swift test --filter` takes it.
    tests: str
    # What the line is for.
    why: str

    def path(self, root):
        """Where the file is, whichever folder of its module it was moved to; None unless there is just one."""
        *module, name = self.file.split("/")
        found = list((pathlib.Path(root) / "Sources").glob("/".join([*(module or ["*"]), "**", name])))
        return found[0] if len(found) == 1 else None

    def module(self, root):
        path = self.path(root)
        return path.relative_to(pathlib.Path(root) / "Sources").parts[0] if path else ""

    @property
    def key(self):
        """Tells the results of one line from another's, also after the list was changed."""
        return f"{self.file}\n{self.text}\n{self.broken}"

    def places(self, root):
        """The numbers of the lines in the tree that are this one, from 0."""
        path = self.path(root)
        if path is None:
            return []
        return [number for number, line in enumerate(path.read_text(encoding="utf-8").split("\n")) if line.strip() == self.text]

    def broken_file(self, root):
        """The file's text with the line broken."""
        lines = self.path(root).read_text(encoding="utf-8").split("\n")
        [place] = self.places(root)
        indent = lines[place][: len(lines[place]) - len(lines[place].lstrip())]
        lines[place] = indent + self.broken if self.broken else ""
        return "\n".join(lines)
