"""Follows many phrases through a text at once: one step for each word, however many phrases there are.

A *point* is a place inside a phrase: what is wanted next, and the point after that. A *state* is all the points that
the words so far can have led to. Where a word leads from a state is worked out when it is first asked for and then
known, so a text costs little more than one look-up for each of its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from generator.text.phrases import Element, Sequence, number
from generator.text.words import BREAKS

END = ""  # stands behind the last word
ENDS = BREAKS | {END}
MOST_STEPS = 40_000  # steps kept; odd texts ask for ever new ones

type Point = int
type Wants = tuple[frozenset[str], bool, bool]
"""The words a point waits for; whether any other word leads on as well; whether a number does."""


class State:
    """What the words so far can have led to. `done`: the phrases that may end here. `steps`: word to state, or None."""

    __slots__ = ("by_word", "done", "numbers", "open", "plain", "points", "steps")

    def __init__(self, points: tuple[Point, ...], done: tuple[int, ...]) -> None:
        self.points = points
        self.done = done
        self.steps: dict[str, State | None] = {}
        self.by_word: dict[str, list[Point]] | None = None  # each word waited for, and the points that only it leads on
        self.open: list[Point] = []  # the points that other words lead on too
        self.numbers = False  # whether a point waits for a number
        self.plain: State | bool | None = False  # where every word leads that nobody waits for; False: not known yet


class Machine:
    """Phrases, each with the number it is told by where it ends."""

    def __init__(self) -> None:
        self._points: list[tuple[str, object, Point]] = []  # kind, what is wanted, and the point after that
        self._elements: list[Element] = []
        self._known: dict[tuple[int, Point], Point] = {}
        self._choices: dict[int, _Choice] = {}
        self._states: dict[frozenset[Point], State] = {}
        self._wanted: dict[Point, Wants] = {}
        self._count = 0

    def add(self, phrase: Sequence, number: int) -> Point:
        """The point before a phrase."""
        return self._before(phrase, self._point(_done(number), -1))

    def begin(self, start: Point) -> State:
        """The state before any word of a phrase."""
        return self._state({start})

    def enter(self, starts: Iterable[Point], word: str, *, fresh: bool) -> State | None:
        """Where a first word leads from the starts of phrases. `fresh`: a sentence begins with it."""
        reached: set[Point] = set()
        for start in starts:
            kind, _, following = self._points[start]
            if kind != "start":
                self._follow(start, word, reached)
            elif fresh:
                self._follow(following, word, reached)
        return self._state(reached) if reached else None

    def step(self, state: State, word: str) -> State | None:
        """Where a word leads, or None where no phrase goes on. It is remembered in `state.steps`."""
        if state.by_word is None:
            state.by_word = self._sorted(state)
        points = state.by_word.get(word)
        plain = points is None and word not in ENDS and not (state.numbers and number(word) is not None)
        if not plain or state.plain is False:
            reached: set[Point] = set()
            for point in (*(points or ()), *state.open):
                self._follow(point, word, reached)
            following = self._state(reached) if reached else None
            if plain:
                state.plain = following
        else:
            following = state.plain  # type: ignore[assignment]
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

    def _sorted(self, state: State) -> dict[str, list[Point]]:
        by_word: dict[str, list[Point]] = {}
        for point in state.points:
            words, anything, numbers = self._wants(point)
            state.numbers = state.numbers or numbers
            if anything or numbers:
                state.open.append(point)
            for word in words:
                waiting = by_word.setdefault(word, [])
                if not (anything or numbers):
                    waiting.append(point)
        return by_word

    def _wants(self, point: Point) -> Wants:
        if point not in self._wanted:
            kind, wanted, following = self._points[point]
            wants: Wants = frozenset(), False, False
            if kind == "w":
                wants = frozenset((str(wanted),)), False, False
            elif kind == "alt":
                choice: _Choice = wanted  # type: ignore[assignment]
                wants = choice.wants
                if choice.optional:
                    wants = _together(wants, self._wants(following))
                for branch in choice.others:
                    wants = _together(wants, self._wants(self._before(branch, following)))
            elif kind == "gap":
                wants = _together((frozenset(), bool(wanted), False), self._wants(following))
            elif kind in ("any", "num"):
                wants = frozenset(), kind == "any", kind == "num"
            self._wanted[point] = wants
        return self._wanted[point]

    def _state(self, points: set[Point]) -> State:
        key = frozenset(points)
        if key not in self._states:
            done: set[int] = set()
            for point in points:
                self._finish(point, done)
            ahead = tuple(point for point in sorted(points) if self._points[point][0] != "done")
            self._states[key] = State(ahead, tuple(sorted(done)))
        return self._states[key]

    def _point(self, element: Element, following: Point) -> Point:
        """The number of a point; phrases that end alike share theirs. Elements are kept, so that ids stay theirs."""
        key = (id(element), following)
        if key not in self._known:
            self._known[key] = len(self._points)
            kind, *rest = element
            wanted = self._choice(element) if kind == "alt" else rest[0] if rest else None
            self._points.append((str(kind), wanted, following))
            self._elements.append(element)
        return self._known[key]

    def _choice(self, element: Element) -> _Choice:
        branches = element[1]
        if id(branches) not in self._choices:
            self._choices[id(branches)] = _Choice(branches)  # type: ignore[arg-type]
        return self._choices[id(branches)]

    def _before(self, sequence: Sequence, following: Point) -> Point:
        for element in reversed(sequence):
            following = self._point(element, following)
        return following

    def _follow(self, point: Point, word: str, reached: set[Point]) -> None:
        """Add the points that a word leads to from one point."""
        kind, wanted, following = self._points[point]
        if kind == "w":
            if wanted == word:
                reached.add(following)
        elif kind == "alt":
            choice: _Choice = wanted  # type: ignore[assignment]
            for rest in choice.by_word.get(word, ()):
                reached.add(self._before(rest, following))
            for branch in choice.others:
                self._follow(self._before(branch, following), word, reached)
            if choice.optional:
                self._follow(following, word, reached)
        elif kind == "gap":
            self._follow(following, word, reached)
            if wanted and word not in ENDS:
                reached.add(self._point(_gap(wanted - 1), following))  # type: ignore[operator]
        elif kind == "any":
            if word not in ENDS:
                reached.add(following)
        elif kind == "num" and number(word) is not None:
            reached.add(following)

    def _finish(self, point: Point, done: set[int]) -> None:
        """Add the phrases that can end at a point without another word."""
        kind, wanted, following = self._points[point]
        if kind == "done":
            done.add(wanted)  # type: ignore[arg-type]
        elif kind == "gap":
            self._finish(following, done)
        elif kind == "alt":
            choice: _Choice = wanted  # type: ignore[assignment]
            if choice.optional:
                self._finish(following, done)
            for branch in choice.others:
                self._finish(self._before(branch, following), done)


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
        self.wants: Wants = frozenset(self.by_word), False, False


def _plain(branches: Iterable[Sequence]) -> Iterator[Sequence]:
    """The branches without choices at their beginning: `((a|b) c)` gives `a c` and `b c`."""
    for branch in branches:
        if branch and branch[0][0] == "alt":
            yield from _plain((*inner, *branch[1:]) for inner in branch[0][1])  # type: ignore[attr-defined]
        else:
            yield branch


def _together(one: Wants, other: Wants) -> Wants:
    return one[0] | other[0], one[1] or other[1], one[2] or other[2]


@cache
def _gap(words: int) -> Element:
    return ("gap", words)


@cache
def _done(number: int) -> Element:
    return ("done", number)
