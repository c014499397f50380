"""Slots: the places of a letter that hold what a person gave, or that wait for it as a [blank].

While a letter is written, each such place is set between marks that nobody can type; `without_marks` takes them out
and says where they stood.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_GIVEN, _BLANK, _NAME_ENDS, _END = "\x01", "\x02", "\x03", "\x04"
_MARK = re.compile(f"([{_GIVEN}{_BLANK}])(\\w+){_NAME_ENDS}|{_END}")


@dataclass(frozen=True)
class Slot:
    """A place of a letter's body, `body[start:end]` in code points: what the person gave for a field, or its blank."""

    field: str
    start: int
    end: int
    filled: bool


def given(field: str, text: str) -> str:
    """A person's words for a field, marked as theirs; nothing stays nothing."""
    return f"{_GIVEN}{field}{_NAME_ENDS}{text}{_END}" if text else ""


def blank(field: str, blanks: Mapping[str, str]) -> str:
    """The [blank] of a field."""
    return f"{_BLANK}{field}{_NAME_ENDS}[{blanks[field]}]{_END}"


def without_marks(marked: str) -> tuple[str, tuple[Slot, ...]]:
    """The text as it is sent, and its slots in their order."""
    parts: list[str] = []
    slots: list[Slot] = []
    opened: list[tuple[str, int, bool]] = []
    length = last = 0
    for mark in _MARK.finditer(marked):
        parts.append(marked[last : mark.start()])
        length += len(parts[-1])
        last = mark.end()
        if mark[1]:
            opened.append((mark[2], length, mark[1] == _GIVEN))
        elif opened:
            field, start, filled = opened.pop()
            slots.append(Slot(field, start, length, filled))
    return "".join([*parts, marked[last:]]), tuple(sorted(slots, key=lambda slot: (slot.start, -slot.end)))


def last_sign(marked: str) -> tuple[str, str]:
    """The text before its closing marks, and those marks: `stop` belongs between them."""
    text = marked.rstrip(_END)
    return text, marked[len(text) :]


def capital(marked: str) -> str:
    """The same words with a capital at their beginning, inside the marks."""
    mark = _MARK.match(marked)
    at = mark.end() if mark else 0
    return marked[:at] + marked[at : at + 1].upper() + marked[at + 1 :]
