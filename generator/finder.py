"""Looks for phrases in a text: each word once, and only phrases that begin with it; time grows with the text."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from generator.phrases import GAP_WORDS, Element, Sequence, beginnings, number, openings
from generator.text import BREAKS, Text

type Captures = tuple[tuple[str, int, int], ...]
type Slot = Callable[[Text, int], Iterable[int]]
"""A text and the word a slot begins at give the words it may end before."""

SLOT_WORDS = 12  # no slot keeps more
END = ""  # stands behind the last word
ENDS = BREAKS | {END}


class Hit(NamedTuple):
    """One place where a phrase stands: words `first` up to and without `last`; `captures` are (slot, first, last)."""

    key: object
    first: int
    last: int
    captures: Captures = ()


type Search = Callable[[list[str], int, Text], tuple[int, Captures]]
"""Words, where to begin and the text give where the longest match ends, or -1, and what was kept on the way."""


class Finder:
    """Many phrases looked for in one pass. `entries` are (key, parsed phrase); a hit carries the key of its phrase."""

    def __init__(self, entries: Iterable[tuple[object, Sequence]], slots: Mapping[str, Slot] | None = None) -> None:
        self._index: dict[str, dict[str | None, list[tuple[object, Search]]]] = {}
        maker = _Maker(slots or {})
        for key, sequence in entries:
            search = maker.search(sequence)
            for opening in openings(sequence):
                second = opening[1] if len(opening) > 1 else None
                self._index.setdefault(opening[0], {}).setdefault(second, []).append((key, search))

    def hits(self, text: Text, first: int = 0, last: int | None = None) -> list[Hit]:
        """Every place of every phrase, in the order of the text; the longest reading of each.

        With `first` and `last` only phrases that begin at these words (`last` left out).
        """
        words, index = text.padded, self._index
        found: list[Hit] = []
        for at in range(first, len(text.words) if last is None else last):
            seconds = index.get(words[at])
            if seconds is None:
                continue
            for second in (None, words[at + 1]):
                for key, search in seconds.get(second, ()):
                    end, captures = search(words, at, text)
                    if end >= 0:
                        found.append(Hit(key, at, end, captures))
        return found


_NOWHERE: tuple[int, Captures] = (-1, ())

type Places = Collection[int]
type Stepper = Callable[[list[str], Places], Places]  # words and the places reached give the places reached next


class _Maker:
    """Makes a search of each phrase. A choice that several phrases share is made once.

    Words end in `END`, so that every place reached is the number of a word.
    """

    def __init__(self, slots: Mapping[str, Slot]) -> None:
        self._slots = slots
        self._choices: dict[int, tuple[object, Stepper]] = {}  # the choice is kept, so that its id stays its own

    def search(self, sequence: Sequence) -> Search:
        cuts = [number for number, element in enumerate(sequence) if element[0] == "slot"]
        if cuts:
            return self.keeping(sequence, cuts)
        known = 0  # plain words that the opening has compared already
        while known < min(2, len(sequence) - 1) and sequence[known][0] == "w":
            known += 1
        walk = self.chain(sequence[known:])

        def search(words: list[str], at: int, text: Text) -> tuple[int, Captures]:
            places = walk(words, (at + known,))
            return (max(places), ()) if places else _NOWHERE

        return search

    def keeping(self, sequence: Sequence, cuts: list[int]) -> Search:
        """A search that keeps words under names: from slot to slot, with the plain words between them."""
        begin = self.chain(sequence[: cuts[0]])
        parts = [
            (name, self._slots[name], self.chain(between), _firsts(between))
            for cut, following in zip(cuts, [*cuts[1:], len(sequence)], strict=True)
            for name, between in ((str(sequence[cut][1]), sequence[cut + 1 : following]),)
        ]

        def search(words: list[str], at: int, text: Text) -> tuple[int, Captures]:
            reached: dict[int, Captures] = dict.fromkeys(begin(words, (at,)), ())
            for name, slot, goes_on, firsts in parts:
                after: dict[int, Captures] = {}
                for start, kept in reached.items():
                    if firsts and firsts.isdisjoint(words[start + 1 : start + SLOT_WORDS + 1]):
                        continue
                    for end in slot(text, start):
                        for place in goes_on(words, (end,)):
                            after.setdefault(place, (*kept, (name, start, end)))
                reached = after
            end = max(reached, default=-1)
            return end, reached.get(end, ())

        return search

    def chain(self, sequence: Sequence) -> Stepper:
        steps = [self.step(element, sequence[number + 1 :]) for number, element in enumerate(sequence)]
        if len(steps) == 1:
            return steps[0]

        def chain(words: list[str], places: Places) -> Places:
            for step in steps:
                places = step(words, places)
                if not places:
                    break
            return places

        return chain

    def step(self, element: Element, following: Sequence) -> Stepper:
        kind, *rest = element
        if kind == "w":
            wanted = rest[0]
            return lambda words, places: [at + 1 for at in places if words[at] == wanted]
        if kind == "gap":
            return _gap(following)
        if kind == "alt":
            choice = rest[0]
            if id(choice) not in self._choices:
                self._choices[id(choice)] = choice, self.choice(choice)  # type: ignore[arg-type]
            return self._choices[id(choice)][1]
        return _STEPS[str(kind)]

    def choice(self, branches: tuple[Sequence, ...]) -> Stepper:
        """Looks up the word it meets: a single word needs no more, other branches go on from there."""
        single: set[str] = set()
        by_word: dict[str, list[Stepper]] = {}
        others: list[Stepper] = []
        optional = False
        for branch in _plain_branches(branches):
            if not branch:
                optional = True
            elif branch[0][0] != "w":
                others.append(self.chain(branch))
            elif len(branch) == 1:
                single.add(str(branch[0][1]))
            else:
                by_word.setdefault(str(branch[0][1]), []).append(self.chain(branch[1:]))
        if not by_word and not others and not optional:
            return lambda words, places: [at + 1 for at in places if words[at] in single]

        def choice(words: list[str], places: Places) -> Places:
            after = set(places) if optional else set()
            for at in places:
                word = words[at]
                if word in single:
                    after.add(at + 1)
                for goes_on in by_word.get(word, ()):
                    after.update(goes_on(words, (at + 1,)))
            for other in others:
                after.update(other(words, places))
            return after

        return choice


def _plain_branches(branches: Iterable[Sequence]) -> Iterator[Sequence]:
    """The branches without choices at their beginning: `((a|b) c)` gives `a c` and `b c`."""
    for branch in branches:
        if branch and branch[0][0] == "alt":
            yield from _plain_branches((*inner, *branch[1:]) for inner in branch[0][1])  # type: ignore[attr-defined]
        else:
            yield branch


def _firsts(sequence: Sequence) -> frozenset[str]:
    """The words a phrase can begin with; empty where anything may stand first."""
    heads = set.union(*beginnings(sequence, 1))
    return frozenset() if () in heads else frozenset(head[0] for head in heads)


def _gap(following: Sequence) -> Stepper:
    """A gap looks ahead: it ends only before words that what follows can begin with, where these are known."""
    firsts = _firsts(following)

    def gap(words: list[str], places: Places) -> Places:
        after: set[int] = set()
        for at in places:
            for end in range(at, at + GAP_WORDS + 1):
                word = words[end]
                if not firsts or word in firsts:
                    after.add(end)
                if word in ENDS:
                    break
        return after

    return gap


_STEPS: dict[str, Stepper] = {
    "any": lambda words, places: [at + 1 for at in places if words[at] not in ENDS],
    "num": lambda words, places: [at + 1 for at in places if number(words[at]) is not None],
    "start": lambda words, places: [at for at in places if at == 0 or words[at - 1] in BREAKS],
}
