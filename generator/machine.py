"""Follows many phrases through a text at once: one step for each word, however many phrases there are.

A *point* is a place inside a phrase: what is wanted next, and the point after that. A *state* is all the points that
the words so far can have led to. Where a word leads from a state is worked out when it is first asked for and then
known, so a text costs little more than one look-up for each of its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from generator.phrases import Element, Sequence, number
from generator.text import BREAKS

END = ""  # stands behind the last word
ENDS = BREAKS | {END}
MOST_STEPS = 40_000  # steps kept; odd texts ask for ever new ones

type Point = int


class State:
    """What the words so far can have led to. `done`: the phrases that may end here. `steps`: word to state, or None."""

    __slots__ = ("done", "fresh", "points", "steps")

    def __init__(self, points: tuple[Point, ...], done: tuple[int, ...], *, fresh: bool) -> None:
        self.points = points
        self.done = done
        self.fresh = fresh
        self.steps: dict[str, State | None] = {}


class Machine:
    """Phrases, each with the number it is told by where it ends."""

    def __init__(self) -> None:
        self._points: list[tuple[Element, Point]] = []
        self._known: dict[tuple[int, Point], Point] = {}
        self._choices: dict[int, _Choice] = {}
        self._states: dict[tuple[bool, frozenset[Point]], State] = {}
        self._count = 0

    def add(self, phrase: Sequence, number: int) -> Point:
        """The point before a phrase."""
        return self._before(phrase, self._point(_done(number), -1))

    def begin(self, starts: Iterable[Point], *, fresh: bool) -> State:
        """The state before any word of these phrases. `fresh`: a sentence begins here."""
        return self._state(set(starts), fresh=fresh)

    def step(self, state: State, word: str) -> State | None:
        """Where a word leads, or None where no phrase goes on. It is remembered in `state.steps`."""
        reached: set[Point] = set()
        for point in state.points:
            self._follow(point, word, state.fresh, reached)
        following = self._state(reached, fresh=word in BREAKS) if reached else None
        state.steps[word] = following
        self._count += 1
        return following

    def forget_much(self) -> bool:
        """Forget every step where there are very many of them, and whether it was so. States in use stay right."""
        if self._count < MOST_STEPS:
            return False
        for state in self._states.values():
            state.steps.clear()
        self._states.clear()
        self._count = 0
        return True

    def _state(self, points: set[Point], *, fresh: bool) -> State:
        key = (fresh, frozenset(points))
        if key not in self._states:
            done: set[int] = set()
            for point in points:
                self._finish(point, fresh, done)
            ahead = tuple(sorted(point for point in points if self._points[point][0][0] != "done"))
            self._states[key] = State(ahead, tuple(sorted(done)), fresh=fresh)
        return self._states[key]

    def _point(self, element: Element, following: Point) -> Point:
        """The number of a point; phrases that end alike share theirs. Elements are kept, so that ids stay theirs."""
        key = (id(element), following)
        if key not in self._known:
            self._known[key] = len(self._points)
            self._points.append((element, following))
        return self._known[key]

    def _before(self, sequence: Sequence, following: Point) -> Point:
        for element in reversed(sequence):
            following = self._point(element, following)
        return following

    def _follow(self, point: Point, word: str, fresh: bool, reached: set[Point]) -> None:
        """Add the points that a word leads to from one point."""
        element, following = self._points[point]
        kind = element[0]
        if kind == "w":
            if element[1] == word:
                reached.add(following)
        elif kind == "alt":
            choice = self._choice(element[1])
            for rest in choice.by_word.get(word, ()):
                reached.add(self._before(rest, following))
            for branch in choice.others:
                self._follow(self._before(branch, following), word, fresh, reached)
            if choice.optional:
                self._follow(following, word, fresh, reached)
        elif kind == "gap":
            self._follow(following, word, fresh, reached)
            if element[1] and word not in ENDS:
                reached.add(self._point(_gap(element[1] - 1), following))  # type: ignore[operator]
        elif kind == "any":
            if word not in ENDS:
                reached.add(following)
        elif kind == "num":
            if number(word) is not None:
                reached.add(following)
        elif kind == "start" and fresh:
            self._follow(following, word, fresh, reached)

    def _finish(self, point: Point, fresh: bool, done: set[int]) -> None:
        """Add the phrases that can end at a point without another word."""
        element, following = self._points[point]
        kind = element[0]
        if kind == "done":
            done.add(element[1])  # type: ignore[arg-type]
        elif kind == "gap" or (kind == "start" and fresh):
            self._finish(following, fresh, done)
        elif kind == "alt":
            choice = self._choice(element[1])
            if choice.optional:
                self._finish(following, fresh, done)
            for branch in choice.others:
                self._finish(self._before(branch, following), fresh, done)

    def _choice(self, branches: object) -> _Choice:
        if id(branches) not in self._choices:
            self._choices[id(branches)] = _Choice(branches)  # type: ignore[arg-type]
        return self._choices[id(branches)]


class _Choice:
    """The branches of a choice by the word they begin with, without that word; those that begin otherwise; or none."""

    def __init__(self, branches: tuple[Sequence, ...]) -> None:
        self.branches = branches  # kept, so that its id stays its own
        self.by_word: dict[str, list[Sequence]] = {}
        self.others: list[Sequence] = []
        self.optional = False
        for branch in _plain(branches):
            if not branch:
                self.optional = True
            elif branch[0][0] == "w":
                self.by_word.setdefault(str(branch[0][1]), []).append(branch[1:])
            else:
                self.others.append(branch)


def _plain(branches: Iterable[Sequence]) -> Iterator[Sequence]:
    """The branches without choices at their beginning: `((a|b) c)` gives `a c` and `b c`."""
    for branch in branches:
        if branch and branch[0][0] == "alt":
            yield from _plain((*inner, *branch[1:]) for inner in branch[0][1])  # type: ignore[attr-defined]
        else:
            yield branch


@cache
def _gap(words: int) -> Element:
    return ("gap", words)


@cache
def _done(number: int) -> Element:
    return ("done", number)
