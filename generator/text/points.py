"""Points of word sequences: what a text sounds like where no rule knows its words.

`make fit` finds them in the labelled texts of corpus/ (`corpus/fit.py`) and writes them to `generator/en/points.json`.
A table answers one question about a text. For each of its values it holds a start, and for each sequence of one to
three words its points. The sum over the sequences that stand in a text, divided by the root of their number, is the
score of a value: about 0 where nothing can be said, 1 or 2 where it is likely. What the rules said about the text can
be weighed in the same sum: each of their votes is a key that begins with `RULE_MARK`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import sqrt
from typing import Any

from generator.book.book import book
from generator.text.words import BREAKS

LONGEST = 3  # words in a sequence
UNIT = 10.0  # points of a score of 1
RULE_MARK = "§"  # begins the key of what a rule said, which no word does
RULE_SHARE = 0.3  # what each of those counts beside the words, however many there are
SHOWN = 3  # places at most that are shown as what a score rests on

type Span = tuple[int, int]  # the first word, and the one behind the last
type Heard = Mapping[str, Span]


@dataclass(frozen=True)
class Score:
    """The score of each value of a table, and the places of what spoke most for the best one.

    `count` is how many sequences spoke at all.
    """

    values: Mapping[str, float]
    best: str
    count: int
    places: tuple[Span, ...]

    @property
    def lead(self) -> float:
        """How far the best value is ahead of the next one."""
        first, second = sorted(self.values.values(), reverse=True)[:2]
        return first - second


def sequences(words: Sequence[str], spans: Iterable[Span] | None = None) -> Heard:
    """Every sequence of up to three words in a text, or in spans of it, with the place where it first stands.

    Never across the end of a sentence. Numbers are all `0`.
    """
    heard: dict[str, Span] = {}
    for first, last in spans if spans is not None else ((0, len(words)),):
        plain = ["0" if word.isdigit() else word for word in words[first:last]]
        for at, word in enumerate(plain):
            if word in BREAKS:
                continue
            sequence = word
            heard.setdefault(sequence, (first + at, first + at + 1))
            for end in range(at + 1, min(at + LONGEST, len(plain))):
                if plain[end] in BREAKS:
                    break
                sequence = f"{sequence} {plain[end]}"
                heard.setdefault(sequence, (first + at, first + end + 1))
    return heard


def weigh(name: str, heard: Heard, ruled: Iterable[str] = ()) -> Score:
    """Score the sequences of a text, and the keys of what rules said about it (`ruled`), by a table.

    Raises `KeyError` for a table there is not.
    """
    table = _table(name)
    found = [(place, table.points[sequence]) for sequence, place in heard.items() if sequence in table.points]
    words = _sum(table, (points for _, points in found))
    rules = _sum(table, (table.points[key] for key in ruled if key in table.points))
    root = sqrt(len(found)) or 1.0
    values = {
        value: (begin + said / root + rule * RULE_SHARE) / UNIT
        for value, begin, said, rule in zip(table.values, table.start, words, rules, strict=True)
    }
    best = max(values, key=lambda value: values[value])
    at = table.values.index(best)
    speaking = [(point, place) for place, points in found for value, point in points if value == at and point > 0]
    heaviest = sorted(speaking, key=lambda spoken: -spoken[0])[:SHOWN]
    return Score(values, best, len(found), tuple(sorted(place for _, place in heaviest)))


def _sum(table: _Table, found: Iterable[Sequence[tuple[int, int]]]) -> list[int]:
    """The points for each value of a table."""
    sums = [0] * len(table.values)
    for points in found:
        for at, point in points:
            sums[at] += point
    return sums


@dataclass(frozen=True)
class _Table:
    values: tuple[str, ...]
    start: tuple[int, ...]
    points: Mapping[str, Sequence[tuple[int, int]]]


@cache
def _table(name: str) -> _Table:
    table: Mapping[str, Any] = book()["points"][name]
    read = {
        sequence: tuple((at, point) for at, point in enumerate(map(int, points.split(","))) if point)
        for sequence, points in (line.rsplit(" ", 1) for line in table["points"])
    }
    return _Table(tuple(table["values"]), tuple(table["start"]), read)
