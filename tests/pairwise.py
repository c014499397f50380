"""Rows of values in which every two values of any two fields meet at least once."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

type Pair = tuple[str, int, str, int]


def rows(values: Mapping[str, Sequence[Any]]) -> list[dict[str, Any]]:
    """Few rows that together hold every pair; always the same ones."""
    names = sorted(values)
    open_pairs = {
        (one, i, other, j)
        for one, other in combinations(names, 2)
        for i in range(len(values[one]))
        for j in range(len(values[other]))
    }
    found: list[dict[str, int]] = []
    while open_pairs:
        one, i, other, j = min(open_pairs)
        row = {one: i, other: j}
        for name in names:
            if name not in row:
                row[name] = max(range(len(values[name])), key=lambda at: _gain(row, name, at, open_pairs))
        found.append(row)
        open_pairs -= set(_pairs(row))
    return [{name: values[name][at] for name, at in row.items()} for row in found]


def _gain(row: Mapping[str, int], name: str, at: int, open_pairs: set[Pair]) -> int:
    return sum(
        ((known, row[known], name, at) if known < name else (name, at, known, row[known])) in open_pairs
        for known in row
    )


def _pairs(row: Mapping[str, int]) -> Iterator[Pair]:
    for one, other in combinations(sorted(row), 2):
        yield one, row[one], other, row[other]
