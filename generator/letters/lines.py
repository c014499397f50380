"""Lines of a mail, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_LINE = re.compile(r"[^\n]*\n|[^\n]+")


class Line(NamedTuple):
    """One line with its place and its words."""

    start: int
    end: int
    text: str

    @property
    def words(self) -> int:
        """How many words stand in the line."""
        return len(self.text.split())

    def trimmed(self) -> Line:
        """The line without the space around it."""
        text = self.text.strip()
        start = self.start + len(self.text) - len(self.text.lstrip())
        return Line(start, start + len(text), text)


def lines_of(raw: str, start: int, end: int) -> Iterator[Line]:
    """The lines of a part of a text, each with its line end."""
    for found in _LINE.finditer(raw, start, end):
        yield Line(found.start(), found.end(), found.group())
