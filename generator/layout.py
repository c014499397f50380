"""The parts of a letter: subject, greeting, paragraphs, closing, name. Used to count and to review.

Spans are (start, end) in code points of the text as it came.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from generator.book import book
from generator.phrases import Finder, parse
from generator.text import BREAKS, cut

type Span = tuple[int, int]

_SUBJECT = re.compile(r"\s*subject\s*:[^\n]*\n?", re.IGNORECASE)
_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\W_]+(?:[-'’.,/][^\W_]+)*")
GREETING_WORDS = 8
NAME_WORDS = 8


@dataclass(frozen=True)
class Letter:
    """Where the parts of a letter stand. A part that is missing is None; `paragraphs` are between greeting and closing."""

    text: str
    subject: Span | None
    greeting: Span | None
    paragraphs: tuple[Span, ...]
    closing: Span | None
    name: Span | None

    @property
    def words(self) -> int:
        """How many words stand between greeting and closing."""
        return sum(len(_WORD.findall(self.text, *span)) for span in self.paragraphs)

    def part(self, span: Span | None) -> str:
        """The text of one part, trimmed; empty where the part is missing."""
        return self.text[slice(*span)].strip() if span else ""


def layout(text: str) -> Letter:
    """Find the parts of a letter. Anything is a letter: what has no greeting or closing is all paragraphs."""
    subject = _SUBJECT.match(text)
    at = subject.end() if subject else 0
    lines = [line.span() for line in _LINE.finditer(text, at) if line.group().strip()]
    greeting = None
    if lines and _is_greeting(text[slice(*lines[0])]):
        greeting = _greeting_part(text, lines[0])
        at = greeting[1]
    closing, name, end = _ending(text, lines[1:] if greeting else lines)
    return Letter(
        text,
        subject.span() if subject else None,
        greeting,
        tuple(_paragraphs(text, at, end)),
        closing,
        name,
    )


def _paragraphs(text: str, start: int, end: int) -> Iterator[Span]:
    for block in re.finditer(r"\S(?:[^\n]|\n(?![^\S\n]*\n))*", text[start:end]):
        yield start + block.start(), start + block.end()


def _greeting_part(text: str, line: Span) -> Span:
    """The greeting alone, where the letter goes on in the same line (`Hi Ana, thank you …`)."""
    words = text[slice(*line)].split()
    comma = text.find(",", *line)
    if len(words) > GREETING_WORDS and comma > 0:
        return line[0], comma + 1
    return line


def _is_greeting(line: str) -> bool:
    found = _finder("greeting").hits(cut(line))
    if not found or found[0].first != 0:
        return False
    return len(line.split()) <= GREETING_WORDS or "," in " ".join(line.split()[:GREETING_WORDS])


def _ending(text: str, lines: list[Span]) -> tuple[Span | None, Span | None, int]:
    """The closing line, the name below it, and where the paragraphs end."""
    for span in reversed(lines[-6:]):
        if is_closing(text[slice(*span)]):
            below = text[span[1] :].strip()
            start = text.find(below, span[1]) if below else -1
            return span, ((start, start + len(below)) if below else None), span[0]
    if lines and len(lines) > 1:
        last = lines[-1]
        said = text[slice(*last)].strip()
        alone = "\n" in text[lines[-2][1] : last[0]].replace("\n", "", 1)
        if alone and 0 < len(said.split()) <= 4 and not re.search(r"[.!?,;:]\s*$", said):
            return None, last, last[0]
    return None, None, len(text)


def is_closing(line: str) -> bool:
    """Whether a line is nothing but a closing such as `Kind regards,`."""
    words = cut(line)
    bare = [word for word in words.words if word not in BREAKS]
    return any(hit.first == 0 and hit.last == len(bare) for hit in _finder("closing").hits(words))


@cache
def _finder(name: str) -> Finder:
    lists = book()["lists"]
    return Finder((name, parse(entry, lists)) for entry in lists[name])
