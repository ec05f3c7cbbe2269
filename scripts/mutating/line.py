"""A line that must not be broken without a test that notices."""

import dataclasses
import pathlib


@dataclasses.dataclass(frozen=True)
class Line:
    """`text` is the line without the spaces around it, and stands once in the file; `broken` stands in its place."""

    file: str
    text: str
    broken: str
    # What should notice, as `swift test --filter` takes it.
    tests: str
    # What the line is for.
    why: str

    @property
    def module(self):
        return self.file.split("/")[1]

    @property
    def key(self):
        """Tells the results of one line from another's, also after the list was changed."""
        return f"{self.file}\n{self.text}\n{self.broken}"

    def places(self, root):
        """The numbers of the lines in the tree that are this one, from 0."""
        path = pathlib.Path(root) / self.file
        if not path.exists():
            return []
        return [number for number, line in enumerate(path.read_text(encoding="utf-8").split("\n")) if line.strip() == self.text]

    def broken_file(self, root):
        """The file's text with the line broken."""
        lines = (pathlib.Path(root) / self.file).read_text(encoding="utf-8").split("\n")
        [place] = self.places(root)
        indent = lines[place][: len(lines[place]) - len(lines[place].lstrip())]
        lines[place] = indent + self.broken if self.broken else ""
        return "\n".join(lines)
