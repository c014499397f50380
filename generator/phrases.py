"""The small language rules are written in, and the search that finds its phrases in a text.

A phrase is plain words, found whatever their case, apostrophes or contractions ("we will not" finds "We won't").
Commas and single line ends do not matter; a phrase never reaches over the end of a sentence.

    we are (sorry|unable) to      one of several
    thank you [so|very] much      may be there or not
    we ... your application       up to six words between
    we * forward                  exactly one word, whichever
    in # months                   a number, in figures or words
    {team}                        a list from rules/lists.toml
    interest in <company>         words kept under a name (slots; only where a rule reads something out)
    ^thanks                       at the beginning of a sentence
    why ... ?                     a question (`.`, `!` and `?` stand for the end of the sentence)

`parse` turns a phrase into nested tuples of plain values, so that the browser's bundle can hold them ready made.
`Finder` looks at each word once and tries only phrases that begin with it, so its time grows in line with the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.text import ASKS, BREAK, BREAKS, SHOUTS, Text, spell_out

type Element = tuple[object, ...]
type Sequence = tuple[Element, ...]
type Captures = tuple[tuple[str, int, int], ...]
type Slot = Callable[
    [Text, int], Iterable[int]
]  # a text and the word a slot begins at give the words it may end before

GAP_WORDS = 6
NUMBERS = {
    word: number
    for number, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
} | {"eighteen": 18, "twenty": 20, "thirty": 30, "a": 1, "an": 1}

_SYNTAX = re.compile(
    r"\.\.\.|\{(?P<list>[\w-]+)\}|<(?P<slot>\w+)>|(?P<mark>[()\[\]|^*#?!.])|(?P<word>[^\W_]+(?:['’][^\W_]+)*)|(?P<skip>[\s,-]+)"
)


class PhraseError(ValueError):
    """A phrase that cannot be read. The message says what is wrong and the cure."""


def parse(phrase: str, lists: Mapping[str, Iterable[str]]) -> Sequence:
    """Turn one phrase into nested tuples. Raises `PhraseError` with the cure."""
    reader = _Reader(phrase, lists)
    found = reader.alternatives(closing=None)
    sequence = found[0] if len(found) == 1 else (("alt", found),)
    if not openings(sequence):
        raise PhraseError(f"“{phrase}” has to begin with a word; put one before the gap, star, number or slot")
    return sequence


class Lists(Mapping[str, Iterable[str]]):
    """The named lists, each parsed once. Pass it to `parse` where many phrases name the same lists."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        self._lists = lists
        self._parsed: dict[str, tuple[Sequence, ...]] = {}

    def __getitem__(self, name: str) -> Iterable[str]:
        return self._lists[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._lists)

    def __len__(self) -> int:
        return len(self._lists)

    def branches(self, name: str) -> tuple[Sequence, ...]:
        """The entries of one list as parsed phrases."""
        if name not in self._parsed:
            self._parsed[name] = tuple(parse(entry, self) for entry in self._lists[name])
        return self._parsed[name]


def _branches(lists: Mapping[str, Iterable[str]], name: str) -> tuple[Sequence, ...]:
    return (lists if isinstance(lists, Lists) else Lists(lists)).branches(name)


class _Reader:
    def __init__(self, phrase: str, lists: Mapping[str, Iterable[str]]) -> None:
        self.phrase, self.lists = phrase, lists
        self.pieces = list(self._pieces())
        self.at = 0

    def _pieces(self) -> Iterator[re.Match[str]]:
        at = 0
        while at < len(self.phrase):
            piece = _SYNTAX.match(self.phrase, at)
            if piece is None:
                raise PhraseError(
                    f"“{self.phrase}” has “{self.phrase[at]}”, which phrases do not know; write words only"
                )
            at = piece.end()
            if piece.lastgroup != "skip":
                yield piece

    def alternatives(self, closing: str | None) -> tuple[Sequence, ...]:
        branches: list[Sequence] = []
        current: list[Element] = []
        while self.at < len(self.pieces):
            piece = self.pieces[self.at]
            self.at += 1
            sign = piece.group()
            if closing and sign == closing:
                return (*branches, tuple(current))
            if sign == "|":
                branches.append(tuple(current))
                current = []
            else:
                current.extend(self.element(piece))
        if closing:
            raise PhraseError(f"“{self.phrase}” has an opening bracket without “{closing}”; add it")
        return (*branches, tuple(current))

    def element(self, piece: re.Match[str]) -> Iterable[Element]:
        sign = piece.group()
        if piece.lastgroup == "word":
            return [("w", word) for word in spell_out(sign)]
        if piece.lastgroup == "slot":
            return [("slot", piece["slot"])]
        if piece.lastgroup == "list":
            if piece["list"] not in self.lists:
                raise PhraseError(
                    f"“{self.phrase}” names the list {sign}, which rules/lists.toml does not have; add it there"
                )
            return [("alt", _branches(self.lists, piece["list"]))]
        if sign == "(":
            return [("alt", self.alternatives(")"))]
        if sign == "[":
            return [("alt", (*self.alternatives("]"), ()))]
        simple: dict[str, Element] = {
            "...": ("gap", GAP_WORDS),
            "*": ("any",),
            "#": ("num",),
            "^": ("start",),
            "?": ("w", ASKS),
            "!": ("w", SHOUTS),
            ".": ("w", BREAK),
        }
        if sign not in simple:
            raise PhraseError(f"“{self.phrase}” has a “{sign}” too many; take it out")
        return [simple[sign]]


def openings(sequence: Sequence) -> set[tuple[str, ...]]:
    """The words a match can begin with: pairs where both are known, single words where only the first is.

    No opening begins another one, so that a phrase is tried once at each place. Empty where anything may stand first.
    """
    settled, growing = _heads(sequence, 2)
    heads = settled | growing
    if () in heads:
        return set()
    return {head for head in heads if len(head) == 1 or head[:1] not in heads}


type _Heads = set[tuple[str, ...]]


def _heads(sequence: Sequence, length: int) -> tuple[_Heads, _Heads]:
    """Beginnings of up to `length` known words: those nothing can lengthen, and those the words behind may go on."""
    settled: _Heads = set()
    growing: _Heads = {()}
    for kind, *rest in sequence:
        if kind == "start":
            continue
        if kind == "w":
            growing = {(*head, str(rest[0])) for head in growing}
        elif kind == "alt":
            branches: tuple[Sequence, ...] = rest[0]  # type: ignore[assignment]
            grown: _Heads = set()
            for head in growing:
                for branch in branches:
                    ended, open_still = _heads(branch, length - len(head))
                    settled |= {(*head, *tail) for tail in ended}
                    grown |= {(*head, *tail) for tail in open_still}
            growing = grown
        else:
            return settled | growing, set()
        settled |= {head for head in growing if len(head) >= length}
        growing = {head for head in growing if len(head) < length}
        if not growing:
            break
    return settled, growing


@dataclass(frozen=True)
class Hit:
    """One place where a phrase stands: words `first` up to and without `last`; `captures` are (slot, first, last)."""

    key: object
    first: int
    last: int
    captures: Captures = ()


class Finder:
    """Many phrases looked for in one pass. `entries` are (key, parsed phrase); a hit carries the key of its phrase."""

    def __init__(self, entries: Iterable[tuple[object, Sequence]], slots: Mapping[str, Slot] | None = None) -> None:
        self._index: dict[str, dict[str | None, list[tuple[object, Sequence]]]] = {}
        self._slots = slots or {}
        for key, sequence in entries:
            ready = _sorted(sequence)
            for opening in openings(sequence):
                second = opening[1] if len(opening) > 1 else None
                self._index.setdefault(opening[0], {}).setdefault(second, []).append((key, ready))

    def hits(self, text: Text) -> list[Hit]:
        """Every place of every phrase, in the order of the text; the longest reading of each."""
        words, index = text.words, self._index
        count = len(words)
        found: list[Hit] = []
        for at, word in enumerate(words):
            seconds = index.get(word)
            if seconds is None:
                continue
            following = words[at + 1] if at + 1 < count else None
            candidates = seconds.get(None, ())
            if following is not None and following in seconds:
                candidates = [*candidates, *seconds[following]]
            for key, sequence in candidates:
                places = self._walk(sequence, {at: ()}, text)
                if places:
                    last = max(places)
                    found.append(Hit(key, at, last, places[last]))
        return found

    def _walk(self, sequence: Sequence, places: dict[int, Captures], text: Text) -> dict[int, Captures]:
        for element in sequence:
            places = self._step(element, places, text)
            if not places:
                break
        return places

    def _step(self, element: Element, places: dict[int, Captures], text: Text) -> dict[int, Captures]:
        kind, words, count = element[0], text.words, len(text.words)
        after: dict[int, Captures] = {}
        if kind == "w":
            wanted = element[1]
            return {at + 1: kept for at, kept in places.items() if at < count and words[at] == wanted}
        if kind == "pick":
            by_word: Mapping[str, tuple[Sequence, ...]] = element[1]  # type: ignore[assignment]
            for at, kept in places.items():
                for rest in by_word.get(words[at], ()) if at < count else ():
                    for end, more in self._walk(rest, {at + 1: kept}, text).items():
                        after.setdefault(end, more)
            for branch in element[2]:  # type: ignore[attr-defined]
                for end, kept in self._walk(branch, places, text).items():
                    after.setdefault(end, kept)
            return after
        if kind == "start":
            return {at: kept for at, kept in places.items() if at == 0 or words[at - 1] in BREAKS}
        if kind == "any":
            return {at + 1: kept for at, kept in places.items() if at < count and words[at] not in BREAKS}
        if kind == "num":
            return {at + 1: kept for at, kept in places.items() if at < count and number(words[at]) is not None}
        if kind == "slot":
            name = str(element[1])
            for at, kept in places.items():
                for end in self._slots[name](text, at):
                    after.setdefault(end, (*kept, (name, at, end)))
            return after
        for at, kept in places.items():
            for end in range(at, min(at + int(str(element[1])), count) + 1):
                after.setdefault(end, kept)
                if end < count and words[end] in BREAKS:
                    break
        return after


def _sorted(sequence: Sequence) -> Sequence:
    """The same phrase with the branches of each choice sorted by the word they begin with, so that few are tried."""
    return tuple(_pick(element) if element[0] == "alt" else element for element in sequence)


def _pick(choice: Element) -> Element:
    by_word: dict[str, list[Sequence]] = {}
    others: list[Sequence] = []
    for branch in _plain_branches(choice[1]):  # type: ignore[arg-type]
        if branch and branch[0][0] == "w":
            by_word.setdefault(str(branch[0][1]), []).append(_sorted(branch[1:]))
        else:
            others.append(_sorted(branch))
    return "pick", {word: tuple(rests) for word, rests in by_word.items()}, tuple(others)


def _plain_branches(branches: Iterable[Sequence]) -> Iterator[Sequence]:
    """The branches without choices at their beginning: `((a|b) c)` gives `a c` and `b c`."""
    for branch in branches:
        if branch and branch[0][0] == "alt":
            yield from _plain_branches((*inner, *branch[1:]) for inner in branch[0][1])  # type: ignore[attr-defined]
        else:
            yield branch


def number(word: str) -> int | None:
    """The whole number a word stands for, in figures or English words, or None."""
    if word.isdecimal() and word.isascii() and len(word) < 5:
        return int(word)
    return NUMBERS.get(word)
