"""Looks for phrases in a text: each word once, however many phrases there are; time grows with the text.

What finders learn on the way is shared by all who ask, so one thread at a time looks. One lock for all finders, because
a slot may ask another finder from within.
"""

from __future__ import annotations

from _thread import RLock  # all there is to it, without the bytes of `threading` in the browser
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from generator.text.machine import Machine, State
from generator.text.phrases import Sequence, first_words
from generator.text.words import BREAKS, Text

type Captures = tuple[tuple[str, int, int], ...]
type Slot = Callable[[Text, int], Iterable[int]]
"""A text and the word a slot begins at give the words it may end before."""

_ONE_AT_A_TIME = RLock()
SLOT_WORDS = 12  # no slot keeps more


class Hit(NamedTuple):
    """One place where a phrase stands: words `first` up to and without `last`; `captures` are (slot, first, last)."""

    key: object
    first: int
    last: int
    captures: Captures = ()


class Finder:
    """Many phrases looked for in one pass. `entries` are (key, parsed phrase); a hit carries the key of its phrase."""

    def __init__(self, entries: Iterable[tuple[object, Sequence]], slots: Mapping[str, Slot] | None = None) -> None:
        self._slots = slots or {}
        self._entries = tuple(entries)
        self._machine = Machine()
        self._by_word: dict[str, list[int]] = {}  # the numbers of the phrases that can begin with it
        for number, (_, sequence) in enumerate(self._entries):
            for word in first_words(sequence) or ():
                self._by_word.setdefault(word, []).append(number)
        self._starts: dict[int, int] = {}  # of the phrases that a text had the first word of
        self._keeping: dict[int, list[_Kept]] = {}
        self._opened: tuple[dict[str, State | None], dict[str, State | None]] = ({}, {})

    def hits(self, text: Text, first: int = 0, last: int | None = None) -> list[Hit]:
        """Every place of every phrase, in the order of the text; the longest reading of each.

        With `first` and `last` only phrases that begin at these words (`last` left out).
        """
        with _ONE_AT_A_TIME:
            return self._hits(text, first, len(text.words) if last is None else last)

    def _hits(self, text: Text, first: int, last: int) -> list[Hit]:
        self._forget_much()
        words, known = text.padded, self._by_word
        found: list[Hit] = []
        for at in range(first, last):
            word = words[at]
            if word not in known:
                continue
            fresh = at == 0 or words[at - 1] in BREAKS
            try:
                state = self._opened[fresh][word]
            except KeyError:
                state = self._opened[fresh][word] = self._open(word, fresh=fresh)
            if state is None or (not state.done and state.steps.get(words[at + 1], state) is None):
                continue  # most end here
            ended = self._walk(state, words, at + 1)
            if ended:
                found.extend(self._told(ended, text, at))
        return found

    def _walk(self, state: State | None, words: list[str], at: int) -> list[tuple[int, tuple[int, ...]]]:
        """From place to place as long as a phrase goes on: the places where phrases may end, and which."""
        ended: list[tuple[int, tuple[int, ...]]] = []
        while state is not None:
            if state.done:
                ended.append((at, state.done))
            if not state.points:
                break
            here = state
            try:
                state = here.steps[words[at]]
            except KeyError:
                state = self._machine.step(here, words[at])
            at += 1
        return ended

    def _told(self, ended: list[tuple[int, tuple[int, ...]]], text: Text, first: int) -> Iterator[Hit]:
        lasts = {number: place for place, numbers in ended for number in numbers}
        for number in sorted(lasts) if len(lasts) > 1 else lasts:
            if number not in self._keeping:
                yield Hit(self._entries[number][0], first, lasts[number])
                continue
            places = [place for place, numbers in ended if number in numbers]
            reached = self._kept(self._keeping[number], places, text)
            if reached:
                last = max(reached)
                yield Hit(self._entries[number][0], first, last, reached[last])

    def _kept(self, slots: list[_Kept], places: list[int], text: Text) -> dict[int, Captures]:
        """From slot to slot with the plain words between them: where a phrase may end, and what it kept on the way."""
        words = text.padded
        reached: dict[int, Captures] = dict.fromkeys(places, ())
        for slot in slots:
            after: dict[int, Captures] = {}
            for start, kept in reached.items():
                if slot.firsts and slot.firsts.isdisjoint(words[start + 1 : start + SLOT_WORDS + 1]):
                    continue
                for end in self._slots[slot.name](text, start):
                    for place, _ in self._walk(slot.behind, words, end):
                        after.setdefault(place, (*kept, (slot.name, start, end)))
            reached = after
        return reached

    def _open(self, word: str, *, fresh: bool) -> State | None:
        starts = [self._start(number) for number in self._by_word[word]]
        return self._machine.enter(starts, word, fresh=fresh)

    def _start(self, number: int) -> int:
        """The point a phrase starts at, made where it is first needed."""
        if number not in self._starts:
            sequence = self._entries[number][1]
            cuts = [at for at, element in enumerate(sequence) if element[0] == "slot"]
            self._starts[number] = self._machine.add(sequence[: cuts[0]] if cuts else sequence, number)
            if cuts:
                self._keeping[number] = [
                    self._slot(str(sequence[cut][1]), sequence[cut + 1 : following])
                    for cut, following in zip(cuts, [*cuts[1:], len(sequence)], strict=True)
                ]
        return self._starts[number]

    def _slot(self, name: str, behind: Sequence) -> _Kept:
        firsts = first_words(behind) or {""}
        state = self._machine.begin(self._machine.add(behind, 0))
        return _Kept(name, state, frozenset() if "" in firsts else frozenset(firsts))

    def _forget_much(self) -> None:
        if self._machine.forget_much():
            self._opened = ({}, {})


class _Kept(NamedTuple):
    """A slot, the state of the words behind it, and what these can begin with (empty where it may be anything)."""

    name: str
    behind: State
    firsts: frozenset[str]
